"""The agenda of each lesson that ships: its minutes, who leads, how it fits and is printed."""

from itertools import product

from support.agendas import keeps_the_rule
from support.shipped_lessons import assert_kept, shipped_lesson

from companion import i18n
from companion.domain.session.agenda import agenda_of
from companion.domain.session.agenda_edits import first_agenda
from companion.domain.session.agenda_fit import fit
from companion.domain.session.exercise_steps import minutes_in
from companion.lessons.printout import LINES, WIDTH, agenda_page


def lacks_a_part(file):
    agenda, top = file.lesson.agenda, file.lesson.agenda[0].line
    total = sum(item.minutes for item in agenda)
    for lead in ("mentor", "mentee"):
        led = sum(item.minutes for item in agenda if item.lead == lead)
        if not 0 < led <= total * 0.6:
            yield top, f"{lead} leads {led} of {total} minutes"
    for item in agenda:
        if not (item.prompts or item.steps):
            yield item.line, "neither prompts nor steps"
    asked = {who for who, _text in file.lesson.reflection}
    if asked != {"mentor", "mentee", "both"}:
        yield top, f"the reflection asks {asked}"
    if not 4 <= len(file.lesson.recall) <= 6:
        yield file.lesson.recall[0].line, f"{len(file.lesson.recall)} questions, not 4 to 6"


def test_the_agenda_leaves_both_a_part_and_time_to_talk(lessons):
    assert_kept(lacks_a_part, lessons)


def longer_than_its_item(file):
    for item in file.lesson.agenda:
        for step in item.steps:
            if minutes_in(step) > item.minutes:
                yield item.line, f"{item.minutes} minutes hold no step of {minutes_in(step)}"


def test_no_step_gives_more_minutes_than_its_item(lessons):
    assert_kept(longer_than_its_item, lessons)


def other_minutes_than_in_english(file):
    english = shipped_lesson(file.id, "en").lesson.agenda
    for there, here in zip(english, file.lesson.agenda, strict=True):
        given = [[minutes_in(step) for step in item.steps] for item in (there, here)]
        if given[0] != given[1]:
            yield here.line, f"steps of {given[1]} minutes, in English of {given[0]}"


def test_the_steps_give_the_same_minutes_in_both_languages(lessons):
    assert_kept(other_minutes_than_in_english, lessons)


def test_every_agenda_fits_every_length(lessons):
    for file, minutes, promises in product(lessons, (25, 45, 60), (0, 1, 9)):
        lesson = file.lesson
        where = file.at(lesson.agenda[0].line, f"{minutes} minutes with {promises} promises")
        before = first_agenda(lesson, promises)
        fitted = first_agenda(lesson, promises, minutes)
        assert keeps_the_rule(fitted, minutes), where
        assert all(item.minutes >= 2 for item in fitted), where
        kept = [[(i.id, i.title, i.lead) for i in agenda] for agenda in (before, fitted)]
        assert kept[0] == kept[1], where
        ends = -len(lesson.agenda)
        assert fitted[ends:] == fit(before, minutes)[ends:], where


def wrong_on_paper(file):
    i18n.use_language(file.language)
    lesson = file.lesson
    page = agenda_page(lesson, agenda_of(lesson), lambda item: item.lead).split("\n")
    top = lesson.agenda[0].line
    if len(page) > LINES or max(map(len, page)) > WIDTH:
        yield top, f"{len(page)} lines of up to {max(map(len, page))} are no page"
    text = " ".join(" ".join(page).split())
    for item in lesson.agenda:
        for words in (f"{item.number}. {item.title}", f"{item.minutes} min · {item.lead}"):
            if words not in text:
                yield item.line, f"not on paper: {words}"
    if marks := [mark for mark in ("[S", "**") if mark in text]:
        yield top, f"marks on paper: {marks}"
    if sum(line.startswith("____") for line in page) != len(lesson.notes):
        yield top, "not a line to write on for each note"


def test_every_agenda_is_one_page_on_paper(lessons):
    assert_kept(wrong_on_paper, lessons)
