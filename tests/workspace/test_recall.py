"""A person's cards: where they come from, a month of reviews, other languages, other lessons."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Card, Rating, Scheduler

from companion.domain.errors import CompanionError, NotFound, WrongUse
from companion.domain.note.line_parser import ParsedLine
from companion.domain.recall.cards import GOOD, GRADES
from companion.workspace.recall.deck import Deck, deck_of
from companion.workspace.recall.due_count import due_count_of
from companion.workspace.recall.review_run import ReviewRun
from companion.workspace.setup.setup import set_up_alone, set_up_pair


@pytest.fixture
def anna(couple):
    return couple[0]


@pytest.fixture
def bert(couple):
    return couple[1]


def hold(workspace, lesson="feedback-02", *cards):
    """A session that is done, with the cards that were made at its close."""
    session = workspace.create_session(lesson)
    for question, answer, who in cards:
        record = session.add("cards", ParsedLine(question, who))
        session.change("cards", record, answer=answer)
    session.finish()
    workspace.save(session)
    session.close()
    workspace.index.refresh()


def look(workspace):
    workspace.index.refresh()
    deck_of(workspace).look()
    return deck_of(workspace)


def ids(cards):
    return [held.card.id for held in cards]


FIVE = [f"feedback-02#{number}" for number in range(1, 6)]


def test_the_questions_of_a_lesson_become_cards_once_its_session_is_done(anna):
    anna.save(anna.create_session("feedback-02"))
    assert look(anna).cards == []
    hold(anna)
    assert ids(look(anna).cards) == FIVE
    assert ids(deck_of(anna).due()) == FIVE
    assert deck_of(anna).cards[0].card.track == "feedback"


def test_the_cards_of_a_session_are_in_both_decks(anna, bert):
    hold(anna, "feedback-02", ("What is a budget round?", "Five talks\nin May", "anna"))
    for workspace in (anna, bert):
        (card,) = [h.card for h in look(workspace).cards if h.card.origin == "teach-back"]
        assert (card.question, card.answer) == ("What is a budget round?", "Five talks\nin May")
        assert (card.learned_from, card.day) == ("anna", "2026-11-23")


def test_a_card_without_an_answer_is_not_asked(anna):
    hold(anna, "feedback-02", ("What is a budget round?", "", "anna"))
    assert ids(look(anna).cards) == FIVE


def test_a_lesson_can_be_asked_before_any_session(anna):
    recall = look(anna)
    assert recall.add("feedback-01") == len(recall.cards) > 0
    assert recall.add("feedback-01") == 0
    with pytest.raises(NotFound):
        recall.add("feedback-99")
    assert recall.undo().card == "feedback-01"
    assert look(anna).cards == []


def test_both_languages_are_one_card(anna):
    hold(anna)
    recall = look(anna)
    recall.grade(FIVE[0], GOOD)
    english = recall.held(FIVE[0])
    anna.set_language("nl")
    dutch = look(anna).held(FIVE[0])
    assert dutch.card.question != english.card.question
    assert (dutch.standing, dutch.due) == (english.standing, english.due)
    assert ids(recall.cards) == FIVE


def test_a_retired_question_is_not_asked_and_keeps_its_history(anna, shared):
    hold(anna)
    recall = look(anna)
    recall.grade(FIVE[4], GOOD)
    text = shipped(anna)
    own = shared / "lessons" / "feedback-02.en.md"
    begin, end = text.index("### Q5."), text.index("[S1]: ")
    own.write_text(text[:begin] + text[end:])
    assert ids(look(anna).cards) == FIVE[:4]
    own.write_text(text.replace("### Q1. What are", "### Q1. Please: what are"))
    cards = look(anna).cards
    assert ids(cards) == FIVE
    assert cards[0].card.question.startswith("Please: what are")
    assert cards[4].due == datetime(2026, 11, 23, 9, 10, tzinfo=UTC)


def shipped(workspace):
    (entry,) = [e for e in workspace.library.all_entries()
                if (e.id, e.language) == ("feedback-02", "en")]  # fmt: skip
    return Path(entry.path).read_text(encoding="utf-8")


def test_a_lesson_that_broke_stops_no_other(anna, shared):
    hold(anna)
    own = shared / "lessons"
    own.joinpath("open-talk-90.en.md").write_text("---\nid: open-talk-90\n")
    assert ids(look(anna).cards) == FIVE


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"x": 5}', b"gone", b"rows", b"\xff"])
def test_the_kept_questions_may_be_damaged_or_gone(anna, launch, data):
    hold(anna)
    look(anna)
    file = anna.places.question_index
    kept = json.loads(file.read_bytes())
    assert len(kept) == 1
    if data == b"rows":
        for one in kept.values():
            one["entry"] = [["one", 2, None, "four"], []]
        data = json.dumps(kept).encode()
    file.write_bytes(data)
    if data == b"gone":
        file.unlink()
    assert ids(look(launch("anna")).cards) == FIVE


def test_a_month_of_reviews_is_what_fsrs_alone_makes_of_them(anna, clock, launch, shared):
    """Played with our own screens' object, day after day; fsrs keeps its own cards beside it."""
    hold(anna, "feedback-02", ("What is a budget round?", "Five talks in May", "bert"))
    chance, alone = random.Random(6), {}
    scheduler = Scheduler(enable_fuzzing=False)
    recall = look(anna)
    for _day in range(31):
        run = ReviewRun(recall)
        while run.current is not None and run.number < 30:
            clock.forward(seconds=chance.choice([5, 20, 90]))
            card, grade = run.current.card.id, chance.choice(GRADES)
            there = alone.get(card) or Card(1, due=clock())
            if chance.random() < 0.1:  # a slip of the finger
                run.grade(chance.choice(GRADES))
                assert run.undo()
                assert run.current.card.id == card
            run.grade(grade)
            alone[card], _log = scheduler.review_card(there, Rating(grade), clock())
        clock.forward(hours=chance.choice([10, 24, 30]))
    assert len(alone) == 6
    again = look(launch("anna"))
    assert {held.card.id: held.due for held in again.cards} == {
        card: state.due for card, state in alone.items()
    }
    assert len(again.cards[0].standing.reviews) > 3


