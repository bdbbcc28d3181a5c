"""The command line: words in, words out. Textual is imported only to open the app."""

import sys


def run() -> None:
    """The command `companion`: do what the arguments say and leave with the exit code."""
    from companion.cli.main import main

    sys.exit(main(sys.argv[1:]))
