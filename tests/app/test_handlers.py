"""Each handler hears a message that there is, and each message is heard.

Textual finds handlers by their names, made from those of the message's class: it never calls one
that is misspelt, and says nothing of a message without any.
"""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget

import companion.app
import screens
from companion.app.app import CompanionApp
from screens.shared.app_screen import AppScreen
from screens.shared.messages.places import PlaceChosen

OURS = ("companion.", "screens.")
OF_ALL = {kind.handler_name for kind in (events.Mount, events.Unmount, events.Idle)}
"""What each class of the app may have a part in: Textual calls all of them."""


def below(kind: type) -> Iterator[type]:
    """All classes that inherit from one."""
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def handlers(kind: type) -> list[str]:
    """The names of a class's own handlers; a method of Textual's by such a name is none."""
    return [
        name
        for name in vars(kind)
        if name.startswith(("on_", "_on_")) and not hasattr(MessagePump, name)
    ]


@pytest.fixture(scope="module", autouse=True)
def everything() -> None:
    """All modules in which there may be a handler or a message."""
    for package in (companion.app, screens):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(found.name)


@pytest.fixture
def messages() -> set[type[Message]]:
    """All messages: Textual's, and ours."""
    return {kind for kind in below(Message) if kind.__module__.startswith(("textual.", *OURS))}


@pytest.fixture
def pumps() -> set[type[MessagePump]]:
    """All apps, screens and widgets of ours."""
    return {kind for kind in below(MessagePump) if kind.__module__.startswith(OURS)}


def misspelt(pumps: Iterable[type], messages: Iterable[type[Message]]) -> list[str]:
    """Handlers that no message calls."""
    known = {message.handler_name for message in messages}
    return [
        f"{pump.__name__}.{name}"
        for pump in pumps
        for name in handlers(pump)
        if name.removeprefix("_") not in known
    ]


def unheard(messages: Iterable[type[Message]], pumps: Iterable[type]) -> list[str]:
    """Messages of ours that no class has a handler for."""
    known = {name for pump in pumps for name in handlers(pump)}
    ours = (message for message in messages if message.__module__.startswith(OURS))
    return [message.__qualname__ for message in ours if message.handler_name not in known]


def test_each_handler_hears_a_message_that_there_is(pumps, messages):
    assert {CompanionApp, AppScreen} < pumps
    assert not misspelt(pumps, messages)


def test_each_message_is_heard(pumps, messages):
    assert PlaceChosen in messages
    assert not unheard(messages, pumps)


def test_a_misspelt_handler_is_found(messages):
    class Lost(Widget):
        def on_plase_chosen(self) -> None: ...

    assert misspelt([Lost], messages) == ["Lost.on_plase_chosen"]
    assert unheard([PlaceChosen], [Lost]) == ["PlaceChosen"]


def test_each_subject_of_the_app_has_its_own_messages():
    ours = [kind for kind in CompanionApp.__mro__ if kind.__module__.startswith(OURS)]
    heard = Counter(name for kind in ours for name in handlers(kind) if name not in OF_ALL)
    assert heard
    assert [name for name, count in heard.items() if count > 1] == []
