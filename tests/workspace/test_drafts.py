"""Drafts in use: on disk within a second, whatever the disk does, until they are handed over."""

import time
from datetime import datetime
from types import SimpleNamespace

import pytest

from companion.domain.errors import WrongUse
from companion.domain.note.drafts import MAX_CHARACTERS, Draft, DraftKey
from companion.domain.text import Patch
from companion.storage.private.draft_file import DraftFile
from companion.workspace.document import drafts as module
from companion.workspace.document.drafts import Drafts

SKIP = DraftKey("skip", ("s1", "i1"))
DAY = DraftKey("day")
NOTES, MARGINS = "sessions/s1", "margins/feedback-02"
PATIENCE = 20.0


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "drafts"


class Program:
    """A program with drafts, and what it said."""

    def __init__(self, folder, clock):
        self.told: list[str] = []
        self.heard: list[str] = []
        self.drafts = Drafts(folder, clock, self.told.append, self.heard.append)

    def type(self, words, of=SKIP, begins_as=""):
        field = self.drafts.field(of, "Feedback", begins_as)
        for letter in words:
            field.edit(Patch(len(field.text), 0, letter))
        return field


@pytest.fixture
def start(folder, clock):
    """Starts a program; all end at the end."""
    made = []

    def started():
        made.append(Program(folder, clock))
        return made[-1]

    yield started
    for program in made:
        program.drafts.close()


def on_disk(folder):
    """What the files say, as somebody sees them who starts after a crash."""
    found = {}
    for path in folder.glob("[0-9]*.json"):
        found |= {draft.of: draft.text for draft in DraftFile(folder)._read(path).values()}
    return found


def on_disk_now(anna, folder):
    anna.drafts.save_now()
    return on_disk(folder)


def until(true, within=PATIENCE):
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < within, "it did not happen"
        time.sleep(0.005)


def test_it_is_on_disk_within_a_second_of_the_last_key(start, folder):
    anna = start()
    anna.type("no ti")
    until(lambda: on_disk(folder) == {SKIP: "no ti"}, within=1.0)


def test_it_is_on_disk_while_somebody_types_on_and_on(start, folder, monkeypatch):
    anna = start()
    field, begun = anna.type("a"), time.monotonic()
    until(lambda: not field.edit(Patch(0, 0, "a")) and on_disk(folder))
    assert time.monotonic() - begun < 1.0


def test_a_later_field_begins_with_it_and_says_so(start):
    anna = start()
    assert not anna.drafts.field(SKIP).kept
    anna.type("no ti")
    anna.drafts.close()
    again = start().drafts.field(SKIP)
    assert (again.text, again.kept, again.begins_as) == ("no ti", True, "")
    again.edit(Patch(5, 0, "me"))
    assert start().drafts.field(SKIP).text == "", "the first window is open"


def test_what_a_field_begins_as_is_no_draft(start):
    anna = start()
    field = anna.type("!", begins_as="Anna")
    assert field.text == "Anna!" and field.kept
    field.edit(Patch(4, 1, ""))
    assert field.text == "Anna" and not field.kept
    field.edit(Patch(0, 4, ""))
    assert field.text == "" and not field.kept, "an empty field is the one it begins as"
    field.edit(Patch(0, 0, "B"))
    assert anna.drafts.field(SKIP, begins_as="Anna").text == "B"
    field.throw_away()
    assert field.text == "Anna" and anna.drafts.all() == []


def test_what_was_chosen_beside_it_is_kept_with_it(start):
    field = start().drafts.field(SKIP)
    field.choose("ideas")
    assert not field.kept, "there are no words yet"
    field.edit(Patch(0, 0, "tea"))
    assert (field.choice, field.kept) == ("ideas", True)


def test_what_is_handed_over_leaves_the_disk_once_what_it_became_is_saved(
    start, folder, monkeypatch
):
    now = 100.0
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: now))
    anna = start()
    field = anna.type("tea")
    field.hand_over(unsaved_in=NOTES)
    assert not field.kept and field.text == "" and anna.drafts.all() == []
    now += 600.0
    anna.type("cake", DAY).hand_over(unsaved_in=NOTES)
    anna.drafts.save_now()
    assert on_disk(folder) == {SKIP: "tea", DAY: "cake"}
    assert anna.drafts.forget_saved(()), "of the cake nobody may know yet"
    anna.drafts.save_now()
    assert on_disk(folder) == {DAY: "cake"}
    now += 1.0
    assert not anna.drafts.forget_saved(())
    anna.drafts.save_now()
    assert on_disk(folder) == {}


def test_what_was_saved_before_it_is_handed_over_leaves_the_disk_with_it(start, folder):
    anna = start()
    field = anna.type("one ↵ two")
    until(lambda: on_disk(folder))
    field.begin_to_hand_over()
    field.handed_over("two", unsaved_in=None)
    until(lambda: on_disk(folder) == {SKIP: "two"})
    field.handed_over(unsaved_in=None)
    until(lambda: not on_disk(folder))


