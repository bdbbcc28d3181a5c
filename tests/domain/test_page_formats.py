"""The minutes as a web page, a table and a calendar: what people wrote stays words."""

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from companion import i18n
from companion.domain.export.csv_table import COLUMNS, sheet
from companion.domain.export.html_page import web_page
from companion.domain.export.icalendar import LONGEST_LINE, calendar
from companion.domain.export.minutes import HEADING, LINE, TEXT, TITLE, Block, markdown, page
from companion.domain.people import Pair, Person
from companion.domain.session.notebook import About, Notebook, Record

PAIR = Pair(Person("anna", "Anna"), Person("bert", "Bert"))
WORDS = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


class Seen(HTMLParser):
    """The tags of a page and the words between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words.append(data)


HOSTILE = "<script>alert(1)</script><img src=http://x.org/a.png onerror='x'>\"&amp;"


def test_a_web_page_holds_words_as_words_and_fetches_nothing():
    i18n.use_language("nl")
    blocks = [Block(TITLE, HOSTILE), Block(TEXT, HOSTILE), Block(HEADING, "H"),
              Block(LINE, HOSTILE), Block(LINE, "two\nlines")]  # fmt: skip
    text = web_page(blocks)
    seen = Seen(text)
    assert not {"script", "img", "link", "iframe", "a"} & set(seen.tags)
    assert seen.tags.count("li") == 2 and seen.tags.count("ul") == 1
    assert seen.words.count(HOSTILE) == 4
    assert ("lang", "nl") in seen.attributes
    assert not [value for name, value in seen.attributes if name in ("src", "href")]
    assert "url(" not in text and "@import" not in text
    assert "color-scheme: light dark" in text and "@media print" in text


@given(WORDS)
def test_any_words_come_back_from_the_web_page(words):
    assert words in Seen(web_page([Block(TEXT, words)])).words or not words


@pytest.mark.parametrize(
    "typed",
    ["# Decisions", "## x\ny", "Decisions\n---", "Decisions\n===", "```\nall the rest", "~~~\nrest",
     "<script>x</script>", "[S1]: https://x.org", "![x](https://x.org/a.png)", "[a](https://x.org)",
     "  # x", "\\# x", "***", "a\n  ___", "`code`"],
)  # fmt: skip
def test_nothing_typed_poses_as_markup_of_the_markdown_page(typed):
    notebook = Notebook(About("s", title="T"), notes={"0": typed}, decisions=(Record("d", typed),))
    tokens = MarkdownIt("commonmark").parse(markdown(notebook, PAIR))
    inner = [child.type for token in tokens for child in token.children or ()]
    assert [t.markup for t in tokens if t.type == "heading_open"] == ["#", "##", "##"]
    assert not {"fence", "html_block", "hr", "code_block"} & {t.type for t in tokens}
    assert not {"html_inline", "image", "link_open", "code_inline"} & set(inner)
    drawn = "".join(c.content for t in tokens for c in t.children or ())
    assert re.sub(r"\s", "", typed) in re.sub(r"\s", "", drawn)


def test_a_list_stays_a_list_in_the_markdown_page():
    notebook = Notebook(About("s", title="T"), notes={"0": "- one\n- two"},
                        actions=(Record("a", "call"),))  # fmt: skip
    assert "- one\n- two" in markdown(notebook, PAIR)
    assert "- [ ] call" in markdown(notebook, PAIR)


def test_no_cell_is_a_formula_and_any_words_come_back():
    texts = ("=1+1", "+1", "-1", "@x", " =x", '"q", and\nmore', "plain")
    rows = [{**dict.fromkeys(COLUMNS), "id": "a", "text": text} for text in texts]
    found = list(csv.reader(io.StringIO(sheet(rows), newline="")))
    assert tuple(found[0]) == COLUMNS
    assert [row[1] for row in found[1:]] == [
        "'=1+1", "'+1", "'-1", "'@x", "' =x", '"q", and\nmore', "plain"
    ]  # fmt: skip
    assert all(line.endswith("\r") for line in sheet(rows[:1]).split("\n")[:-1])


NOTEBOOK = Notebook(
    About("2026-11-23-x-01-ab", title="Talk; a, b", created="2026-11-23T09:00:00+00:00",
          next_date="2026-12-10"),
    actions=(
        Record("r1", "call, then\nwrite; \\ done", who="bert", due="2026-11-27",
               created="2026-11-23T10:00:00.500+01:00"),
        Record("r2", "no date"), Record("r3", "done", due="2026-11-28", state="done"),
        Record("r4", "odd", due="someday"), Record("r5", "last day", due="9999-12-31"),
    ),
)  # fmt: skip


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_the_calendar_has_the_next_session_and_what_is_due():
    lines = unfolded(calendar(NOTEBOOK, PAIR))
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert [line for line in lines if line.startswith("UID:")] == [
        "UID:2026-11-23-x-01-ab-next@companion", "UID:2026-11-23-x-01-ab-r1@companion",
        "UID:2026-11-23-x-01-ab-r5@companion",
    ]  # fmt: skip
    assert "SUMMARY:call\\, then\\nwrite\\; \\\\ done (Bert)" in lines
    assert "DTSTAMP:20261123T090000Z" in lines
    assert "DTSTART;VALUE=DATE:20261210" in lines and "DTEND;VALUE=DATE:20261211" in lines
    assert "DESCRIPTION:Agreed in: Talk\\; a\\, b" in lines
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 3


def test_the_calendar_is_the_same_on_both_sides_and_at_any_time():
    assert calendar(NOTEBOOK, PAIR) == calendar(NOTEBOOK, Pair(PAIR.partner, PAIR.me))


@given(WORDS)
def test_any_words_fit_the_lines_of_a_calendar(words):
    record = Record("r", words * 4, due="2026-11-27")
    text = calendar(replace(NOTEBOOK, actions=(record,)), PAIR)
    for line in text.split("\r\n"):
        assert len(line.encode()) <= LONGEST_LINE
        assert "\n" not in line and "\r" not in line
    (summary,) = [s for s in unfolded(text) if s.startswith("SUMMARY:") and "next" not in s] or [""]
    plain = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], summary[8:])
    assert plain == words * 4 or "next" in words


def test_the_page_is_the_same_on_both_sides():
    learned = (Record("a", "x", by="anna", who="bert"), Record("b", "y", by="bert", who="anna"))
    notebook = replace(NOTEBOOK, learned=learned)
    other = Pair(PAIR.partner, PAIR.me)
    assert page(notebook, PAIR) == page(notebook, other)
