"""Everything that a document says can be found, with its place and whose it is."""

from companion import i18n
from companion.domain.search.passages import (
    KINDS,
    RECORD_KIND,
    Passage,
    day_of,
    kind_name,
    passage_place,
    passage_title,
    passages_in,
)
from companion.domain.session.agenda import AgendaItem
from companion.domain.session.notebook import RECORD_KINDS, About, Notebook, Record

ABOUT = About("2026-11-23-x", lesson="feedback-02", title="In four steps", date="2026-11-23")
ITEMS = (
    AgendaItem("i1", "Check in", 5, "both", 1),
    AgendaItem("own", "Budget", 5, "both", 2, by="bert"),
    AgendaItem("p1", "From a point", 5, "both", 3, by="bert", source="between/2026-11#p"),
)
DOCUMENT = "sessions/2026-11-23-x"


def found(authors=None, **parts):
    notebook = Notebook(ABOUT, agenda=ITEMS, **parts)
    return passages_in(notebook, DOCUMENT, authors or {})


def test_records_of_every_kind():
    assert set(RECORD_KIND) == set(RECORD_KINDS)
    for table, kind in RECORD_KIND.items():
        record = Record("r1", "the words", by="anna", who="bert", item="i1", answer="the answer",
                        created="2026-11-20T10:00:00+00:00", state="done")  # fmt: skip
        (one,) = (p for p in found(**{table: (record,)}) if p.record == "r1")
        assert (one.kind, one.day, one.who) == (kind, "2026-11-20", ("anna", "bert"))
        assert "the words" in one.heading + one.text
        assert ("the answer" in one.text) == (kind == "card")
        assert passage_place(one) == "agenda item 1"


def test_notes_with_their_item_and_who_wrote_them():
    notes = {"0": "for the whole", "i1": "we began", "gone": "of an item that is gone", "own": " "}
    passages = found({"notes:i1": ("anna", "bert")}, notes=notes)
    places = {p.text: (passage_place(p), p.who) for p in passages if p.kind == "note"}
    assert places == {
        "for the whole": ("Session as a whole", ()),
        "we began": ("1. Check in", ("anna", "bert")),
        "of an item that is gone": ("", ()),
        " ": ("2. Budget", ("bert",)),
    }


def test_titles_and_reflection():
    passages = found({"answers:both": ("bert",)}, answers={"both": "felt equal", "mentor": ""})
    assert [(p.kind, p.heading, p.text, p.who) for p in passages if p.kind != "note"] == [
        ("session", "In four steps", "", ()),
        ("answer", "", "felt equal", ("bert",)),
    ]
    assert {p.session for p in passages} == {"2026-11-23-x"}


def test_a_month_between_sessions_has_its_own_title():
    (one,) = passages_in(Notebook(About("2026-11"), ideas=(Record("r", "x"),)), "between/2026-11",
                         {})  # fmt: skip
    assert (one.session, passage_title(one)) == ("", "Between sessions, 2026-11")


def test_every_kind_has_a_name_in_both_languages():
    for language in i18n.LANGUAGES:
        i18n.use_language(language)
        assert all(kind_name(kind) for kind in KINDS)


def test_where_in_a_lesson():
    assert passage_place(Passage("lesson", "", "Purpose", lesson="x-01", title="T")) == "Purpose"
    assert passage_place(Passage("lesson", "", "T", lesson="x-01", title="T")) == ""


def test_only_days_are_days():
    assert day_of("2026-11-23") == "2026-11-23"
    assert [day_of(text) for text in ("", "soon", "2026-13-01")] == ["", "", ""]
