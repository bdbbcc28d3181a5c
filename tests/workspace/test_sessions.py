import errno
import os
import shutil
from datetime import date

import pytest

from companion.domain.errors import CompanionError, FolderUnreachable, NotFound, WrongUse
from companion.domain.fault_messages import reason
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session import clock as clocks
from companion.storage.disk import atomic_files
from companion.workspace.environment import environment_from
from companion.workspace.session.latest_session import latest_session


def test_two_homes_over_one_folder_see_each_others_notes_after_a_restart(couple, launch):
    anna, bert = couple
    session = anna.create_session("feedback-02")
    session.write_note("0", "from Anna")
    session.add("actions", ParsedLine("call the press", "bert", "2026-11-27"))
    anna.save(session)
    bert.index.refresh()
    theirs = bert.open_session(session.id)
    assert theirs.notebook.notes == {"0": "from Anna"}
    theirs.add_paragraph("from Bert")
    theirs.write_answer("mentee", "learnt")
    theirs.tick("checklist/1", True)
    theirs.change("actions", theirs.notebook.actions[0].id, state="done")
    bert.save(theirs)
    for name in ("anna", "bert"):
        again = launch(name).open_session(session.id).notebook
        assert again.notes == {"0": "from Anna\n\nfrom Bert"}
        assert again.answers == {"mentee": "learnt"}
        assert again.checks == {"checklist/1"}
        assert [(a.text, a.who, a.due, a.state, a.by) for a in again.actions] == [
            ("call the press", "bert", "2026-11-27", "done", "anna")
        ]


def test_a_new_session(couple, clock):
    anna, bert = couple
    session = anna.create_session("feedback-02")
    about = session.notebook.about
    assert (about.lesson, about.date, about.language) == ("feedback-02", "2026-11-23", "en")
    assert session.id.startswith("2026-11-23-feedback-02-")
    assert session.notebook.agenda
    assert list(session.lesson_texts) == ["en", "nl"]
    assert session.notebook.state == clocks.PLANNED
    assert (anna.folder / session.name).is_dir()
    with pytest.raises(NotFound):
        anna.create_session("no-such-lesson")
    assert len(bert.store.documents("sessions")) == 1


def test_sessions_by_their_beginning(couple, clock):
    anna, _bert = couple
    first = anna.create_session("feedback-01")
    second = anna.create_session("feedback-02")
    assert anna.open_session(first.id).id == first.id
    assert anna.open_session("2026-11-23-feedback-02").id == second.id
    with pytest.raises(NotFound, match="More than one"):
        anna.open_session("2026")
    for name in ("", "2025", "../programme"):
        with pytest.raises(NotFound, match="no session"):
            anna.open_session(name)


def test_the_mentor_alternates(couple, clock):
    anna, bert = couple
    mentors = []
    for workspace in (anna, bert, anna, anna):
        mentors.append(workspace.create_session("feedback-02").notebook.about.mentor)
        clock.forward(days=1)
    assert mentors == ["anna", "bert", "anna", "bert"]


def test_the_latest_session(couple, clock):
    anna, bert = couple
    assert latest_session(anna) is None
    first = anna.create_session("feedback-01")
    clock.forward(minutes=1)
    second = anna.create_session("feedback-02")
    bert.index.refresh()
    assert latest_session(bert).id == second.id
    first.start()
    anna.save(first)
    bert.index.refresh()
    assert latest_session(bert).id == first.id
    clock.forward(days=3)
    third = anna.create_session("feedback-02")
    bert.index.refresh()
    assert latest_session(bert).id == first.id
    first.finish()
    anna.save(first)
    bert.index.refresh()
    assert latest_session(bert).id == third.id
    assert [s.id for s in bert.sessions()] == [first.id, second.id, third.id]
    assert [s.state for s in bert.sessions()] == ["done", "planned", "planned"]


def test_a_session_of_which_no_file_has_come_yet_is_not_the_latest(couple, clock):
    anna, bert = couple
    first = anna.create_session("feedback-01")
    clock.forward(days=1)
    coming = anna.prepare_session("feedback-02")
    bert.store.shared.path(coming.name).mkdir()
    bert.index.refresh()
    assert [s.id for s in bert.sessions()] == [first.id]
    assert latest_session(bert).id == first.id
    anna.save(coming)
    bert.index.refresh()
    assert latest_session(bert).id == coming.id


def test_the_latest_session_is_told_by_the_files_where_the_index_is_old(couple, clock, launch):
    anna, bert = couple
    first = anna.create_session("feedback-01")
    clock.forward(minutes=1)
    second = anna.create_session("feedback-02")
    bert.index.refresh()
    clock.forward(minutes=1)
    bert.index.refresh()
    assert latest_session(launch("bert")).id == second.id
    first.start()
    anna.save(first)
    assert latest_session(launch("bert")).id == first.id


