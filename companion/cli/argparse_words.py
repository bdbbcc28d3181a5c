"""argparse's own words, so that "usage:" and its errors follow the language in use.

argparse looks its words up in the language of the environment, not the one a person chose here.
"""

import argparse

from companion.i18n import N_, _, ngettext

WORDS = (
    N_("usage: "),
    N_("options"),
    N_("optional arguments"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)


def translate() -> None:
    """Let argparse ask companion's catalogue."""
    argparse._ = _  # type: ignore[attr-defined]  # the name argparse gives gettext
    argparse.ngettext = ngettext  # type: ignore[attr-defined]
