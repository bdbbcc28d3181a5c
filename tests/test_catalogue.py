"""The words people see: all gathered, all in Dutch, and none passed by the catalogue."""

import ast

import catalogue
import pytest

from companion import i18n
from companion.commands.available import footer_commands, way
from companion.commands.places import PLACE_KEYS, PLACES
from companion.commands.table import COMMANDS
from screens.widgets.frame import place_texts

NARROW, TINY = 80, 60
"""Cells of the terminals that all hints, and the place bar, must fit."""

ALLOWED: dict[tuple[str, str], str] = {}
"""Literals people may see as they are, each with the reason."""


def ids(words):
    return {message.id for message in words if message.id}


@pytest.fixture(scope="module")
def dutch():
    return catalogue.read(catalogue.DUTCH, "nl")


def messages(words):
    return [message for message in words if message.id]


def trees():
    for path in catalogue.sources():
        name = path.relative_to(catalogue.ROOT).as_posix()
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def test_the_template_is_what_the_source_says():
    now, written = ids(catalogue.gather()), ids(catalogue.read(catalogue.TEMPLATE))
    assert now - written == set(), "run: make catalogue"
    assert written - now == set(), "run: make catalogue"


def test_no_message_stands_where_it_is_not_gathered():
    """Such as within the braces of an f-string."""
    written = {one if isinstance(one, str) else one[0]
               for one in ids(catalogue.read(catalogue.TEMPLATE))}  # fmt: skip
    asked = [
        (name, call.args[0].value)
        for name, tree in trees()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in ("_", "N_", "ngettext") and isinstance(call.args[0], ast.Constant)
    ]
    assert asked
    assert [(name, words) for name, words in asked if words not in written] == []


def test_the_dutch_catalogue_has_the_templates_messages(dutch):
    assert ids(dutch) == ids(catalogue.read(catalogue.TEMPLATE))


def test_every_message_is_in_dutch(dutch):
    missing = [m.id for m in messages(dutch) if not all(nl.strip() for _, nl in catalogue.forms(m))]
    assert missing == []
    assert [m.id for m in messages(dutch) if m.fuzzy] == []


def test_both_languages_fill_in_the_same(dutch):
    for message in messages(dutch):
        for english, words in catalogue.forms(message):
            assert catalogue.placeholders(words) == catalogue.placeholders(english), english


def test_both_languages_have_the_same_blanks_and_lines(dutch):
    for message in messages(dutch):
        for english, words in catalogue.forms(message):
            assert catalogue.edges(words) == catalogue.edges(english), english


def test_the_compiled_catalogue_is_the_written_one(dutch):
    compiled = catalogue.DUTCH.with_suffix(".mo").read_bytes()
    assert compiled == catalogue.compiled(dutch), "run: make catalogue"


def test_the_catalogues_tell_neither_when_nor_with_what_they_were_made(dutch):
    for words in (catalogue.gather(), dutch):
        header = catalogue.in_po(words).decode().split("\n\n")[0]
        assert "Date" not in header and "Generated" not in header and "@" not in header
    assert b"nplurals=2; plural=(n != 1)" in catalogue.in_po(dutch)


def test_no_words_pass_by_the_catalogue():
    errors = catalogue.error_names()
    assert {"WrongUse", "NotFound", "LessonError"} <= errors
    found = {
        (name, text): line
        for name, tree in trees()
        for line, text in catalogue.unmarked(tree, errors)
    }
    bare = [f"{name}:{line} {text!r}" for (name, text), line in found.items()
            if (name, text) not in ALLOWED]  # fmt: skip
    assert bare == [], "give these to _()"
    assert set(ALLOWED) <= set(found), "these are gone; take them off the list"


def test_messages_are_never_glued():
    assert [f"{name}:{line}" for name, tree in trees() for line in catalogue.glued(tree)] == []


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("self.notify('All is lost')", ["All is lost"]),
        ("yield Static(f'{count} left over')", [" left over"]),
        ("box.border_title = 'Notes' if many else _('Note')", ["Notes"]),
        ("Input(placeholder='Type here')", ["Type here"]),
        ("self.say(ask='Who are you?')", ["Who are you?"]),
        ("raise WrongUse('No {name} here'.format(name=name))", ["No {name} here"]),
        ("Content.assemble(('Next', 'bold'), ' ok')", ["Next"]),
        ("output.write('a' + 'longer')", ["longer"]),
        ("notify(_('All is lost'), severity='warning')", []),
        ("raise ValueError('for programmers')", []),
        ("Option(Content(f'{mark} {title}'), 'action:1')", []),
        ("self.query_one('#notes', Static).update(Content(' · '.join(parts)))", []),
    ],
)
def test_bare_words_are_found(source, bare):
    found = catalogue.unmarked(ast.parse(source), {"WrongUse"})
    assert [text for _, text in found] == bare


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("_('one ' 'message')", []),
        ("_(command.label)", []),
        ("ngettext('{n} line', '{n} lines', len(lines) + 1)", []),
        ("_(f'{n} lines')", [1]),
        ("_('one ' + name)", [1]),
        ("_('{n} lines'.format(n=2))", [1]),
        ("ngettext('a line', f'{n} lines', n)", [1]),
    ],
)
def test_glued_messages_are_found(source, lines):
    assert catalogue.glued(ast.parse(source)) == lines


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("place", sorted({command.where for command in COMMANDS}))
def test_in_a_narrow_terminal_there_is_room_for_the_hints_of_most_worth(language, place):
    i18n.use_language(language)
    around = ["^l " + i18n._("Menu"), "F1 " + i18n._("Help")]
    hints = [f"{way(place, h)} {i18n._(h.label)}" for h in footer_commands(place)[:2]]
    assert len(" " + "  ".join(hints + around)) <= TINY, hints


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("place", PLACE_KEYS.values())
def test_the_place_bar_fits(language, place):
    i18n.use_language(language)
    for room in (TINY, NARROW):
        bar = " " + "".join(place_texts(place, room))
        assert len(bar) <= room, bar
        assert f"{i18n._(PLACES[place])}]" in bar
    assert all(i18n._(PLACES[other]) in bar for other in PLACE_KEYS.values())
