"""Points and items carry from one session to the next, on two computers over one folder."""

import pytest

from companion.domain.errors import FolderUnreachable, NotFound, WrongUse
from companion.domain.note.line_parser import ParsedLine
from companion.domain.session import agenda_edits as preparing
from companion.domain.session.carry_over import to_agenda_item
from companion.workspace.session.destinations import open_planned_for_writing
from companion.workspace.session.points import POINTS, points, set_point, settle, waiting


def note(workspace, text):
    document = open_planned_for_writing(workspace)
    record = document.add(POINTS, ParsedLine(text))
    workspace.save(document)
    document.close()
    return record


def states(workspace):
    workspace.index.refresh()
    return {record.text: record.state for _summary, record in points(workspace)}


def take(workspace, session, text):
    workspace.index.refresh()
    found = next(w for w in waiting(workspace, session) if w.text == text)
    mentor = session.notebook.about.mentor
    session.arrange(
        preparing.added(session.notebook, to_agenda_item(found, mentor, workspace.pair))
    )
    return found.source


def hold(workspace, session, skip=(), until=None):
    session.start()
    while True:
        item = session.current
        if item.id == until:
            break
        following = session.skip() if item.id in skip else session.neighbour(1)
        if following is None:
            break
        session.go(following.id)
    session.finish()
    workspace.save(session)
    settle(workspace, session)
    workspace.save(session)
    workspace.index.refresh()


def test_points_of_both_wait_come_up_and_are_done(couple, clock):
    anna, bert = couple
    note(anna, "budget")
    bert.index.refresh()
    note(bert, "roof")
    clock.forward(days=1)
    session = anna.create_session("feedback-02")
    anna.index.refresh()
    note(anna, "never taken")
    session.merge(anna.store.shared.read(session.name, {}))
    sources = [take(anna, session, text) for text in ("budget", "roof")]
    agenda = {i.id: i for i in session.notebook.agenda}
    assert [agenda[source].by for source in sources] == ["anna", "bert"]
    assert {agenda[source].lead for source in sources} == {"mentor", "mentee"}
    assert [w.text for w in waiting(anna, session)] == ["never taken"]
    hold(anna, session, skip=(sources[1],))
    assert states(anna) == {"budget": "done", "roof": "open", "never taken": "open"}
    assert states(bert) == states(anna)
    clock.forward(days=7)
    following = bert.create_session("feedback-01")
    assert {w.text for w in waiting(bert, following)} == {"roof", "never taken"}


def test_a_point_wanders_over_a_session_moved_and_one_never_held(couple, clock):
    anna, bert = couple
    planned = anna.create_session("feedback-02")
    anna.index.refresh()
    note(anna, "budget")
    planned.merge(anna.store.shared.read(planned.name, {}))
    planned.move_to(clock().date().replace(day=30))
    anna.save(planned)
    clock.forward(days=14)
    bert.index.refresh()
    assert [s.date for s in bert.sessions()] == ["2026-11-30"]
    session = bert.create_session("feedback-01")
    found = [w.text for w in waiting(bert, session)]
    assert found[0] == "budget"
    assert found[1:] == [i.title for i in planned.notebook.agenda]
    source = take(bert, session, found[1])
    assert source == f"{planned.id}#i1"
    hold(bert, session)
    clock.forward(days=7)
    third = anna.create_session("equals-01")
    assert [w.text for w in waiting(anna, third)] == [found[0], *found[2:]]


def test_what_a_session_did_not_come_to(couple, clock):
    anna, _bert = couple
    session = anna.create_session("feedback-02")
    hold(anna, session, skip=("i2",), until="i4")
    clock.forward(days=7)
    following = anna.create_session("feedback-01")
    agenda = session.notebook.agenda
    assert [w.text for w in waiting(anna, following)] == [agenda[n].title for n in (1, 4, 5)]


def test_letting_a_point_go_and_back(couple):
    anna, bert = couple
    record = note(anna, "budget")
    session = anna.create_session("feedback-02")
    anna.index.refresh()
    ((summary, _record),) = points(anna)
    source = f"{summary.id}#{record}"
    assert not set_point(anna, session, source, "dropped")
    assert states(bert) == {"budget": "dropped"}
    anna.index.refresh()
    assert waiting(anna, session) == []
    set_point(anna, session, source, "open")
    anna.index.refresh()
    assert [w.source for w in waiting(anna, session)] == [source]
    own = session.add(POINTS, ParsedLine("own"))
    assert set_point(anna, session, f"{session.id}#{own}", "dropped")
    assert session.notebook.points[0].state == "dropped"
    assert not set_point(anna, session, "gone#x", "dropped")


def test_points_settle_while_the_folder_is_gone(couple, launch):
    anna, _bert = couple
    note(anna, "budget")
    session = anna.create_session("feedback-02")
    take(anna, session, "budget")
    anna.folder.rename(anna.folder.with_name("away"))
    session.start()
    session.go(session.notebook.agenda[-2].id)
    session.finish()
    with pytest.raises(FolderUnreachable):
        anna.save(session)
    settle(anna, session)
    anna.folder.with_name("away").rename(anna.folder)
    assert states(launch("anna")) == {"budget": "done"}


def test_a_session_opens_with_the_promises_there_are(couple, clock):
    anna, bert = couple
    first = anna.create_session("feedback-02")
    assert first.notebook.item("promises") is None
    assert first.notebook.about.target == 45
    done = first.add("actions", ParsedLine("done"))
    first.change("actions", done, state="done")
    for text in ("one", "two", "three", "four"):
        first.add("actions", ParsedLine(text))
    anna.save(first)
    session = bert.create_session("feedback-01", 25)
    item = session.notebook.agenda[0]
    assert (item.id, item.number, item.lead) == ("promises", 1, "both")
    assert sum(i.minutes for i in session.notebook.agenda) == session.notebook.about.target == 25
    longer = bert.create_session("feedback-01")
    assert longer.notebook.agenda[0].minutes == 4
    assert preparing.planned_minutes(longer.notebook) == longer.notebook.about.target + 4


def test_nothing_is_left_of_a_session_that_cannot_be_made(couple):
    anna, _bert = couple
    with pytest.raises(WrongUse):
        anna.create_session("feedback-02", 5)
    with pytest.raises(NotFound):
        anna.create_session("no-such-lesson", 45)
    assert anna.store.documents("sessions") == []
