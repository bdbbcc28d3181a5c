"""The margin of a lesson: mine on this device, and that of both in the folder they share."""

import json

import pytest

from companion.domain.errors import CompanionError
from companion.domain.lesson.margins import Mark
from companion.storage.document.document import Document
from companion.storage.document.margin_marks import MARKS
from companion.workspace.lesson.margins import Reading
from companion.workspace.sync.bundles import unpack, write_bundle

HERE = Mark("Tips", "Is there nothing to give feedback on?", language="en")
LESSON = "feedback-02"


def reading(workspace):
    made = Reading(workspace, LESSON)
    made.open_shared()
    return made


def note(text, shared):
    return Mark(HERE.section, HERE.words, text, "en", shared)


def look(mine):
    """What a poll does while the lesson is in sight."""
    shared = mine.shared
    shared.refresh()
    return mine.marks()


def save(mine):
    assert mine.shared.save() is None


@pytest.fixture
def both(couple):
    return tuple(map(reading, couple))


def test_what_is_private_stays_on_this_device(both, shared):
    anna, bert = both
    anna.add(HERE)
    anna.add(note("only I read this", False))
    save(anna)
    assert [m.text for m in anna.marks()] == ["", "only I read this"]
    assert look(bert) == ()
    assert not any(b"only I read this" in p.read_bytes() for p in shared.rglob("*") if p.is_file())


def test_what_is_shared_reaches_the_partner_with_its_author(both):
    anna, bert = both
    anna.add(note("Ümit knows more", True))
    save(anna)
    (mark,) = look(bert)
    assert (mark.text, mark.by, mark.section, mark.words, mark.language) == (
        "Ümit knows more", anna.me, "Tips", HERE.words, "en",
    )  # fmt: skip


def test_both_mark_at_once_and_nothing_is_lost(both):
    anna, bert = both
    anna.add(note("from Anna", True))
    bert.add(note("from Bert", True))
    save(anna)
    save(bert)
    assert (
        {m.text for m in look(anna)} == {m.text for m in look(bert)} == {"from Anna", "from Bert"}
    )


def test_a_note_changes_and_goes_on_both_sides(both):
    anna, bert = both
    made = anna.add(note("first", True))
    anna.change(made, "second", True)
    save(anna)
    assert [m.text for m in look(bert)] == ["second"]
    anna.take_away(anna.marks()[0])
    save(anna)
    assert look(bert) == ()


def test_a_note_moves_between_private_and_shared(both):
    anna, bert = both
    made = anna.add(note("wait", False))
    anna.change(made, "now", True)
    save(anna)
    assert [(m.text, m.shared) for m in anna.marks()] == [("now", True)]
    assert [m.text for m in look(bert)] == ["now"]
    anna.change(anna.marks()[0], "mine again", False)
    save(anna)
    assert [(m.text, m.shared) for m in anna.marks()] == [("mine again", False)]
    assert look(bert) == ()


def test_a_restart_shows_all_of_it_also_without_the_folder(launch, both, shared):
    anna, bert = both
    bert.add(note("from Bert", True))
    save(bert)
    look(anna)
    anna.add(note("private", False))
    shared.rename(shared.with_name("away"))
    again = reading(launch("anna"))
    assert [m.text for m in again.marks()] == ["from Bert", "private"]


def test_opening_a_margin_asks_the_shared_folder_nothing(couple, monkeypatch):
    anna, _bert = couple

    def hang(*_what):
        raise AssertionError("the folder was read")

    monkeypatch.setattr(anna.store.shared, "read", hang)
    assert reading(anna).marks() == ()


def test_nothing_is_shared_by_reading_alone(both, shared):
    anna, _bert = both
    anna.save_position("Tips", "Is there nothing")
    anna.add(HERE)
    assert not (shared / "margins").exists()


def test_the_place_is_kept_for_this_person_and_lesson(launch, both):
    anna, bert = both
    anna.save_position("Tips", "Is there nothing")
    again = Reading(launch("anna"), LESSON)
    assert (again.place.section, again.place.words) == ("Tips", "Is there nothing")
    assert Reading(again.workspace, "feedback-01").place is None
    assert bert.place is None


def test_any_json_reader_can_read_the_shared_marks(both, shared):
    anna, _bert = both
    anna.add(note("plain to read", True))
    save(anna)
    (path,) = (shared / "margins" / LESSON).glob("*.json")
    (row,) = json.loads(path.read_text(encoding="utf-8"))[MARKS].values()
    assert (row["text"], row["words"], row["by"]) == ("plain to read", HERE.words, anna.me)


def test_a_parcel_carries_the_margin(both, tmp_path):
    anna, bert = both
    anna.add(note("by stick", True))
    anna.shared.save()
    for path in (anna.workspace.folder / "margins").rglob("*.json"):
        path.unlink()
    parcel = write_bundle(anna.workspace, tmp_path / "stick.zip")
    taken = unpack(bert.workspace, parcel)
    assert any("margin" in sentence for sentence in taken.sentences())
    assert [m.text for m in look(bert)] == ["by stick"]


@pytest.mark.parametrize("value", [None, 3, [], {"a": 1}, "\x1b[31m\u202e", "x" * 100_000])
def test_whatever_a_partner_writes_can_be_read(both, value):
    anna, bert = both
    bert.add(note("fine", True))
    fields = ("section", "words", "text", "by", "language", "created", "gone")
    found = json.dumps(value) if isinstance(value, list | dict) else value
    for name in fields:
        document = Document(bert.shared._document.state())
        document.set_fields(MARKS, {f"evil/{field}": "words" for field in fields})
        document.set_fields(MARKS, {f"evil/{name}": found})
        bert.shared._document.merge(document.state())
        save(bert)
        marks = look(anna)
        assert "fine" in {m.text for m in marks}
        assert all(c.isprintable() for m in marks for c in m.text + m.words + m.by + m.section)


def test_a_disk_that_refuses_is_told_in_a_sentence(both, monkeypatch):
    anna, _bert = both

    def full(*_what):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("companion.storage.private.reading_state.replace_file", full)
    with pytest.raises(CompanionError, match="the disk is full"):
        anna.add(HERE)
    with pytest.raises(CompanionError, match="the disk is full"):
        anna.save_position("Tips", "x")


def test_marks_that_cannot_be_read_are_told_and_stay(both, monkeypatch):
    anna, _bert = both
    anna.add(HERE)

    def refused(*_what):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("companion.storage.private.reading_state.read_plain_file", refused)
    with pytest.raises(CompanionError):
        anna.add(HERE)
    monkeypatch.undo()
    assert len(anna.marks()) == 1
