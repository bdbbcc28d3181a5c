"""What must hold of an agenda that was fitted to a length."""

from companion.domain.session.agenda import AgendaItem, total_minutes
from companion.domain.session.agenda_fit import MOST_LED, ONE_LEADS, led


def keeps_the_rule(fitted: tuple[AgendaItem, ...], minutes: int) -> bool:
    """Whether it takes so many minutes, no item none, and neither person leads most or nothing."""
    return (
        total_minutes(fitted) == minutes
        and all(item.minutes >= 1 for item in fitted)
        and all(0 < led(fitted, lead) * 100 <= minutes * MOST_LED for lead in ONE_LEADS)
    )