def test_between_sessions_by_month(couple, clock, launch):
    anna, bert = couple
    november = anna.between()
    november.add("actions", ParsedLine("call"))
    anna.save(november)
    clock.forward(days=10)
    december = bert.between()
    assert (november.id, december.id) == ("2026-11", "2026-12")
    december.add_paragraph("winter")
    bert.save(december)
    anna.index.refresh()
    ((summary, record),) = anna.actions()
    assert (summary.kind, summary.id, record.text) == ("between", "2026-11", "call")
    assert anna.sessions() == []
    document = anna.open_document(summary)
    assert document.name == november.name
    document.change("actions", record.id, state="done")
    anna.save(document)
    again = launch("bert")
    again.index.refresh()
    assert [record.state for _summary, record in again.actions()] == ["done"]
    assert again.glance(summary).actions[0].state == "done"
    assert again.between().notebook.notes == {"0": "winter"}


def test_a_session_through_its_summary(couple):
    anna, _bert = couple
    session = anna.create_session("feedback-02")
    anna.index.refresh()
    (summary,) = anna.sessions()
    assert anna.open_document(summary).name == session.name
    assert anna.glance(summary).about.lesson == "feedback-02"


def test_through_a_session(couple, clock):
    anna, _bert = couple
    session = anna.create_session("feedback-02")
    ids = [item.id for item in session.notebook.agenda]
    assert session.current is None
    assert session.neighbour(1).id == ids[0]
    assert session.neighbour(-1) is None
    session.plus(5)
    assert session.skip().id == ids[0]
    assert session.notebook.events == () or session.notebook.state == clocks.PLANNED
    session.start()
    session.start()
    assert session.current.id == ids[0]
    clock.forward(minutes=2)
    session.plus(3)
    session.pause_or_resume()
    clock.forward(minutes=10)
    session.pause_or_resume()
    clock.forward(minutes=1)
    assert session.notebook.clock.spent(ids[0], clock()).total_seconds() == 180
    assert session.notebook.clock.plus == {ids[0]: 3}
    session.go(ids[1])
    session.go(ids[1])
    assert session.skip().id == ids[2]
    assert session.notebook.clock.item_state(ids[1]) == "skipped"
    session.go(ids[-1])
    assert session.neighbour(1) is None
    assert session.skip() is None
    session.finish()
    assert session.notebook.state == clocks.DONE
    assert session.item_numbered(0) == "0"
    assert session.item_numbered(2) == ids[1]
    with pytest.raises(WrongUse, match="no agenda item 99"):
        session.item_numbered(99)


def test_a_session_never_started_can_be_finished(couple):
    session = couple[0].create_session("feedback-02")
    session.finish()
    assert session.notebook.state == clocks.DONE


def test_who_leads(couple, clock):
    anna, _bert = couple
    pair = anna.pair
    session = anna.create_session("feedback-02")
    session.set_mentor("bert")
    leads = {item.lead: session.leader(item, pair) for item in session.notebook.agenda}
    expected = {"mentor": "bert", "mentee": "anna", "both": "both"}
    assert leads == {lead: expected[lead] for lead in leads}
    session.hand_over(pair)
    assert session.notebook.about.mentor == "anna"
    session.hand_over(pair)
    assert session.notebook.about.mentor == "bert"
    session.start()
    before = session.leader(session.current, pair)
    session.hand_over(pair)
    first = session.leader(session.current, pair)
    assert first == ("anna" if before == "both" else pair.other(before))
    session.hand_over(pair)
    assert session.leader(session.current, pair) == pair.other(first)
    assert session.notebook.about.mentor == "bert"
    item = session.current
    session.go(session.neighbour(1).id)
    assert session.leader(item, pair) == expected[item.lead]


def test_alone_i_lead_everything(launch):
    from companion.workspace.setup.setup import set_up_alone

    anna = launch("anna")
    set_up_alone(anna, "Anna")
    session = anna.create_session("feedback-02")
    assert session.notebook.about.mentor == ""
    session.start()
    session.hand_over(anna.pair)
    assert {session.leader(item, anna.pair) for item in session.notebook.agenda} == {"anna"}
    assert session.notebook.clock.lead == ""


def test_nobody_is_mentor_yet(couple):
    anna, _bert = couple
    session = anna.create_session("feedback-02")
    session.set_mentor("")
    assert {session.leader(i, anna.pair) for i in session.notebook.agenda} == {"both"}
    session.hand_over(anna.pair)
    assert session.notebook.about.mentor == "anna"


def test_empty_words_are_not_written_down(couple):
    session = couple[0].create_session("feedback-02")
    before = session.snapshot().state
    with pytest.raises(WrongUse, match="empty"):
        session.add("actions", ParsedLine(" \x1b "))
    with pytest.raises(WrongUse, match="empty"):
        session.add_paragraph(" \n\t")
    assert not session.write_note("0", "")
    assert session.snapshot().state == before


