"""One Yjs client, two stories: told apart from every lawful difference, and never merged."""

import json
import subprocess
import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from companion.domain.text import Patch
from companion.storage.document import document as module
from companion.storage.document.device_file import DeviceFile, encode
from companion.storage.document.document import Document
from companion.storage.document.untrusted_state import check_state
from companion.storage.sync.recovery import share_what_waits
from companion.storage.sync.shared_folder import FORKED
from companion.storage.yjs.fork_check import (
    MAX_UNLIKE,
    ClientHistories,
    CompareBudget,
    ForkedClient,
)
from companion.storage.yjs.native import new_doc
from companion.storage.yjs.update_codec import encode_number as number
from companion.storage.yjs.validate import Section, summarise_update

CLIENT = 7
PATIENCE, ENDLESS = 60, 5
"""Seconds that a process may take, and after which what takes a millisecond is called endless."""


@pytest.fixture
def resume(monkeypatch):
    """Makes a document as a machine resumed from a memory image has it: its client is known."""
    new_doc()  # loads the compiled half
    from pycrdt import _pycrdt

    def make(*states, client=CLIENT):
        with monkeypatch.context() as patch:
            patch.setattr(module, "new_doc", lambda: _pycrdt.Doc(client, None, None))
            return Document(*states)

    return make


def text(words, left=None, right=None, root="notes:0"):
    return block(4, number(len(words.encode())) + words.encode(), left, right, root)


def block(kind, content, left=None, right=None, root="about", key=""):
    ids = b"".join(number(n) for place in (left, right) if place for n in place)
    info = kind | (0x80 if left else 0) | (0x40 if right else 0) | (0x20 if key else 0)
    parent = b"" if ids else b"\x01" + named(root) + (named(key) if key else b"")
    return bytes([info]) + ids + parent + content


def named(name):
    return number(len(name)) + name.encode()


def state(*blocks, client=CLIENT):
    return number(1) + number(len(blocks)) + number(client) + b"\x00" + b"".join(blocks) + b"\x00"


def agree(one, other):
    """Whether two states go together; either may come first."""
    found = set()
    for first, second in ((one, other), (other, one)):
        histories = ClientHistories()
        histories.add(summarise_update(first).sections, CompareBudget())
        try:
            histories.add(summarise_update(second).sections, CompareBudget())
            found.add(True)
        except ForkedClient:
            found.add(False)
    (answer,) = found
    return answer


HELLO = state(text("hello"))
MAP = b"\x01\x76\x02" + named("a") + b"\x7d\x01" + named("b") + b"\x7e"
MAP_TURNED = b"\x01\x76\x02" + named("b") + b"\x7e" + named("a") + b"\x7d\x01"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(HELLO, HELLO, id="the same"),
        pytest.param(HELLO, state(text("hello, you")), id="more of it"),
        pytest.param(HELLO, state(text("hel"), text("lo", (7, 2))), id="cut in two"),
        pytest.param(state(text("h"), text("ello", (7, 0))), state(text("hell"), text("o", (7, 3))),
                     id="cut elsewhere"),
        pytest.param(HELLO, state(block(1, number(5), root="notes:0")), id="removed"),
        pytest.param(HELLO, state(text("he"), block(1, number(3), (7, 1))), id="half removed"),
        pytest.param(HELLO, state(b"\x00\x05"), id="collected"),
        pytest.param(HELLO, state(b"\x00\x02", text("llo", (7, 1))), id="half collected"),
        pytest.param(state(text("🙂é"), text("b", (7, 2))), state(text("🙂"), text("éb", (7, 1))),
                     id="beyond ASCII"),
        pytest.param(state(block(8, MAP)), state(block(8, MAP_TURNED)), id="fields in turn"),
        pytest.param(state(block(8, b"\x02\x7d\x01\x7d\x02")),
                     state(block(8, b"\x01\x7d\x01"), block(8, b"\x01\x7d\x02", (7, 0))),
                     id="a list cut in two"),
        pytest.param(HELLO, state(text("other"), client=8), id="another client"),
    ],
)  # fmt: skip
def test_lawful_differences_are_no_twins(one, other):
    assert agree(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(HELLO, state(text("hullo")), id="other words"),
        pytest.param(HELLO, state(text("hel"), text("p!", (7, 2))), id="other words later"),
        pytest.param(HELLO, state(text("hel"), text("lo", (7, 1))), id="behind another"),
        pytest.param(HELLO, state(text("hel"), text("lo", (7, 2), (7, 0))), id="before another"),
        pytest.param(HELLO, state(text("hello", root="notes:1")), id="in another note"),
        pytest.param(state(block(8, b"\x01\x7e", key="a")), state(block(8, b"\x01\x7e", key="b")),
                     id="another field"),
        pytest.param(state(block(8, b"\x01\x7e")), state(block(8, b"\x01\x78")), id="value"),
        pytest.param(state(block(6, named("by") + named("1"))),
                     state(block(6, named("by") + named("2"))), id="another mark"),
        pytest.param(state(block(8, b"\x01\x7e", root="notes:0")), HELLO, id="another kind"),
        pytest.param(HELLO, state(block(1, number(5), root="notes:1")), id="removed elsewhere"),
    ],
)  # fmt: skip
def test_other_content_or_another_place_makes_twins(one, other):
    assert not agree(one, other)