def test_a_card_comes_when_it_is_due_and_not_before(anna, clock):
    hold(anna)
    recall = look(anna)
    recall.grade(FIVE[0], GOOD)
    assert ids(recall.due()) == FIVE[1:]
    clock.forward(minutes=10)
    assert ids(recall.due()) == FIVE


def test_bury_suspend_and_reset(anna, clock):
    hold(anna)
    recall = look(anna)
    recall.bury(FIVE[0])
    recall.suspend(FIVE[1])
    recall.grade(FIVE[2], GOOD)
    assert ids(recall.due()) == FIVE[3:]
    clock.forward(days=1)
    assert sorted(ids(recall.due())) == [FIVE[0], *FIVE[2:]]
    recall.resume(FIVE[1])
    recall.reset(FIVE[2])
    assert ids(recall.due()) == FIVE
    recall.grade(FIVE[0], GOOD)
    recall.reset()
    assert recall.undo().do == "reset"
    assert recall.held(FIVE[0]).due is not None
    assert recall.held(FIVE[2]).due is None


def test_a_clock_that_is_put_back_loses_nothing(anna, clock):
    hold(anna)
    recall = look(anna)
    clock.forward(days=400)
    recall.grade(FIVE[0], GOOD)
    recall.bury(FIVE[1])
    clock.forward(days=-400)
    assert ids(recall.due()) == FIVE
    recall.grade(FIVE[0], GOOD)
    held = recall.held(FIVE[0])
    assert [r.grade for r in held.standing.reviews] == [GOOD, GOOD]
    assert held.due > clock()


def test_another_window_is_taken_in(anna):
    hold(anna)
    recall, other = look(anna), Deck(anna)
    other.look()
    other.grade(FIVE[0], GOOD)
    recall.grade(FIVE[1], GOOD)
    assert ids(recall.due()) == FIVE[2:]
    assert recall.undo().card == FIVE[1]
    assert recall.undo() is None
    assert recall.undo_any().card == FIVE[0]


