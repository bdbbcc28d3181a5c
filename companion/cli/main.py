"""From words to exit code: parse, run the command, and turn every error into one sentence."""

import importlib
import os
import sys

from companion import i18n
from companion.cli import argparse_words, output
from companion.cli.language import chosen_language
from companion.cli.parser import build_parser
from companion.domain import errors
from companion.i18n import _

FINE, FAILED, WRONG_USE, NOT_SET_UP, UNREACHABLE = 0, 1, 2, 3, 4
NO_TERMINAL, INTERRUPTED = 69, 130

_CODES = (
    (errors.WrongUse, WRONG_USE),
    (errors.NotSetUp, NOT_SET_UP),
    (errors.FolderUnreachable, UNREACHABLE),
    (errors.NoTerminal, NO_TERMINAL),
)


def main(arguments: list[str]) -> int:
    """Do what the arguments say; gives the exit code of shared contract: 0, 1, 2, 3, 4, 69, 130."""
    i18n.use_language(chosen_language(os.environ))
    argparse_words.translate()
    output.prepare()
    args = build_parser().parse_args(arguments)
    module, function = args.run.split(":")
    try:
        command = getattr(importlib.import_module(f"companion.cli.{module}"), function)
        code: int = command(args)
        sys.stdout.flush()
        return code
    except errors.CompanionError as error:
        output.say(str(error))
        return next((code for kind, code in _CODES if isinstance(error, kind)), FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:
        output.say(_unexpected(error))
        return FAILED


def _unexpected(error: Exception) -> str:
    """Log what went wrong; the sentence that says so and names the log."""
    import traceback

    from companion.storage.disk.log import append_log
    from companion.storage.disk.paths import find_paths

    log = find_paths(os.environ).log
    append_log(log, "".join(traceback.format_exception(error)))
    return _("Something went wrong inside companion ({error}). Details stand in {log}.").format(
        error=type(error).__name__, log=log
    )
