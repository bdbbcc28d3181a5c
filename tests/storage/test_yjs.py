import importlib.util
import random
from importlib.machinery import PathFinder

import pytest

from companion.storage.yjs import native as yjs


@pytest.fixture
def fresh():
    """The loader before it has loaded anything; as it was afterwards."""
    yjs.new_doc()
    yjs._extension.cache_clear()
    yield yjs._extension
    yjs._extension.cache_clear()
    yjs.new_doc()


def test_a_module_that_is_loaded_is_used_again(fresh):
    assert fresh() is fresh()
    assert fresh().__name__ == "pycrdt._pycrdt"


def test_a_missing_compiled_half_is_said(fresh, monkeypatch):
    monkeypatch.delitem(yjs.sys.modules, "pycrdt._pycrdt")
    monkeypatch.setattr(PathFinder, "find_spec", lambda *_arguments: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ImportError, match="compiled"):
        fresh()


def test_every_document_is_a_client_of_its_own():
    assert len({yjs.new_doc().client_id() for _ in range(50)}) == 50


def test_no_seed_makes_a_client_come_again():
    """Hypothesis gives Python's generator the same seed before each example."""
    before, clients = random.getstate(), set()
    for _again in range(10):
        random.seed(0)
        clients.add(yjs.new_doc().client_id())
    random.setstate(before)
    assert len(clients) == 10