def test_a_damaged_log_is_told_and_all_the_rest_counts(anna):
    hold(anna)
    recall = look(anna)
    recall.grade(FIVE[0], GOOD)
    path = anna.places.recall(anna.space.id) / "anna.jsonl"
    path.write_bytes(b"rubbish\n" + path.read_bytes() + b'{"id": "half')
    assert ids(look(anna).due()) == FIVE[1:]
    line, cut = recall.notices
    assert "Line 1 of" in line and str(path) in line
    assert "was cut off" in cut
    recall.grade(FIVE[1], GOOD)
    (left,) = look(anna).notices
    assert left == line
    assert list(path.parent.glob("anna.cut-*"))


def test_a_log_that_is_no_file_is_told(anna):
    path = anna.places.recall(anna.space.id) / "anna.jsonl"
    path.mkdir(parents=True)
    with pytest.raises(CompanionError, match="Move it away"):
        look(anna)


def test_what_cannot_be_saved_is_told_and_does_not_count(anna):
    hold(anna)
    recall = look(anna)
    folder = anna.places.recall(anna.space.id)
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way")
    with pytest.raises(CompanionError, match="Not saved"):
        recall.grade(FIVE[0], GOOD)
    assert ids(recall.due()) == FIVE
    assert recall.undo() is None


def test_nothing_of_it_reaches_the_shared_folder(anna, shared, tree, tmp_path):
    hold(anna)
    recall = look(anna)
    before = tree(shared)
    recall.grade(FIVE[0], GOOD)
    (tmp_path / "cards.md").write_text("Q: a\nA: b\n")
    recall.import_cards(tmp_path / "cards.md")
    due_count_of(anna).refresh()
    assert tree(shared) == before


# Runs


def test_a_run_asks_what_is_due_and_what_comes_due_meanwhile(anna, clock):
    hold(anna)
    run = ReviewRun(look(anna))
    run.grade(1)
    for _card in range(3):
        run.grade(3)
    clock.forward(minutes=1)
    assert (run.number, run.total, run.left) == (5, 5, 1)
    run.grade(3)
    assert run.current.card.id == FIVE[0]
    run.suspend()
    assert run.current is None
    assert (run.grades[1], run.grades[3]) == (1, 4)


def test_undo_goes_back_card_by_card_and_no_further_than_the_run(anna):
    hold(anna)
    recall = look(anna)
    recall.grade(FIVE[0], GOOD)
    run = ReviewRun(recall)
    run.grade(3)
    run.bury()
    assert run.current.card.id == FIVE[3]
    assert run.undo() and run.current.card.id == FIVE[2]
    assert run.undo() and run.current.card.id == FIVE[1]
    assert not run.undo()
    assert recall.held(FIVE[0]).due is not None


def test_a_card_that_leaves_the_deck_is_not_asked(anna, shared):
    hold(anna)
    run = ReviewRun(look(anna))
    own = shared / "lessons" / "feedback-02.en.md"
    text = shipped(anna)
    own.write_text(text.replace("### Q1.", "### Q21."))
    run.look()
    assert run.current.card.id == FIVE[1]


# Own cards


def test_own_cards_come_from_a_file_and_go_into_one(anna, tmp_path):
    hold(anna)
    recall = look(anna)
    deck = tmp_path / "deck.md"
    deck.write_text("Q: a?\nA: b\n\nQ: a?\nA: b\n\nC: [one] two\n")
    assert recall.import_cards(deck) == (2, 1)
    assert recall.import_cards(deck) == (0, 3)
    assert [h.card.question for h in recall.cards[5:]] == ["a?", "[…] two"]
    deck.write_text(recall.export())
    assert recall.import_cards(deck) == (0, 7)
    recall.own_file.write_text("Words of my own\n\n" + recall.own_file.read_text())
    deck.write_text("Q: c?\nA: d\n")
    assert recall.import_cards(deck) == (1, 0)
    assert recall.own_file.read_text().startswith("Words of my own")


@pytest.mark.parametrize(
    "data", [b"Q: a\n", b"\xff\xfe\x00", b"x" * (2**20 + 1), b"Q: a\nA: " + b"x" * 20_001]
)
def test_a_file_that_cannot_be_taken_in_changes_nothing(anna, tmp_path, data):
    deck = tmp_path / "deck.md"
    deck.write_bytes(data)
    recall = look(anna)
    with pytest.raises(WrongUse, match="deck"):
        recall.import_cards(deck)
    assert not recall.own_file.exists()


