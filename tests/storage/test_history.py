"""Versions of notes on disk: kept whatever becomes of the files, and shown to nobody else."""

import errno

import pytest
from tinydb import TinyDB

from companion.domain.note.note_versions import MOST_VERSIONS
from companion.storage.document import device_file
from companion.storage.document.note_history import History
from companion.storage.sync.recovery import put_right

LONG = "not proactive was a label; the film shows three weeks without any reply"
OTHER = "something else altogether, of quite a different length and kind"


def texts(machine, document):
    return [version.text for version in machine.store.history.versions(document)]


def own_file(machine, document):
    return machine.store.history.path(document) / f"{machine.id}.json"


@pytest.fixture
def anna(machine):
    return machine("anna")


@pytest.fixture
def removed(anna, session):
    """Anna's machine, after a note was written and emptied."""
    anna.write(LONG)
    anna.write("")
    return anna


def test_a_removed_paragraph_is_kept_privately(removed, session, clock):
    (version,) = removed.store.history.versions(session)
    assert (version.item, version.text, version.by) == ("0", LONG, "anna")
    assert version.at == clock()
    rows = TinyDB(own_file(removed, session)).table("versions").all()
    assert [row["text"] for row in rows] == [LONG]


def test_nothing_of_it_ever_stands_in_the_shared_folder(removed, session, files_in):
    removed.write("one")
    removed.write("two")
    shared = files_in(removed.shared)
    assert shared
    assert not [name for name, (data, _time) in shared.items() if LONG.encode() in data]
    assert {name.rsplit(".", 2)[0] for name in shared} == {f"{session}/{removed.id}"}


def test_a_save_that_removes_little_writes_nothing(anna, session, clock):
    opened = anna.store.open(session)
    for end in range(1, len(LONG)):
        anna.store.history.note(session, {"0": LONG[:end]}, "anna", clock())
        clock.forward(seconds=1)
    assert not own_file(anna, session).exists()
    anna.store.close(opened)


@pytest.mark.parametrize("live", [True, False], ids=["while open", "while away"])
def test_what_the_partner_removes_is_kept_here(machine, session, live, type_into):
    anna, bert = machine("anna"), machine("bert", person="bert")
    anna.write(LONG)
    opened = anna.store.open(session)
    if not live:
        anna.store.close(opened)
    bert.write("")
    if live:
        assert anna.merge(opened)
    assert anna.read() == ""
    (version,) = anna.store.history.versions(session)
    assert (version.text, version.by) == (LONG, "bert")


def test_what_the_partner_removes_is_kept_when_only_the_lists_look(machine, session):
    anna, bert = machine("anna"), machine("bert")
    anna.write(LONG)
    bert.write("")
    anna.store.load_read_only(session)
    assert texts(anna, session) == [LONG]


def test_what_was_typed_and_removed_between_two_saves_of_a_device(anna, session, type_into):
    opened = anna.store.open(session)
    for text in (LONG, LONG[:30], "", OTHER, ""):
        type_into(opened.document, text)
        anna.save(opened)
    assert texts(anna, session) == [LONG, OTHER]


def test_versions_are_bounded(anna, session, clock):
    opened = anna.store.open(session)
    for number in range(MOST_VERSIONS + 5):
        clock.forward(seconds=1)
        anna.store.history.note(session, {"0": f"{number:030}"}, "anna", clock())
        anna.store.history.note(session, {"0": ""}, "anna", clock())
    found = texts(anna, session)
    assert len(found) == MOST_VERSIONS
    assert found[-1] == f"{MOST_VERSIONS + 4:030}"
    anna.store.close(opened)


def test_two_windows_keep_versions_in_files_of_their_own(machine, session, clock):
    one = machine("anna")
    one.write(LONG)
    two = machine("anna")
    two.write(OTHER)
    clock.forward(minutes=1)
    one.write("")
    assert {own_file(one, session), own_file(two, session)} == set(
        one.store.history.path(session).iterdir()
    )
    assert texts(one, session) == texts(two, session) == [LONG, OTHER]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"versions": []}', b"\xff\xfe", b"[" * 9999])
def test_a_damaged_file_is_set_aside_and_begun_anew(removed, session, data, tmp_path, clock):
    path, log = own_file(removed, session), tmp_path / "log"
    path.write_bytes(data)
    assert texts(removed, session) == []
    history = History(removed.home / "spaces" / "one" / "history", removed.device, log)
    history.open(session, {"0": OTHER})
    history.note(session, {"0": ""}, "anna", clock())
    assert [version.text for version in history.versions(session)] == [OTHER]
    assert path.with_suffix(".damaged").read_bytes() == data
    assert str(path) in log.read_text() and "set aside" in log.read_text()


@pytest.mark.parametrize(
    "row", ["7", "null", '{"at": 7}', '{"at": "x", "item": "0", "by": "a", "text": "t"}']
)
def test_a_row_of_another_kind_is_left_out(removed, session, row):
    path = own_file(removed, session)
    whole = path.read_text()
    path.write_text(whole.replace('"1": ', f'"9": {row},\n"1": '))
    assert texts(removed, session) == [LONG]


def test_what_a_hostile_row_says_steers_nothing(removed, session):
    path = own_file(removed, session)
    path.write_text(path.read_text().replace(LONG, r"a\u001b[31m\u202eb"))
    assert texts(removed, session) == ["a\ufffd[31m\ufffdb"]


def test_a_history_that_cannot_be_written_keeps_nobody_from_saving(anna, session, monkeypatch):
    def fail(_path, _data):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken:
        broken.setattr(device_file, "replace_file", fail)
        opened = anna.write(LONG)
        opened = anna.write("")
    assert opened.document.text("notes:0") == anna.read() == ""
    assert texts(anna, session) == []


def test_a_history_that_is_a_file_keeps_nobody_from_saving(anna, session):
    anna.write(LONG)
    (anna.home / "spaces" / "one" / "history").write_text("in the way")
    anna.write("")
    assert anna.read() == ""


def test_what_an_interrupted_write_left_is_removed_at_the_next_start(removed, session):
    left = own_file(removed, session).with_name(f"~${removed.id}.json.1-1.tmp")
    left.write_bytes(b"half")
    put_right(removed.store)
    assert not left.exists()
    assert texts(removed, session) == [LONG]
