"""What the keyboard adversary is made of: plans, pages, the model of words, shrinking."""

from itertools import zip_longest
from pathlib import Path
from types import SimpleNamespace

import pytest
from support.ghostty import Screen
from typists.files import Folder
from typists.final import Places
from typists.follow import is_parted_unseen, note_erased, note_parted
from typists.intent import GO_OFF, meaning, words_of
from typists.keys import key_bytes, name_of
from typists.plan import plan
from typists.planting import check_that_all_can_be_planted
from typists.seen import Seen
from typists.shrink import shrink
from typists.steps import Step, page, read_page
from typists.verdict import look_at_frame, word_around_caret
from typists.words import (
    ELSEWHERE,
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

from companion.commands.places import PLACES, SESSION
from companion.storage.private.private_notes_file import write_private


def test_a_plan_is_a_page_that_reads_back_as_the_plan():
    for seed in range(40):
        steps = plan(seed)
        assert len(steps) == 40, seed
        assert plan(seed) == steps, seed
        assert read_page(page(steps)) == steps, seed


def test_a_page_reads_like_what_people_do():
    steps = [
        Step("Anna", "key-and-type", ("F7",), "two words"),
        Step("Bert", "press", ("Shift+F3",)),
        Step("", "folder-gone"),
        Step("Anna", "paste", text="one\ntwo"),
        Step("Anna", "write-down-at-once", ("F8",), "one\ntwo"),
        Step("", "folder-slow", at="0.3 seconds"),
    ]
    assert page(steps).splitlines() == [
        "Anna presses F7 and types at once: two words",
        "Bert presses Shift+F3",
        "The shared folder vanishes.",
        "Anna pastes: one⏎two",
        "Anna presses F8 and enters each line at once: one⏎two",
        "The shared folder takes 0.3 seconds for each write.",
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


def test_an_accent_that_stood_there_before_is_not_part_of_a_word_typed_before_it():
    accented = f"{new_word(2)}é"
    places = Places([word(text=new_word(1)), word(text=accented)])
    assert [*places.words_in(f"{new_word(1)}é {accented}")] == [new_word(1), accented]


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
        (word(), Found(records={"ideas": 1, "actions": 1}), ["stands twice in ideas, actions"]),
        (word(), Found(records={"points": 1, ELSEWHERE: 1}), []),
        (word(), Found(notes=1, drafts=1), ["stands twice in the notes, a draft"]),
        (word(), Found(records={"ideas": 1}, drafts=1), ["stands twice in ideas, a draft"]),
        (word(killed_in_draft=True), Found(records={"ideas": 1}, drafts=1), []),
        (word(), Found(notes=1, records={"ideas": 1}), ["stands twice in the notes, ideas"]),
        (word(), Found(notes=1, labelled={"ideas"}, records={"ideas": 1}), []),
        (
            word(),
            Found(notes=1, labelled={"ideas"}, records={"ideas": 1, "actions": 1}),
            ["stands twice in the notes, actions"],
        ),
        (word(), Found(notes=1, by={"Bert"}), ["stands under the name of Bert, not of Anna"]),
        (word(taken_back=True, gone="taken back"), Found(), []),
        (
            word(taken_back=True, gone="taken back"),
            Found(records={"ideas": 1}, by={"Anna"}),
            ["stands in a record though it was taken back"],
        ),
        (word(kind=PRIVATE), Found(private=1), []),
        (word(label="ideas"), Found(notes=1), []),
        (
            word(label="ideas"),
            Found(notes=1, labelled={"ideas"}),
            ["made no record of its line (ideas)"],
        ),
        (word(label="ideas"), Found(notes=1, labelled={"ideas"}, records={"ideas": 1}), []),
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


@pytest.mark.parametrize(
    ("before", "after", "means"),
    [
        ("OFF THE RECORD", "OFF THE RECORD", (OFF_RECORD, False)),
        ("OFF THE RECORD", "BACK ON THE RECORD", (SHARED, None)),  # perhaps after the first line
        ("BACK ON THE RECORD", "BACK ON THE RECORD", (SHARED, True)),
    ],
)
def test_lines_entered_at_once_are_written_down_once_the_other_is_back(before, after, means):
    step = Step("Anna", "write-down-at-once", ("F8",), "word\nword")
    screens = Seen((f"┏━ {before} ━┓",)), Seen((f"┏━ {after} ━┓",))
    assert meaning(step, *screens) == means


SESSION_NAME = PLACES[SESSION]
ON = "┏━ Notes ━┓"
OFF = "┏━ OFF THE RECORD ━┓"


@pytest.mark.parametrize(
    ("after", "turns", "means"),
    [
        (OFF, False, (OFF_RECORD, False)),
        (ON, False, (OFF_RECORD, False)),
        (ON, True, (SHARED, None)),  # the same keys lead back, where the other was first
    ],
)
def test_what_goes_off_the_record_may_lead_back_where_the_other_was_first(after, turns, means):
    step = Step("Anna", "key-and-type", GO_OFF, "word")
    screens = Seen((f" ▶ {SESSION_NAME}", ON)), Seen((f" ▶ {SESSION_NAME}", after))
    assert screens[0].in_session
    assert meaning(step, *screens, turns=turns) == means


def test_what_is_looked_for_is_nobodys_note_though_the_other_comes_back_on_the_record():
    step = Step("Anna", "stopped", ("Ctrl+F",), "word")
    screens = Seen((f" ▶ {SESSION_NAME}", ON)), Seen((" Search", "┏━ Search ━┓"))
    assert meaning(step, *screens, turns=True) == (PRIVATE, False)


@pytest.mark.parametrize("top", [" companion │ Search   Anna", " companion │ Zoeken   Bert"])
@pytest.mark.parametrize("keys", [(), ("4",)])
def test_what_is_typed_on_in_the_search_is_nobodys_note(top, keys):
    seen = Seen((top, "┏━ Search ━┓", "┃ bababaq  ┃", "┗━━━━━━━━━━┛"))
    assert meaning(Step("Anna", "type", keys, "bababaq"), seen, seen) == ("private", False)


def test_what_is_written_down_over_the_search_is_no_word_that_is_looked_for():
    seen = Seen((" companion │ Search   Anna", "┏━ Search ━┓", "┃ x        ┃", "┗━━━━━━━━━━┛"))
    step = Step("Anna", "write-down-at-once", ("F8",), "bababaq\ndadadaq")
    assert meaning(step, seen, seen) == (SHARED, True)


def test_a_letter_in_the_menu_may_lead_back_on_the_record():
    step = Step("Anna", "type", text="sogobuq")
    menu = Seen((f" ▶ {SESSION_NAME}", OFF, "┏━ Menu ━┓"))
    assert meaning(step, menu, Seen((f" ▶ {SESSION_NAME}", ON))) == (SHARED, None)
    assert meaning(step, menu, menu) == (OFF_RECORD, False)


@pytest.mark.parametrize(
    ("keys", "means"),
    [
        ((), (SHARED, True)),
        (("3",), (SHARED, False)),
        (("Esc",), (OFF_RECORD, False)),
        (("Enter",), (OFF_RECORD, False)),
    ],
)
def test_a_line_that_is_being_written_down_stays_on_the_record(keys, means):
    step = Step("Anna", "key-and-type", keys, "word")
    line = Seen((f" ▶ {SESSION_NAME}", OFF, " ┏━ Write down ━┓"))
    assert meaning(step, line, Seen((f" ▶ {SESSION_NAME}", OFF))) == means


BESIDE = "╭─ Shared notes ─╮╭─ Private notes ─╮"
IN_SHARED = "┏━ Shared notes ━┓╭─ Private notes ─╮"


@pytest.mark.parametrize(
    ("heads", "keys", "shared", "private", "kind"),
    [
        (BESIDE, ("Shift+Tab",), ("bababaq",), (), SHARED),
        (BESIDE, ("Shift+Tab",), ("hahahaqba", "babaq"), (), SHARED),  # a line breaks in the word
        (BESIDE, ("Shift+Tab",), (), (), PRIVATE),
        (BESIDE, (), (), ("bababaq",), PRIVATE),
        (BESIDE, (), (), ("hahahaqba", "babaq"), PRIVATE),
        (BESIDE, ("F3",), ("bababaq",), (), PRIVATE),  # which leads to no other field
        (IN_SHARED, ("F3",), ("bababaq",), (), SHARED),  # it does not lead out of this one
        (IN_SHARED, ("F3",), (), (), PRIVATE),
    ],
)
def test_who_goes_to_the_shared_notes_beside_the_private_ones_types_there(
    heads, keys, shared, private, kind
):
    def seen(shared, private):
        lines = zip_longest(shared, (*private, "••••"), fillvalue="")
        return Seen(
            (f" ▶ {SESSION_NAME}", heads, *(f"│ {ours:14} ││ {mine:15} │" for ours, mine in lines))
        )

    step = Step("Bert", "key-and-type", keys, "bababaq")
    typed = words_of("Bert", step, seen((), ()), seen(shared, private))
    assert [word.kind for word in typed] == [kind]


@pytest.mark.parametrize(
    ("rows", "is_so"),
    [
        (("│A   bababa          │", "│    dadadaq fafafaq │", "│AB◆ gagagaq hahahaqq│"), True),
        (("│    dadadaq fafafaq │", "│AB◆ gagagaq hahahaqq│"), False),
        (("│A   bababa          │", "│    dadadaq fafafaq │"), True),  # the rest is out of sight
        (("│    gagagaq hahahaqq│",), True),
        (("│A   bababa          │", "│    dadadaq fafafaq │", "│A   gagagaq hahahaq │"), False),
    ],
)
def test_a_word_is_seen_to_be_parted_by_lines_that_were_typed_into_it(rows, is_so):
    assert Seen(rows).is_parted("bababaq", "dadadaq fafafaq\ngagagaq hahahaq") is is_so


@pytest.mark.parametrize(
    ("private", "keys", "kind"),
    [
        (False, ("F7",), PRIVATE),
        (True, ("F7",), SHARED),
        (True, ("F3",), PRIVATE),
        (True, ("F8",), SHARED),
        (False, GO_OFF, SHARED),
    ],
)
def test_private_words_stay_so_while_the_other_comes_back_on_the_record(private, keys, kind):
    rows = (f" ▶ {SESSION_NAME}", "╭─ Private notes ─╮" if private else ON)
    step = Step("Anna", "key-and-type", keys, "word")
    assert meaning(step, Seen(rows), Seen(rows), turns=True) == (kind, None)


@pytest.mark.parametrize(
    ("before", "keys"),
    [("┏━ Menu ━┓", ()), ("┏━ Write down ━┓", ("F8",))],  # a letter led there, or the end of F8
)
def test_what_comes_to_stand_in_the_search_is_nobodys_note(before, keys):
    query = ("┏━ Search all notes, actions, ideas and lessons ━┓", "┃ ubabaq dadadaq ┃")
    rows = (f" ▶ {SESSION_NAME}", f" {before}", " ┗━━━┛")
    step = Step("Anna", "key-and-type" if keys else "type", keys, "bubabaq dadadaq")
    typed = words_of("Anna", step, Seen(rows), Seen((" companion │ Search   Anna", *query)))
    assert [one.due for one in typed] == [False, False]


def test_what_is_looked_for_among_the_commands_is_nobodys_note():
    after = Seen((" ┏━ All commands ━┓", " ┃ bababaq ┃", " ┗━━━━━━━━━━━┛"))
    (one,) = words_of("Anna", Step("Anna", "type", text="bababaq"), Seen((ON,)), after)
    assert not one.due


@pytest.mark.parametrize(("heading", "author"), [("Menu", "Bert"), ("Help", "Anna")])
def test_a_letter_in_the_menu_may_pass_the_pen(heading, author):
    before = Seen((f" ▶ {SESSION_NAME}", ON, f"┏━ {heading} ━┓", "┗━━━┛"))
    after = Seen((f" ▶ {SESSION_NAME}", "┏━ Pen: Bert · shared notes ━┓", "┃ ubabaq dadadaq"))
    typed = words_of("Anna", Step("Anna", "type", text="pubabaq dadadaq"), before, after)
    assert {one.author for one in typed} == {author}


@pytest.mark.parametrize("heading", ["Anna to Bert: one point", "Anna: I learned"])
def test_what_stands_in_a_field_of_the_close_counts_as_said_by_who_is_named_first(heading):
    rows = ("┏━ Bert: I learned ━┓", "┃ x", f"╭─ {heading} ─╮", "│ bababaq")
    assert Seen(rows).heading_over("bababaq") == heading
    step = Step("Bert", "type", text="bababaq")
    assert [one.author for one in words_of("Bert", step, Seen(()), Seen(rows))] == ["Anna"]


def test_a_dialog_may_cover_the_upper_edge_of_another_box():
    rows = ("╭─┏━ Journal ━┓─╮", "│ ┃         ┃ │", "╰─┗━━━━━━━━━┛─╯")
    assert Seen(rows).dialog == (2, 0, rows[0].rfind("┓"), 2)
    assert Seen(("╭─ Agenda ─╮┏━ Notes ━┓", "╰──────────╯┗━━━━━━━━━┛")).dialog is None


@pytest.mark.parametrize(
    ("behind", "inside", "finds"),
    [(110, 255, 0), (110, 110, 1), (70, 255, 1), (70, 70, 2), (255, 255, 0)],
)
def test_the_words_of_a_dialog_are_to_be_read_as_well_as_others_and_those_behind_it_less(
    behind, inside, finds
):
    def grey(level, text):
        return f"\x1b[38;2;{level};{level};{level};48;2;0;0;0m{text}\x1b[m"

    screen = Screen(30, 3)
    side = grey(255, "┃")
    screen.feed("\r\n".join((
        f"{grey(behind, '日 bababaq ')}{grey(255, '┏━━━━━━━━┓')}",
        f"           {side}{grey(inside, 'fafafaq ')}{side}",
        f"           {grey(255, '┗━━━━━━━━┛')}",
    )).encode())  # fmt: skip
    seen = Seen(tuple(screen.columns))
    assert seen.dialog is not None
    assert len([*look_at_frame(screen, seen)]) == finds


def test_a_wide_letter_beside_a_dialog_moves_none_of_its_edges():
    screen = Screen(20, 3)
    screen.feed("│ 日本┏━━━━━━━━━┓\r\n│     ┃ bababaq ┃\r\n│     ┗━━━━━━━━━┛".encode())
    seen = Seen(tuple(screen.columns))
    assert seen.dialog == (6, 0, 16, 2)
    assert seen.shows_in_dialog("bababaq")


def test_the_news_over_a_dialog_in_a_small_window_is_none_of_its_words():
    seen = Seen(("a┏━━━━━━━━━━┓", "a┃ lobogoq  ┃", "◆ Idea: vatemeq", "a┗━━━━━━━━━━┛"))
    assert seen.shows_in_dialog("lobogoq")
    assert not seen.shows_in_dialog("vatemeq")


@pytest.mark.parametrize(
    ("caret", "word"), [(3, ""), (4, "bababaq"), (9, "bababaq"), (10, ""), (14, "")]
)
def test_what_is_typed_in_the_middle_of_a_word_parts_it(caret, word):
    screen = Screen(20, 2)
    screen.feed(f"日 bababaq, x\x1b[1;{caret + 1}H".encode())
    assert word_around_caret(screen) == word


@pytest.mark.parametrize(
    ("who", "keys", "stands_in", "gone"),
    [
        ("Bert", ("Shift+Down", "="), "shared", "removed by Anna"),
        ("Bert", ("Shift+Down", "="), "shared Anna", ""),
        ("Bert", ("Shift+Down", "="), "Bert", ""),  # not shared yet: nobody else can remove it
        ("Bert", ("Down", "="), "shared", ""),
        ("Anna", ("Shift+Down", "="), "shared", ""),
    ],
)
def test_a_word_of_the_other_may_be_written_over_in_a_line_that_was_not_in_sight(
    who, keys, stands_in, gone, tmp_path
):
    one = word(text="bababaq", who=who, step=3)
    for name in stands_in.split():
        (tmp_path / name).mkdir()
        (tmp_path / name / "notes.json").write_text(one.text)
    files = {name: Folder(tmp_path / name) for name in ("shared", "Anna")}
    anna = SimpleNamespace(name="Anna", erasing=0)

    def saves(_seconds):
        (tmp_path / "Anna").mkdir(exist_ok=True)
        (tmp_path / "Anna/saved.json").touch()

    world = SimpleNamespace(words=[one], files=files, step=32, pass_time=saves)
    seen = Seen((f" ▶ {SESSION_NAME}", ON))
    note_erased(world, anna, Step("Anna", "press-at-once", keys), seen, Seen(()))
    assert one.gone == gone


@pytest.mark.parametrize("before", [Seen((" ▶ Home", ON)), Seen((f" ▶ {SESSION_NAME}", ON))])
def test_nothing_is_written_over_out_of_sight_outside_the_session_or_without_a_save(
    before, tmp_path
):
    one = word(text="bababaq", who="Bert", step=3)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/notes.json").write_text(one.text)
    files = {name: Folder(tmp_path / name) for name in ("shared", "Anna")}
    anna = SimpleNamespace(name="Anna", erasing=0)
    world = SimpleNamespace(words=[one], files=files, step=32, pass_time=lambda _seconds: None)
    step = Step("Anna", "press-at-once", ("Shift+Down", "="))
    note_erased(world, anna, step, before, Seen(()))
    assert not one.gone


@pytest.mark.parametrize(("heading", "gone"), [("Menu", True), ("Write down", False)])
def test_erasing_takes_more_than_was_typed_where_the_menu_took_a_letter(heading, gone):
    one = word(text="bababaq", step=3)
    anna = SimpleNamespace(name="Anna", erasing=0)
    before = Seen((f" ▶ {SESSION_NAME}", f"┏━ {heading} ━┓"))
    note_erased(
        SimpleNamespace(words=[one]), anna, Step("Anna", "erase", text="dadaq"), before, Seen(())
    )
    assert bool(one.gone) is gone


def test_the_key_that_hides_private_notes_is_no_letter_of_a_word():
    rows = (f" ▶ {SESSION_NAME}", "╭─ Private notes ─╮", " Any key hides them and types nothing.")
    step = Step("Anna", "type", text="bababaq dadadaq")
    typed = words_of("Anna", step, Seen(rows), Seen((rows[0], "┏━ Private notes ━┓")))
    assert [(one.kind, one.due) for one in typed] == [(PRIVATE, False), (PRIVATE, True)]


@pytest.mark.parametrize("around", ["•••••••", ""])
def test_a_private_word_of_which_only_dots_are_seen_may_be_parted(around, tmp_path):
    screen = Screen(20, 1)
    screen.feed(f"{around or ' '}\x1b[1;3H".encode())
    assert word_around_caret(screen) == around
    notes = tmp_path / "private/spaces/one/private-notes/session/anna.json"
    notes.parent.mkdir(parents=True)
    write_private(notes, "bababaq da fafafaq dadaq")
    anna = SimpleNamespace(name="Anna", home=tmp_path, was_among_dots=False)
    step = Step("Anna", "paste", text=" fafafaq ")
    note_parted(SimpleNamespace(words=[]), anna, step, around, Seen(()))
    parted, lost = (word(text=text, kind=PRIVATE) for text in ("dadadaq", "gagagaq"))
    assert is_parted_unseen(anna, parted) is bool(around)
    assert not is_parted_unseen(anna, lost)


@pytest.mark.parametrize(("keys", "gone"), [(("/", "Ctrl+L"), True), (("F3", "Ctrl+L"), False)])
def test_a_letter_among_keys_parts_the_word_around_the_caret(keys, gone):
    one = word(text="bababaq", step=2)
    anna = SimpleNamespace(name="Anna")
    step = Step("Anna", "press-at-once", keys)
    note_parted(SimpleNamespace(words=[one], step=3), anna, step, "bababaq", Seen(("┃ bab/abaq",)))
    assert bool(one.gone) is gone


@pytest.mark.slow
def test_faults_are_planted_in_what_there_is():
    check_that_all_can_be_planted()


def test_words_of_one_step_come_in_the_order_in_which_they_were_typed():
    first, second = word(text="bababaq"), word(text="dadadaq")
    assert out_of_order([first, second], "bababaq dadadaq") == []
    assert out_of_order([first, second], "dadadaq bababaq") == [
        "Anna's dadadaq (step 3) stands before bababaq"
    ]


def test_every_change_of_a_file_is_told_once_whoever_else_looked(tmp_path):
    folder = Folder(tmp_path / "shared")
    folder.root.mkdir()
    (folder.root / "notes.json").write_text("a word")
    assert folder.refresh()
    assert not folder.refresh()
    assert folder.holding("word") == [Path("notes.json")]
    assert folder.news() == [(folder.root / "notes.json", b"a word")]
    assert folder.news() == []


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
