"""A search in all that two people have: kept up to date, made again, and private where it must."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from companion.domain.lesson.margins import Mark
from companion.domain.note.line_parser import ParsedLine
from companion.domain.search.passages import RECORD_KIND
from companion.domain.session.notebook import RECORD_KINDS
from companion.lessons.template import lesson_template
from companion.storage.search import tables as search_tables
from companion.workspace import Workspace
from companion.workspace.lesson.margins import Reading
from companion.workspace.search import search as module
from companion.workspace.search import sources as searched
from companion.workspace.search.search import Search
from companion.workspace.session.private_notes import open_private_notes

QUERIES = ("reply", "kind:note", "gevolg", "label film", "who:anna", "camera -microphone",
           "kind:card mom*")  # fmt: skip


pytestmark = pytest.mark.usefixtures("few_lessons")


@pytest.fixture
def search():
    made: list[Search] = []

    def make(workspace: Workspace) -> Search:
        made.append(Search(workspace))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def read(monkeypatch) -> Counter[str]:
    """Counts the documents and lessons that are opened."""
    counts: Counter[str] = Counter()
    document, lesson = searched.read_current, searched._lesson

    def look(store, name):
        counts[name] += 1
        return document(store, name)

    def open_lesson(name, *rest):
        counts[name] += 1
        return lesson(name, *rest)

    monkeypatch.setattr(searched, "read_current", look)
    monkeypatch.setattr(searched, "_lesson", open_lesson)
    return counts


def session_with(workspace: Workspace, note: str, lesson: str = "feedback-02") -> str:
    session = workspace.create_session(lesson)
    session.write_note("i1", note)
    workspace.save(session)
    session.close()
    return session.id


def rest(workspace: Workspace) -> None:
    """Let all files be old enough to be known by their times."""
    for folder in (workspace.folder, workspace.places.home):
        for path in folder.rglob("*.json"):
            os.utime(path, (path.stat().st_mtime - 60,) * 2)


def texts(answer) -> list[str]:
    return [hit.passage.text for hit in answer.hits]


def test_a_labelled_line_is_found_as_what_it_is(couple, search):
    session_with(couple[0], "besproken\nActie: quokka voeren @bert vr")
    for workspace in couple:
        assert texts(search(workspace).look("kind:action quokka")) == ["quokka voeren"]


def test_why_an_item_was_skipped_is_found_and_read_in_the_file(couple, search):
    anna, _bert = couple
    session = anna.open_session(session_with(anna, "begun"))
    session.start()
    session.skip("Geen quokka te zien")
    session.skip()
    anna.save(session)
    for workspace in couple:
        finds = search(workspace)
        assert texts(finds.look("quokka")) == ["Geen quokka te zien"]
        (hit,) = finds.find("soort:overgeslagen quokka").hits
        assert (hit.passage.session, hit.passage.number) == (session.id, 1)
    (file,) = Path(anna.folder).glob(f"sessions/{session.id}/*.a.json")
    agenda = json.loads(file.read_text("utf-8"))["agenda"].values()
    skipped = [(row["state"], row.get("why")) for row in agenda][:3]
    assert skipped == [("skipped", "Geen quokka te zien"), ("skipped", None), ("current", None)]


def test_notes_records_and_lessons_of_both_languages(couple, search):
    anna, _bert = couple
    name = session_with(anna, "Three weeks without any reply")
    session = anna.open_session(name)
    for kind in RECORD_KINDS:
        session.add(kind, ParsedLine(f"quokka in {kind}", "bert"))
    session.write_answer("both", "quokka felt equal")
    anna.save(session)
    between = anna.between()
    between.add("ideas", ParsedLine("quokka between"))
    anna.save(between)
    for workspace in couple:
        answer = search(workspace).look("quokka")
        kinds = {hit.passage.kind for hit in answer.hits}
        assert kinds == {*RECORD_KIND.values(), "answer"}
        assert len(answer.hits) == len(RECORD_KINDS) + 2
    found = search(anna)
    assert texts(found.look('"without any reply"')) == ["Three weeks without any reply"]
    (hit,) = found.find("weeks kind:note").hits
    assert (hit.passage.session, hit.passage.lesson) == (name, "feedback-02")
    languages = {hit.passage.language for hit in found.find("feedback kind:lesson", most=999).hits}
    assert languages == {"en", "nl"}
    assert found.find("gevolg").total == found.find("Gevólg").total > 0


def test_who_wrote_in_a_note(couple, search):
    anna, bert = couple
    name = session_with(anna, "Anna began. ")
    theirs = bert.open_session(name)
    theirs.write_note("i2", "Bert alone")
    bert.save(theirs)
    answer = search(anna).look("who:bert kind:note")
    assert texts(answer) == ["Bert alone"]


def test_newest_first_where_all_else_is_equal(couple, search, clock):
    anna, _bert = couple
    names = []
    for _week in range(3):
        names.append(session_with(anna, "the same words"))
        clock.forward(days=7)
    answer = search(anna).look("same kind:note")
    assert [hit.passage.session for hit in answer.hits] == names[::-1]


def test_other_scripts(couple, search):
    anna, _bert = couple
    session_with(anna, "שלום, כאן הייתה שתיקה ארוכה.\n私たちは沈黙について話した。")
    found = search(anna)
    for words in ("שתיקה", "沈黙", "話した"):
        (hit,) = found.look(words).hits
        (start, end), *_more = hit.snippet.marks
        assert hit.snippet.text[start:end] == words


def test_only_what_changed_is_read_again(couple, search, read):
    anna, bert = couple
    names = [session_with(anna, f"note {n}") for n in range(3)]
    rest(anna)
    found = search(anna)
    assert found.refresh()
    assert len(read) == 3 + 2
    read.clear()
    assert not found.refresh()
    assert not read
    theirs = bert.open_session(names[1])
    theirs.write_note("i1", "another note")
    bert.save(theirs)
    assert texts(found.look("another kind:note")) == ["another note"]
    assert set(read) == {f"sessions/{names[1]}"}
    rest(anna)
    found.refresh()
    found.close()
    read.clear()
    assert not search(anna).refresh() and not read


def test_deleting_the_cache_changes_no_result(couple, search):
    anna, _bert = couple
    session_with(anna, "Three weeks without any reply")
    found = search(anna)
    before = [found.look(words, most=999) for words in QUERIES]
    assert all(answer.hits for answer in before)
    path = anna.places.search(anna.space.id)
    for file in list(path.parent.glob("search.sqlite*")):
        file.unlink()
    assert [found.look(words, most=999) for words in QUERIES] == before
    found.close()
    path.write_bytes(b"\0" * 5000)
    assert [search(anna).look(words, most=999) for words in QUERIES] == before


def test_without_an_index_the_same_is_found(couple, search, monkeypatch):
    anna, _bert = couple
    session_with(anna, "Three weeks without any reply")
    indexed = [sorted(map(repr, search(anna).look(q, most=999).hits)) for q in QUERIES]
    monkeypatch.setattr(search_tables, "has_index", lambda _connection: False)
    plain = search(anna)
    assert [sorted(map(repr, plain.look(q, most=999).hits)) for q in QUERIES] == indexed


def test_a_reading_that_is_stopped_goes_on_the_next_time(couple, search, read, monkeypatch):
    monkeypatch.setattr(module, "_AT_ONCE", 2)
    anna, _bert = couple
    session_with(anna, "Three weeks without any reply")
    session_with(anna, "Four weeks")
    rest(anna)
    found, heard = search(anna), []
    found.refresh(lambda *so_far: heard.append(so_far), lambda: bool(heard))
    assert heard == [(2, 4)] and len(read) == 2
    assert found.find("weeks kind:note").total == 2  # own notes are read before the lessons
    read.clear()
    found.refresh(lambda *so_far: heard.append(so_far))
    assert heard[1:] == [(2, 2)] and len(read) == 2


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace
from companion.workspace.search.search import Search
workspace = Workspace(Environment(Places(Path(sys.argv[1])), lambda: datetime.now(UTC)))
Search(workspace).refresh(lambda done, total: os.kill(os.getpid(), 9))
"""