def test_a_note_is_patched_and_cleaned(couple):
    anna, bert = couple
    session = anna.create_session("feedback-02")
    assert session.write_note("0", "one\r\ntwo \x1b[31mthree\u202e")
    assert session.notebook.notes["0"] == "one\ntwo [31mthree"
    assert session.note("0") == "one\ntwo [31mthree"
    anna.save(session)
    theirs = bert.open_session(session.id)
    theirs.write_note("0", "one\ntwo and a half [31mthree")
    session.write_note("0", "zero\none\ntwo [31mthree")
    anna.save(session)
    bert.save(theirs)
    for document in (session, theirs):
        document.merge(anna.store.shared.read(session.name, document.seen))
        assert document.note("0") == "zero\none\ntwo and a half [31mthree"
        assert document.problems == 0
    assert not session.merge(anna.store.shared.read(session.name, session.seen))
    assert session.write_answer("both", "yes")
    assert session.answer("both") == "yes"


def test_a_partners_control_characters_do_not_move_my_words(couple):
    from companion.domain.text import Patch

    anna, bert = couple
    session = anna.create_session("feedback-02")
    session._document.edit("notes:0", Patch(0, 0, "a\x1bb\u202e e\u0301 c"), "anna")
    anna.save(session)
    theirs = bert.open_session(session.id)
    shown = theirs.note("0")
    assert shown == "a\ufffdb\ufffd e\u0301 c"
    theirs.write_note("0", shown + "!")
    assert theirs.note("0").endswith("c!")
    assert "\x1b" not in theirs.note("0")


def test_a_long_line_is_kept_whole(couple):
    session = couple[0].create_session("feedback-02")
    session.add("decisions", ParsedLine("x" * 900))
    assert session.notebook.decisions[0].text == "x" * 900


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_share_that_fails_is_told_and_the_words_are_kept(couple, launch, monkeypatch, number):
    anna, bert = couple
    session = anna.create_session("feedback-02")
    session.write_note("0", "kept")
    real = atomic_files.replace_file

    def fail(path, file):
        if path.is_relative_to(anna.folder):
            raise OSError(number, os.strerror(number))
        real(path, file)

    with monkeypatch.context() as broken:
        broken.setattr(atomic_files, "replace_file", fail)
        with pytest.raises(FolderUnreachable, match="Saved on this computer, not shared"):
            anna.save(session)
    again = launch("anna")
    mine = again.open_session(session.id)
    assert mine.note("0") == "kept"
    assert bert.open_session(session.id).note("0") == ""
    again.save(mine)
    assert bert.open_session(session.id).note("0") == "kept"


def test_a_share_that_is_gone_is_told(couple, launch):
    anna, _bert = couple
    session = anna.create_session("feedback-02")
    session.write_note("0", "kept")
    shutil.rmtree(anna.folder)
    with pytest.raises(FolderUnreachable, match="it is not there"):
        anna.save(session)
    assert not anna.folder.exists()
    assert launch("anna").open_session(session.id).note("0") == "kept"


def test_a_private_disk_that_fails_is_told(couple, monkeypatch):
    anna, _bert = couple
    session = anna.create_session("feedback-02")
    session.write_note("0", "in memory")

    def fail(_path, _file):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken:
        broken.setattr(atomic_files, "replace_file", fail)
        with pytest.raises(CompanionError, match=r"Not saved: .*the disk is full"):
            anna.save(session)
    anna.save(session)
    assert couple[1].open_session(session.id).note("0") == "in memory"


def test_closing_lets_a_glance_keep_what_it_finds(couple):
    anna, bert = couple
    session = anna.create_session("feedback-02")
    theirs = bert.open_session(session.id)
    theirs.close()
    session.write_note("0", "later")
    anna.save(session)
    bert.index.refresh()
    shutil.rmtree(anna.folder)
    assert bert.open_session(session.id).note("0") == "later"


def test_reasons_in_words():
    assert reason(OSError(errno.ENOSPC, "x")) == "the disk is full"
    assert reason(OSError(errno.EINTR, "interrupted")) == "interrupted"
    assert reason(OSError("only words")) == "only words"


def test_the_environment_of_a_process(tmp_path, monkeypatch):
    found = environment_from({"COMPANION_HOME": str(tmp_path), "COMPANION_FOLDER": "~/both"})
    assert found.places.home == tmp_path
    assert found.folder is not None
    assert found.folder.name == "both"
    assert environment_from({"COMPANION_HOME": "h"}, folder=str(tmp_path)).folder == tmp_path
    assert environment_from({}).folder is None
    assert found.now().tzinfo is not None
    assert isinstance(found.today(), date)
    assert len(found.new_id()) == 6
    monkeypatch.setattr("getpass.getuser", lambda: (_ for _ in ()).throw(KeyError("uid")))
    assert environment_from({}).login == ""


def test_the_lesson_of_a_session(couple):
    anna, _bert = couple
    session = anna.create_session("feedback-02")
    lesson = anna.lesson_of(session)
    assert (lesson.meta.id, lesson.meta.language) == ("feedback-02", "en")
    anna.set_language("nl")
    assert anna.lesson_of(session).meta.language == "nl"
    assert session.lesson_texts.keys() == {"en", "nl"}
    session._set("lesson", {"nl": ""})
    assert anna.lesson_of(session).meta.language == "en"
    session._set("lesson", {"en": "no lesson any more"})
    assert anna.lesson_of(session) is None
