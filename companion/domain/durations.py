"""How long something took or is ago, in the one unit that people would say."""

from datetime import timedelta

from companion.i18n import _, ngettext

_HOUR, _DAY, _YEAR = 60, 24 * 60, 365 * 24 * 60


def span_words(span: timedelta) -> str:
    """A length of time as "4 minutes", "2 hours", "5 days" or "3 years", forward or back."""
    minutes = int(abs(span).total_seconds() // 60)
    if minutes >= _YEAR:
        count = minutes // _YEAR
        words = ngettext("{count} year", "{count} years", count)
    elif minutes >= _DAY:
        count = minutes // _DAY
        words = ngettext("{count} day", "{count} days", count)
    elif minutes >= _HOUR:
        count = minutes // _HOUR
        words = ngettext("{count} hour", "{count} hours", count)
    else:
        count = minutes
        words = ngettext("{count} minute", "{count} minutes", count)
    return words.format(count=count)


def age_words(age: timedelta) -> str:
    """An age as "4 minutes ago"; less than a minute, or a time to come, is "just now"."""
    if age < timedelta(minutes=1):
        return _("just now")
    return _("{time} ago").format(time=span_words(age))