def test_a_reading_that_is_killed_costs_nothing(couple, search):
    anna, _bert = couple
    session_with(anna, "Three weeks without any reply")
    whole = [search(anna).look(words, most=999) for words in QUERIES]
    path = anna.places.search(anna.space.id)
    for file in list(path.parent.glob("search.sqlite*")):
        file.unlink()
    home = str(anna.places.home)
    for _time in range(2):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, home], capture_output=True, check=False
        )
        assert done.returncode == -9, done.stderr
    found = search(anna)
    assert len(found._cache.sources()) > 1
    assert [found.look(words, most=999) for words in QUERIES] == whole


def test_lost_while_in_use_it_is_read_again(couple, search):
    anna, _bert = couple
    session_with(anna, "Three weeks without any reply")
    found = search(anna)
    found.refresh()
    found._cache._connection.execute("DROP TABLE words")
    assert found.find("weeks").total == 0 and found.is_lost
    assert found.look("weeks kind:note").total == 1


def own_lesson(workspace: Workspace, word: str) -> Path:
    folder = workspace.folder / "lessons"
    folder.mkdir(exist_ok=True)
    path = folder / "feedback-90.en.md"
    text = lesson_template("feedback-90", "en", workspace.environment.today())
    path.write_text(text.replace("## Purpose\n", f"## Purpose\n\n{word} first.\n", 1), "utf-8")
    return path


