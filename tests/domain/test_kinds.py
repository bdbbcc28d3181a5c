import pytest

from companion.domain.note.record_kinds import KINDS, LABELS, kind_name, split_label
from companion.domain.session.notebook import RECORD_KINDS
from companion.lessons.parse.vocabulary import WORDS


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("Decision: we ask on Mondays", "decisions", "we ask on Mondays"),
        ("besluit: elke maandag", "decisions", "elke maandag"),
        ("**Action:** call @bert fri", "actions", "call @bert fri"),
        ("**Actie**: bel @bert vr", "actions", "bel @bert vr"),
        ("- **Actie:** bel", "actions", "bel"),
        ("* IDEA: coffee", "ideas", "coffee"),
        ("  • idee : koffie", "ideas", "koffie"),
        ("Question: who decides: you?", "questions", "who decides: you?"),
        ("Vraag: wie beslist?", "questions", "wie beslist?"),
        ("Appreciation: thank you", "appreciations", "thank you"),
        ("Waardering: dank je", "appreciations", "dank je"),
        ("FEEDBACK: short mails", "feedback", "short mails"),
        ("Talking point: the budget", "points", "the budget"),
        ("Punt: de begroting", "points", "de begroting"),
        ("Next time: the budget", "points", "the budget"),
        ("Volgende keer: de begroting", "points", "de begroting"),
        ("Action:", "actions", ""),
    ],
)
def test_a_label_says_what_a_line_is(line, kind, words):
    assert split_label(line) == (kind, words)


@pytest.mark.parametrize(
    "line",
    [
        "", "Action", "action we take: none", "an action: call", "Reaction: none", "10:30 coffee",
        "**Action** call", "**Action: call", "Actions: many", "> Action: call", "http://action: x",
    ],
)  # fmt: skip
def test_other_lines_are_lines(line):
    assert split_label(line) is None


def test_every_label_of_a_lesson_is_known():
    for words in WORDS.values():
        for label, kind in words.kinds.items():
            assert split_label(f"**{label}:** words") == (LABELS[kind], "words")


def test_every_kind_is_a_record_and_has_a_name_of_its_own():
    assert set(KINDS) == set(LABELS.values())
    assert set(KINDS) <= set(RECORD_KINDS)
    assert len({kind_name(kind) for kind in KINDS}) == len(KINDS)
