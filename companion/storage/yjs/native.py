"""pycrdt's compiled half, loaded without the Python half.

`import pycrdt` costs 140 ms, most of it for asynchronous streams and package metadata that nothing
here uses; the extension module alone costs 9 ms and has all that a document needs. The price is a
name with an underscore, so `pyproject.toml` holds pycrdt below its next minor version and
`tests/storage/test_document.py` uses every call.
"""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.machinery import PathFinder
from random import SystemRandom
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from companion.storage.yjs.validate import BadState

if TYPE_CHECKING:
    from pycrdt import _pycrdt

_NAME = "pycrdt._pycrdt"


@cache
def _extension() -> ModuleType:
    if _NAME in sys.modules:
        return sys.modules[_NAME]
    package = importlib.util.find_spec("pycrdt")
    folders = package.submodule_search_locations if package else None
    spec = PathFinder.find_spec(_NAME, folders)
    if spec is None or spec.loader is None:
        raise ImportError("pycrdt is installed without its compiled module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[_NAME] = module
    return module


_HALF = 2**52
"""Clients from here on, up to the last of Yjs, insert nothing but breaks (`own_line.py`); in what
an older version wrote, any of them may have typed."""


def new_doc(*, last: bool = False) -> "_pycrdt.Doc":
    """An empty document with a client id of its own: random, never stored, one per launch.

    `last` makes it greater than those of all documents that are not and that this version made.
    """
    # By the system: whoever seeds Python's own generator, as property tests do before each example,
    # would have all documents made in one order, and two programs the same clients.
    client = SystemRandom().randrange(1, _HALF) + (_HALF if last else 0)
    return cast("_pycrdt.Doc", _extension().Doc(client, None, None))


def new_undo_manager(
    doc: "_pycrdt.Doc", text: "_pycrdt.Text", origin: int, group: Callable[[], int]
) -> "_pycrdt.UndoManager":
    """Undo for the edits to one text that bear this origin; none of anybody else's.

    Edits between which `group` gives the same number, from 1 on, are undone together.
    """
    manager = _extension().UndoManager(1, group, [], [])
    manager.expand_scope_text(doc, text)
    manager.include_origin(origin)
    return cast("_pycrdt.UndoManager", manager)


def sticky_index(text: "_pycrdt.Text", txn: "_pycrdt.Transaction", place: int) -> bytes:
    """The encoded place of the character at so many bytes, which goes with that character.

    Yrs counts bytes from the beginning of a block, where clocks count UTF-16 units. Removing
    nothing at the place makes a block begin there, and changes nothing else.
    """
    text.remove_range(txn, place, 0)
    made: bytes = cast("Any", text).sticky_index(txn, place, 0).encode()  # the stub has it not
    return made


def read_fields(doc: "_pycrdt.Doc", txn: "_pycrdt.Transaction", name: str) -> dict[str, Any]:
    """The fields of the map `name`."""
    import json

    found: dict[str, Any] = json.loads(doc.get_or_insert_map(txn, name).to_json(txn))
    return found


@contextmanager
def errors_as_bad_state() -> Iterator[None]:
    """Turn whatever the compiled half throws at hostile bytes, panics included, into BadState."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError, BadState):
        raise
    except BaseException as error:  # a Rust panic is no Exception
        raise BadState(str(error)) from None


class transaction:  # noqa: N801 - used like a function, as contextlib's own are
    """A transaction on a document, as a context; those of own edits bear an origin.

    A class, because a generator costs more than the transaction itself.
    """

    __slots__ = ("_txn",)

    def __init__(self, doc: "_pycrdt.Doc", origin: int | None = None) -> None:
        own = origin is not None
        self._txn = doc.create_transaction_with_origin(origin) if own else doc.create_transaction()

    def __enter__(self) -> "_pycrdt.Transaction":
        return self._txn

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._txn.commit()
        finally:
            self._txn.drop()