def test_own_cards_have_an_end(anna, tmp_path):
    recall = look(anna)
    deck = tmp_path / "deck.md"
    for letter in "ab":
        deck.write_text("".join(f"Q: {letter}{n}\nA: {'x' * 5000}\n" for n in range(120)))
        if letter == "a":
            assert recall.import_cards(deck) == (120, 0)
    with pytest.raises(WrongUse, match="too much"):
        recall.import_cards(deck)
    assert len(look(anna).cards) == 120


def test_own_cards_with_a_mistake_stop_no_other(anna):
    hold(anna)
    recall = look(anna)
    recall.grade(FIVE[0], GOOD)
    recall.own_file.write_text("Q: a\nA: b\nA: c\n")
    assert ids(look(anna).cards) == FIVE
    (notice,) = recall.notices
    assert "line 3" in notice


# The count on the first screen


def test_the_count_follows_what_is_done(anna, clock):
    assert due_count_of(anna).count == 0
    assert not due_count_of(anna).refresh()
    hold(anna)
    assert due_count_of(anna).refresh()
    assert due_count_of(anna).count == 5
    look(anna).grade(FIVE[0], GOOD)
    assert due_count_of(anna).refresh()
    assert due_count_of(anna).count == 4
    clock.forward(minutes=10)
    assert due_count_of(anna).refresh()
    assert due_count_of(anna).count == 5


def test_the_count_comes_from_a_small_file_that_may_go(anna, launch, monkeypatch):
    hold(anna)
    look(anna).grade(FIVE[0], GOOD)
    due_count_of(anna).refresh()
    (file,) = anna.places.recall(anna.space.id).glob("*.due.json")
    opened = []
    real = Deck.look
    monkeypatch.setattr(Deck, "look", lambda recall: (opened.append(1), real(recall)))
    for number, data in enumerate([None, b"", b"{", b"[]", b'{"on": 1}', b"gone"]):
        if data is not None:
            file.write_bytes(data)
        if data == b"gone":
            file.unlink()
        again = launch("anna")
        again.index.refresh()
        due_count_of(again).refresh()
        assert (due_count_of(again).count, len(opened)) == (4, number)
    kept = json.loads(file.read_bytes())
    kept["due"] = [moment[:19] for moment in kept["due"]]  # without a zone
    file.write_text(json.dumps(kept))
    again = launch("anna")
    again.index.refresh()
    due_count_of(again).refresh()
    assert due_count_of(again).count == 4


def test_a_log_that_cannot_be_read_counts_nothing(anna):
    hold(anna)
    (anna.places.recall(anna.space.id) / "anna.jsonl").mkdir(parents=True)
    assert not due_count_of(anna).refresh()


# Who it belongs to


def test_what_was_remembered_alone_comes_along(launch, shared, tmp_path):
    anna = launch("anna")
    set_up_alone(anna, "Me")
    recall = look(anna)
    recall.add("feedback-02")
    recall.grade(FIVE[0], GOOD)
    bert = launch("bert")
    set_up_pair(bert, "Bert", "Anna", shared)
    set_up_pair(anna, "Anna", "Bert", shared)
    assert anna.space.me == "anna"
    assert ids(look(anna).due()) == FIVE[1:]


def test_two_at_one_computer_have_their_own(anna, shared):
    hold(anna)
    look(anna).grade(FIVE[0], GOOD)
    set_up_pair(anna, "Bert", "Anna", shared)
    assert ids(look(anna).due()) == FIVE
    set_up_pair(anna, "Anna", "Bert", shared)
    assert ids(look(anna).due()) == FIVE[1:]


def test_a_wait_is_the_time_until_the_card_really_comes(anna, clock):
    hold(anna)
    recall = look(anna)
    waits = recall.waits(recall.held(FIVE[0]))
    assert waits == sorted(waits)
    assert waits[2] == timedelta(minutes=10)
    recall.grade(FIVE[0], GOOD)
    assert recall.held(FIVE[0]).due == clock() + waits[2]


def test_there_is_one_deck_and_one_count_until_another_space_is_used(anna):
    deck, count = deck_of(anna), due_count_of(anna)
    assert deck_of(anna) is deck
    assert due_count_of(anna) is count
    anna.adopt(anna.space, anna.pair)
    assert deck_of(anna) is not deck
    assert due_count_of(anna) is not count