def test_the_next_line_takes_one_that_was_handed_over_off_no_disk(start, folder, monkeypatch):
    """After a kill both are there, the older first, and each a line of its own."""
    anna = start()
    for line in ("tea", "tea with milk"):
        anna.type(line).hand_over(unsaved_in=NOTES)
    anna.type("tea")
    anna.drafts.save_now()
    assert on_disk(folder) == {SKIP: "tea\ntea with milk\ntea"}
    assert [draft.text for draft in anna.drafts.all()] == ["tea"]
    later = time.monotonic() + 601
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: later))
    anna.drafts.forget_saved(())
    anna.drafts.save_now()
    assert on_disk(folder) == {SKIP: "tea"}


@pytest.mark.parametrize(
    ("typed", "rest", "kept"),
    [
        ("one ↵ two ↵ three", "two ↵ three", "one\ntwo ↵ three"),
        ("one ↵two", "two", "one\ntwo"),
        ("one ↵ two\nthree", "two ↵ three", "one ↵ two\nthree\ntwo ↵ three"),  # rather twice
        ("one ↵ two", "one ↵ two", "one ↵ two"),
    ],
)
def test_what_is_left_of_pasted_lines_takes_none_off_the_disk(start, folder, typed, rest, kept):
    anna = start()
    field = anna.type(typed)
    field.begin_to_hand_over()
    field.handed_over(rest, unsaved_in=NOTES)
    anna.drafts.save_now()
    assert on_disk(folder) == {SKIP: kept}
    assert (field.text, anna.drafts.all()) == (rest, [])
    field.refused()
    anna.drafts.save_now()
    assert on_disk(folder) == {SKIP: kept}
    assert anna.drafts.field(SKIP).text == rest


def test_what_is_on_its_way_is_offered_no_more_and_stays_on_disk(start, folder, monkeypatch):
    monkeypatch.setattr(module, "HEARD", 0.0)
    anna = start()
    field = anna.type("tea")
    field.begin_to_hand_over()
    assert anna.drafts.on_the_way and anna.drafts.all() == []
    assert anna.type("cake").text == "cake"
    anna.drafts.forget_saved(())
    anna.drafts.save_now()
    assert on_disk(folder) == {SKIP: "tea\ncake"}
    field.handed_over(unsaved_in=None)
    assert not anna.drafts.on_the_way
    until(lambda: on_disk(folder) == {SKIP: "cake"})


def test_what_is_on_its_way_while_the_app_ends_is_a_draft_again(start, folder):
    anna = start()
    anna.type("tea").begin_to_hand_over()
    anna.drafts.close()
    assert on_disk(folder) == {SKIP: "tea"}


def test_no_field_writes_over_what_was_refused_while_it_was_open(start, folder):
    anna = start()
    refused = anna.type("tea")
    refused.begin_to_hand_over()
    field = anna.type("cake")
    refused.refused()
    assert refused.kept and [draft.text for draft in anna.drafts.all()] == ["tea\ncake"]
    field.edit(Patch(4, 0, "s"))
    assert on_disk_now(anna, folder) == {SKIP: "tea\ncakes"}
    field.edit(Patch(0, 5, ""))
    assert on_disk_now(anna, folder) == {SKIP: "tea"}
    field.edit(Patch(0, 0, "milk"))
    field.hand_over(unsaved_in=None)
    again = anna.drafts.field(SKIP)
    assert again.text == "tea"
    again.edit(Patch(3, 0, "s"))
    assert on_disk_now(anna, folder) == {SKIP: "teas"}


def test_decomposed_letters_that_were_handed_over_are_no_draft(start):
    anna = start()
    field = anna.type("cafe\u0301")
    assert field.text == "cafe\u0301"
    field.hand_over(unsaved_in=NOTES)
    assert field.text == "" and anna.drafts.all() == []


def test_leaving_lets_go_of_what_was_handed_over(start, folder):
    anna = start()
    anna.type("no time").hand_over(unsaved_in=NOTES)
    anna.type("fri", DAY)
    anna.drafts.close()
    assert on_disk(folder) == {DAY: "fri"}


def test_what_was_handed_over_to_what_could_not_be_saved_is_a_draft_again(start, folder):
    anna = start()
    anna.type("no time").hand_over(unsaved_in=NOTES)
    anna.type("fri")
    anna.drafts.close({NOTES})
    assert on_disk(folder) == {SKIP: "no time\nfri"}
    field = anna.drafts.field(SKIP)  # as who is still to save something while the app ends
    field.edit(Patch(len(field.text), 0, "day"))
    anna.drafts.close()
    assert on_disk(folder) == {SKIP: "no time\nfriday"}