def test_what_agrees_with_the_first_is_held_against_all_that_came_after():
    histories = ClientHistories()
    for part in (HELLO, state(text("hello, you")), state(text("hel"))):
        histories.add(summarise_update(part).sections, CompareBudget())
    with pytest.raises(ForkedClient):
        histories.add(summarise_update(state(text("hello, me "))).sections, CompareBudget())


def test_comparing_has_an_end():
    many = MAX_UNLIKE // 2 + 1
    blocks = [text("x"), *(text("x", None, (CLIENT, clock)) for clock in range(many))]
    whole = summarise_update(state(*blocks)).sections[CLIENT]
    turned = bytearray(whole.data)
    for start in whole.starts[:-1]:
        turned[start] ^= 0x20  # a bit that says nothing where a neighbour is named
    turned[0] ^= 0x20
    histories = ClientHistories()
    histories.add({CLIENT: whole}, CompareBudget())
    histories.add({CLIENT: whole}, CompareBudget())
    with pytest.raises(ForkedClient, match="too much"):
        other = Section(bytes(turned), whole.clock, whole.starts, whole.clocks)
        histories.add({CLIENT: other}, CompareBudget())


WORDS = st.text(st.sampled_from("abé🙂 "), max_size=5)
ACTS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["type", "cut", "field", "clock", "meet", "back"]),
              st.integers(0, 60), WORDS),
    max_size=40,
)  # fmt: skip


def play(documents, acts):
    """Three people type, choose and meet, and at times begin again from an old state."""
    states = [document.state() for document in documents]
    for who, act, place, words in acts:
        document = documents[who]
        length = len(document.text("notes:0"))
        start = place % (length + 1)
        if act == "type":
            document.edit("notes:0", Patch(start, 0, words), "anna" if place % 2 else "bert")
        elif act == "cut":
            document.edit("notes:0", Patch(start, min(length - start, 3), words), "anna")
        elif act == "field":
            document.set_fields("actions", {"x/text": words, "x/done": place % 2 == 0})
        elif act == "clock":
            document.append("clock", {"do": "start", "item": words, "minutes": place})
        elif act == "meet":
            document.merge(documents[place % 3].state())
        else:
            documents[who] = Document(states[place % len(states)])
        states.append(documents[who].state())
    return states


@settings(max_examples=200, deadline=None)
@given(ACTS)
def test_no_two_states_of_any_history_fork_a_client(acts):
    states = play([Document(), Document(), Document()], acts)
    both = Document(*states)
    for each in reversed(states):
        assert not both.merge(each)
        assert agree(states[0], each)
        check_state(each)


