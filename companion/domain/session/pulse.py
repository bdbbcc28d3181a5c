"""The pulse: three questions that each answers alone, in words and never in numbers."""

from companion.i18n import _

QUESTIONS = ("useful", "safe", "lead")
ANSWERS = ("yes", "partly", "no")


def question_words(question: str) -> str:
    """A question as people read it; one that nobody knows as it is."""
    return {
        "useful": _("Was this session useful to me?"),
        "safe": _("Was it safe to say what I thought?"),
        "lead": _("Did we both lead?"),
    }.get(question, question)


def answer_words(answer: str) -> str:
    """An answer as people read it; one that nobody knows as it is."""
    return {"yes": _("yes"), "partly": _("partly"), "no": _("no")}.get(answer, answer)
