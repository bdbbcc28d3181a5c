"""What the keyboard adversary is made of: plans, pages, the model of words, shrinking."""

import pytest
from typists.intent import meaning
from typists.keys import key_bytes, name_of
from typists.plan import plan
from typists.seen import Seen
from typists.shrink import shrink
from typists.steps import Step, page, read_page
from typists.words import (
    OFF_RECORD,
    PRIVATE,
    SHARED,
    Found,
    Word,
    judge,
    new_word,
    out_of_order,
    words_in,
)


@pytest.mark.parametrize("seed", range(40))
def test_a_plan_is_a_page_that_reads_back_as_the_plan(seed):
    steps = plan(seed)
    assert len(steps) == 40
    assert plan(seed) == steps
    assert read_page(page(steps)) == steps


def test_a_page_reads_like_what_people_do():
    steps = [
        Step("Anna", "key-and-type", ("F7",), "two words"),
        Step("Bert", "press", ("Shift+F3",)),
        Step("", "folder-gone"),
        Step("Anna", "paste", text="one\ntwo"),
    ]
    assert page(steps).splitlines() == [
        "Anna presses F7 and types at once: two words",
        "Bert presses Shift+F3",
        "The shared folder vanishes.",
        "Anna pastes: one⏎two",
    ]


def test_a_page_that_says_something_else_is_refused():
    with pytest.raises(ValueError, match="nobody can do this: Anna sings"):
        read_page("# a remark\n\nAnna sings")


def test_made_up_words_are_all_different_and_found_wherever_they_stand():
    made = [new_word(number) for number in range(40_000)]
    assert len(set(made)) == len(made)
    assert words_in(f"{made[0]}{made[1]}, and e\u0301: {made[2]}e\u0301") == [
        made[0],
        made[1],
        f"{made[2]}é",
    ]


def word(**values):
    return Word(
        **{
            "text": "w",
            "who": "Anna",
            "kind": SHARED,
            "step": 3,
            "typed": 0.0,
            "author": "Anna",
            **values,
        }
    )


@pytest.mark.parametrize(
    ("one", "found", "says"),
    [
        (word(), Found(notes=1, by={"Anna"}), []),
        (word(), Found(private=1), []),
        (word(), Found(), ["is lost"]),
        (word(due=False), Found(), []),
        (word(gone="erased"), Found(), []),
        (word(), Found(notes=2), ["stands twice in the notes"]),
        (word(), Found(records={"ideas": 2}), ["stands twice in ideas"]),
        (word(), Found(notes=1, by={"Bert"}), ["stands under the name of Bert, not of Anna"]),
        (word(taken_back=True, gone="taken back"), Found(), []),
        (
            word(taken_back=True, gone="taken back"),
            Found(records={"ideas": 1}, by={"Anna"}),
            ["stands in a record though it was taken back"],
        ),
        (word(kind=PRIVATE), Found(private=1), []),
        (word(label="ideas"), Found(notes=1), ["made no record of its line (ideas)"]),
        (word(label="ideas"), Found(notes=1, records={"ideas": 1}), []),
    ],
)
def test_where_a_word_has_to_stand(one, found, says):
    assert judge(one, found) == [f"Anna's w (step 3) {what}" for what in says]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("OFF THE RECORD", "OFF THE RECORD", OFF_RECORD),
        ("OFF THE RECORD", "BACK ON THE RECORD", SHARED),
        ("BACK ON THE RECORD", "BACK ON THE RECORD", SHARED),
    ],
)
def test_a_line_is_written_down_once_the_other_is_back_on_the_record(before, after, kind):
    step = Step("Anna", "key-and-type", ("F8",), "word")
    screens = Seen((f"┏━ {before} ━┓",)), Seen((f"┏━ {after} ━┓", " ┏━ Write down ━┓"))
    assert meaning(step, *screens)[0] == kind


def test_words_of_one_step_come_in_the_order_in_which_they_were_typed():
    first, second = word(text="bababaq"), word(text="dadadaq")
    assert out_of_order([first, second], "bababaq dadadaq") == []
    assert out_of_order([first, second], "dadadaq bababaq") == [
        "Anna's dadadaq (step 3) stands before bababaq"
    ]


def test_shrinking_leaves_out_all_that_is_not_needed():
    steps = [Step("Anna", "type", text=f"word {number}") for number in range(40)]
    short = shrink(steps, lambda part: {"7", "23"} <= {s.text.split()[-1] for s in part})
    assert [step.text for step in short] == ["7", "23"]


def test_keys_have_the_names_that_stand_on_keyboards():
    assert [name_of(key) for key in ("shift+f3", "ctrl+r", "escape", "L", "question_mark")] == [
        "Shift+F3", "Ctrl+R", "Esc", "L", "?",
    ]  # fmt: skip
    assert [key_bytes(name) for name in ("F7", "Shift+F3", "Ctrl+R", "Esc", "a")] == [
        b"\x1b[18~", b"\x1b[1;2R", b"\x12", b"\x1b", b"a",
    ]  # fmt: skip