@settings(max_examples=100, deadline=None)
@given(ACTS, st.text("ab", min_size=1, max_size=4), st.text("ab", min_size=1, max_size=4))
def test_two_that_go_on_from_one_memory_image_are_told_apart(acts, mine, theirs):
    from pycrdt import _pycrdt

    assume(not mine.startswith(theirs) and not theirs.startswith(mine))
    before = play([Document(), Document(), Document()], acts)[-1]
    length = len(Document(before).text("notes:0"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "new_doc", lambda: _pycrdt.Doc(CLIENT, None, None))
        one, other = Document(before), Document(before)
    one.edit("notes:0", Patch(length, 0, mine), "anna")
    other.edit("notes:0", Patch(length, 0, theirs), "anna")
    shown = one.content()
    for document in (one, Document(one.state())):  # typed here, and read from a file
        with pytest.raises(ForkedClient):
            document.merge(other.state())
        assert document.content() == shown


READ = """
import sys
from companion.storage.document import document, untrusted_state
from companion.storage.yjs.validate import BadState
states = [bytes.fromhex(state) for state in sys.argv[2:]]
if sys.argv[1] == "unguarded":
    document.ClientHistories.add = document.check_agreement = lambda *_: None
    untrusted_state.check_state = lambda _state: None
try:
    for state in states:
        untrusted_state.check_state(state)
    document.Document(*states).content()
except BadState as error:
    print(type(error).__name__, error)
"""


def read_in_a_process(guard, *states):
    """What reading these states comes to, in a process that is ended when it does not end."""
    timeout = PATIENCE if guard == "guarded" else ENDLESS
    command = [sys.executable, "-c", READ, guard, *(state.hex() for state in states)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=True)
    return done.stdout.strip()


@pytest.fixture
def forked(resume):
    """States of one machine resumed twice: in one the clock was started, in one words typed."""
    here, there = resume(), resume()
    here.append("clock", {"do": "start"})
    here.append("clock", {"do": "item"})
    there.edit("notes:0", Patch(0, 0, "no"), "anna")
    there.edit("notes:0", Patch(0, 0, "één "), "anna")
    return here.state(), there.state()


def test_a_machine_resumed_twice_hangs_nothing(forked):
    for order in (forked, forked[::-1]):
        assert read_in_a_process("guarded", *order).startswith("ForkedClient")


def test_without_the_guard_it_hangs(forked):
    with pytest.raises(subprocess.TimeoutExpired):
        read_in_a_process("unguarded", *forked)


WORDS_IN_A_LIST = state(text("é", root="clock"), block(8, b"\x01\x7e", (7, 0)))


def test_words_in_a_list_hang_nothing():
    assert read_in_a_process("guarded", WORDS_IN_A_LIST).startswith("BadState words stand")


def test_without_the_check_words_in_a_list_hang():
    with pytest.raises(subprocess.TimeoutExpired):
        read_in_a_process("unguarded", WORDS_IN_A_LIST)


@pytest.fixture
def write_as(resume, session):
    """Lets a device write what a resumed machine typed, into a folder."""

    def write(folder, words, name="dev009.a.json", device="dev009"):
        document = resume()
        document.edit("notes:0", Patch(0, 0, words), "bert")
        path = folder / session / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = {"notes": {"1": {"item": "0", "text": words}}}
        path.write_bytes(encode(DeviceFile(session, device, "bert", "", document.state(), rows)))
        return path

    return write


def problems(opened):
    return {problem.path.name: problem.kind for problem in opened.problems}


def test_the_first_stays_and_the_other_is_told_and_left_alone(machine, session, write_as):
    anna = machine("anna")
    write_as(anna.shared, "one story")
    opened = anna.store.open(session)
    path = write_as(anna.shared, "another one, and longer", "dev010.a.json", "dev010")
    data = path.read_bytes()
    reading = anna.store.scan_shared(session, opened.seen)
    anna.store.merge_into_mirror(session, reading)
    anna.store.merge_into(opened, reading)
    assert opened.document.text("notes:0") == "one story"
    assert problems(opened) == {path.name: FORKED}
    anna.save(opened)
    share_what_waits(anna.store, session)
    anna.start()
    again = anna.store.open(session)
    assert again.document.text("notes:0") == "one story"
    assert problems(again) == {path.name: FORKED}
    assert path.read_bytes() == data
    assert json.loads(data)["notes"]["1"]["text"] == "another one, and longer"


@pytest.mark.parametrize("names", [("a.json", "b.json"), ("b.json", "a.json")])
def test_who_reads_both_afresh_takes_the_same_one_by_any_name(machine, session, write_as, names):
    anna = machine("anna")
    write_as(anna.shared, "short", names[0])
    write_as(anna.shared, "a longer story", names[1])
    opened = anna.store.open(session)
    assert opened.document.text("notes:0") == "a longer story"
    assert problems(opened) == {names[0]: FORKED}


def test_what_is_typed_here_and_not_saved_stays(machine, session, write_as, resume, monkeypatch):
    anna = machine("anna")
    opened = anna.store.open(session)
    opened.document = resume()
    opened.document.edit("notes:0", Patch(0, 0, "typed just now"), "anna")
    path = write_as(anna.shared, "typed elsewhere")
    anna.merge(opened)
    assert opened.document.text("notes:0") == "typed just now"
    assert problems(opened) == {path.name: FORKED}


def test_a_twin_under_my_own_id_is_never_written_over(machine, session, write_as):
    anna = machine("anna")
    anna.write("mine")
    opened = anna.store.open(session)
    write_as(anna.shared, "known")
    anna.merge(opened)
    path = write_as(anna.shared, "other", f"{anna.id}.b.json", anna.id)
    data, before = path.read_bytes(), anna.id
    anna.merge(opened)
    assert anna.id != before
    for _ in range(3):
        anna.save(opened)
    assert path.read_bytes() == data


def test_words_that_only_the_mirror_has_are_shared_beside_a_twin(machine, session, write_as):
    anna = machine("anna")
    opened = anna.store.open(session)
    write_as(anna.home / "spaces" / "one" / "mirror", "mine alone")
    write_as(anna.shared, "their story")
    share_what_waits(anna.store, session)
    shared = [path for path in (anna.shared / session).iterdir() if path.name.startswith(anna.id)]
    assert [json.loads(path.read_bytes())["notes"]["1"]["text"] for path in shared] == [
        "mine alone"
    ]
    share_what_waits(anna.store, session)
    assert len(list((anna.shared / session).iterdir())) == 2
    anna.store.close(opened)


def test_once_a_person_took_one_away_all_devices_agree(machine, session, write_as):
    anna, bert = machine("anna"), machine("bert")
    write_as(anna.shared, "one story")
    assert anna.read() == "one story"
    write_as(anna.shared, "another one, and longer")
    assert bert.read() == "another one, and longer"
    bert.write("another one, and longer still")
    anna.write("one story, with what was missing")
    for path in (anna.shared / session).iterdir():
        if not path.name.startswith(anna.id):
            path.unlink()
    fresh = machine("bert, set up anew")
    assert fresh.read() == anna.read() == "one story, with what was missing"