def test_a_lesson_of_ones_own_as_it_comes_changes_and_goes(couple, search):
    anna, _bert = couple
    found = search(anna)
    path = own_lesson(anna, "Wombat")
    entry = next(e for e in anna.library.entries("en") if e.id == "feedback-90")
    assert entry.problem is None
    (hit,) = found.look("wombat").hits
    assert (hit.passage.lesson, hit.passage.heading) == ("feedback-90", "Purpose")
    own_lesson(anna, "Numbat marsupial")
    assert found.look("wombat").total == 0 and found.look("numbat").total == 1
    path.write_text("broken", "utf-8")
    assert found.look("numbat").total == 0
    path.unlink()
    assert found.look("kind:lesson feedback-90").total == 0


def write_privately(workspace: Workspace, name: str, words: str) -> None:
    session = workspace.open_session(name)
    notes = open_private_notes(workspace, session, time.monotonic)
    notes.write(words)
    notes.close()
    assert not notes.trouble
    session.close()


def test_private_notes_are_found_on_their_own_device_only(couple, search, tree):
    anna, bert = couple
    name = session_with(anna, "shared words")
    write_privately(anna, name, "My own wallaby: ask about the budget")
    mine = search(anna)
    (hit,) = mine.look("wallaby").hits
    assert (hit.passage.kind, hit.passage.session) == ("private", name)
    assert mine.find("wallaby kind:privé who:me").total == 1
    assert search(bert).look("wallaby").total == 0
    for place in (anna.folder, bert.places.home):
        assert not [path for path, data in tree(place).items() if b"wallaby" in data]
    inside = [path for path, data in tree(anna.places.home).items() if b"wallaby" in data]
    private = anna.places.space(anna.space.id).relative_to(anna.places.home)
    assert inside and all(Path(path).is_relative_to(private) for path in inside)
    write_privately(anna, name, "Now a potoroo")
    assert mine.look("wallaby").total == 0 and mine.look("potoroo").total == 1


def test_of_somebody_elses_private_notes_on_this_device_nothing_is_found(couple, search):
    anna, _bert = couple
    name = session_with(anna, "shared words")
    write_privately(anna, name, "My own wallaby")
    folder = anna.places.private_notes(anna.space.id) / name
    (folder / "anna.json").rename(folder / "carla.json")
    assert search(anna).look("wallaby").total == 0


def test_ones_own_cards(couple, search):
    anna, bert = couple
    path = anna.places.recall(anna.space.id) / "anna.md"
    path.parent.mkdir()
    path.write_text("Q: What does a bandicoot eat?\nA: Beetles, as a rule.\n", "utf-8")
    (hit,) = search(anna).look("beetles").hits
    assert (hit.passage.kind, hit.passage.heading) == ("card", "What does a bandicoot eat?")
    assert search(bert).look("beetles").total == 0
    path.write_text("no cards at all", "utf-8")
    assert search(anna).look("beetles").total == 0


def test_notes_in_the_margin_of_a_lesson(couple, search):
    anna, bert = couple
    for words, shared in (("numbat for us both", True), ("numbat for me", False)):
        Reading(anna, "feedback-02").add(Mark("Purpose", "Practise", words, "en", shared))
    document = Reading(anna, "feedback-02").open_shared()
    anna.save(document)
    found = search(anna).look("numbat").hits
    assert sorted(hit.passage.text for hit in found) == ["numbat for me", "numbat for us both"]
    assert {(h.passage.lesson, h.passage.heading, h.passage.kind) for h in found} == {
        ("feedback-02", "Practise", "margin")
    }
    assert texts(search(bert).look("numbat who:anna")) == ["numbat for us both"]


def test_damaged_private_notes_stop_nothing(couple, search):
    anna, _bert = couple
    name = session_with(anna, "shared words")
    write_privately(anna, name, "My own wallaby")
    (anna.places.private_notes(anna.space.id) / name / "anna.json").write_text("{")
    assert search(anna).look("words kind:note").total == 1


def test_the_shared_folder_may_be_away(couple, search):
    anna, _bert = couple
    session_with(anna, "Three weeks without any reply")
    anna.folder.rename(anna.folder.with_name("away"))
    assert search(anna).look("weeks kind:note").total == 1