def test_what_was_handed_over_goes_by_its_own_document(start, folder, monkeypatch):
    """One that cannot be saved keeps nothing of what is saved elsewhere among the drafts."""
    monkeypatch.setattr(module, "HEARD", 0.0)
    anna = start()
    anna.type("tea").hand_over(unsaved_in=NOTES)
    anna.type("why", DAY).hand_over(unsaved_in=MARGINS)
    assert anna.drafts.forget_saved({MARGINS}), "why waits"
    anna.drafts.save_now()
    assert on_disk(folder) == {DAY: "why"}
    anna.type("cake").hand_over(unsaved_in=NOTES)
    anna.drafts.close({MARGINS})
    assert on_disk(folder) == {DAY: "why"}


def test_a_full_disk_is_told_and_the_words_are_written_when_there_is_room(
    start, folder, disk, monkeypatch
):
    monkeypatch.setattr(module, "RETRY", 0.05)
    folder.mkdir()
    small = disk(folder)
    anna = start()
    anna.type("early", DraftKey("day"))
    until(lambda: on_disk(folder))
    with small.full():
        anna.type("x" * 9000)
        until(lambda: anna.heard[-1])
        assert on_disk(folder) == {DraftKey("day"): "early"}
        anna.type("more")
    until(lambda: on_disk(folder).get(SKIP) == "x" * 9000 + "more")
    until(lambda: not anna.heard[-1])
    (sentence,) = {trouble for trouble in anna.heard if trouble}
    assert "the disk is full" in sentence and str(folder) in sentence


def test_a_folder_that_comes_later_is_read_then(start, folder, monkeypatch):
    monkeypatch.setattr(module, "RETRY", 0.05)
    before = start()
    before.type("fri", DraftKey("day"))
    before.type("no", SKIP)
    before.drafts.close()
    gone = folder.with_name("gone")
    folder.rename(gone)
    folder.write_text("in the way")
    anna = start()
    field = anna.type("no time")
    assert field.kept
    until(lambda: anna.heard and anna.heard[-1])
    folder.unlink()
    gone.rename(folder)
    until(lambda: on_disk(folder) == {SKIP: "no time", DraftKey("day"): "fri"})


@pytest.fixture
def blocked(folder, monkeypatch):
    """A disk that takes no folder; gives what lets it take one."""
    monkeypatch.setattr(module, "RETRY", 0.05)
    folder.write_text("in the way")
    return folder.unlink


def test_of_a_draft_that_never_reached_the_disk_and_was_thrown_away_nothing_is_in_trouble(
    start, blocked
):
    anna = start()
    field = anna.type("no time")
    until(lambda: anna.heard and anna.heard[-1])
    field.throw_away()
    until(lambda: not anna.heard[-1])


def test_what_is_handed_over_while_the_disk_takes_nothing_is_written_once_it_does(
    start, folder, blocked
):
    anna = start()
    field = anna.type("no time")
    until(lambda: anna.heard and anna.heard[-1])
    field.hand_over(unsaved_in=NOTES)
    blocked()
    until(lambda: on_disk(folder) == {SKIP: "no time"})
    until(lambda: not anna.heard[-1])


def test_what_was_handed_over_is_in_no_trouble_once_it_is_saved(start, blocked, monkeypatch):
    monkeypatch.setattr(module, "HEARD", 0.0)
    anna = start()
    field = anna.type("no time")
    until(lambda: anna.heard and anna.heard[-1])
    field.hand_over(unsaved_in=NOTES)
    anna.drafts.forget_saved(())
    until(lambda: not anna.heard[-1])


def test_a_damaged_file_is_told_of(start, folder):
    folder.mkdir()
    (folder / "1.json").write_text("{ not whole")
    anna = start()
    assert anna.drafts.all() == []
    assert "1.damaged-" in anna.told[0]
    assert (next(folder.glob("1.damaged-*"))).read_text() == "{ not whole"


def test_there_is_an_end_to_it_and_nothing_typed_before_goes(start):
    anna = start()
    anna.drafts.put(Draft(DraftKey("day"), "x" * (MAX_CHARACTERS - 3)))
    field = anna.drafts.field(SKIP)
    field.edit(Patch(0, 0, "abc"))
    with pytest.raises(WrongUse, match="throw one away"):
        field.edit(Patch(3, 0, "d"))
    assert field.text == "abc"
    field.edit(Patch(2, 1, ""))
    assert field.text == "ab"


def test_all_drafts_are_listed_with_what_they_are_about(start, clock):
    anna = start()
    anna.type("no time")
    clock.forward(hours=1)
    anna.type("fri", DAY)
    listed = anna.drafts.all()
    assert [(draft.text, draft.title) for draft in listed] == [
        ("fri", "Feedback"), ("no time", "Feedback")
    ]  # fmt: skip
    assert datetime.fromisoformat(listed[0].at) == clock.time
