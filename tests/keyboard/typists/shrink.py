"""Makes a failing plan short: parts are left out as long as it fails in the same way."""

from collections.abc import Callable, Sequence

from typists.steps import Step

Fails = Callable[[Sequence[Step]], bool]


def shrink(steps: Sequence[Step], fails: Fails) -> list[Step]:
    """The shortest plan found that still fails: halves, quarters … and at last single steps go.

    Then each step is tried with fewer words and keys.
    """
    plan = _without_parts(list(steps), fails)
    for number, step in enumerate(plan):
        for simpler in _simpler(step):
            shorter = [*plan[:number], simpler, *plan[number + 1 :]]
            if fails(shorter):
                plan = shorter
                break
    return plan


def _without_parts(plan: list[Step], fails: Fails) -> list[Step]:
    size = max(1, len(plan) // 2)
    while True:
        at = 0
        while at < len(plan):
            shorter = plan[:at] + plan[at + size :]
            if len(shorter) < len(plan) and fails(shorter):
                plan = shorter
            else:
                at += size
        if size == 1:
            return plan
        size = max(1, size // 2)


def _simpler(step: Step) -> list[Step]:
    """The same step with one word, or with one key."""
    words = step.text.split(" ")
    fewer = [Step(step.who, step.do, step.keys, words[-1], step.at)] if len(words) > 1 else []
    if step.do == "press-at-once":
        fewer += [Step(step.who, step.do, (key,)) for key in step.keys]
    return fewer
