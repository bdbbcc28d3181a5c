"""What can be typed after `companion`; each command names the function that does it."""

import argparse
import os

from companion import __version__
from companion.i18n import _

TYPE_CHECKING = False  # typing's own, without the 10 ms that importing it takes
if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def build_parser() -> argparse.ArgumentParser:
    """The parser for all commands, in the language in use.

    After parsing, `args.run` is "module:function" inside companion.cli, so that a command imports
    only what it needs.
    """
    parser = argparse.ArgumentParser(
        prog="companion",
        formatter_class=_formatter,
        description=_("Two colleagues coach each other: timed sessions and shared notes."),
        epilog=_("Without a command the app opens. Every command has its own --help."),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"companion {__version__}",
        help=_("show program's version number and exit"),
    )
    parser.add_argument("--folder", metavar=_("DIR"), help=_("the shared folder to use"))
    parser.set_defaults(run="opening:open_app")
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    _pair_commands(commands)
    _lesson_commands(commands)
    _session_commands(commands)
    _note_commands(commands)
    _review_command(commands)
    _search_command(commands)
    _bundle_commands(commands)
    return parser


def _formatter(prog: str) -> argparse.HelpFormatter:
    """argparse's own, told the width: to find it out itself it would import shutil, 5 ms."""
    wished = os.environ.get("COLUMNS", "")
    try:
        columns = int(wished) if wished.isdigit() else os.get_terminal_size().columns
    except OSError:  # a pipe
        columns = 80
    return argparse.HelpFormatter(prog, width=columns - 2)


def _pair_commands(commands: "Commands") -> None:
    command = _add(commands, "setup", "setup:set_up", _("say who you two are and what you share"))
    command.add_argument("--me", metavar=_("NAME"), required=True, help=_("your name"))
    command.add_argument("--partner", metavar=_("NAME"), help=_("your partner's name"))
    command.add_argument("--folder", metavar=_("DIR"), dest="share", help=_("the folder you share"))
    command.add_argument("--alone", action="store_true", help=_("begin without a partner"))
    command.add_argument("--lang", choices=("en", "nl"), help=_("the language you read"))
    _add(commands, "demo", "opening:open_demo", _("look around in the notes of a made-up pair"))
    _add(commands, "doctor", "doctor:doctor", _("find what to mend, and how"), json=True)
    _add(commands, "where", "setup:where", _("show every place this program uses"))


def _lesson_commands(commands: "Commands") -> None:
    command = _add(commands, "lessons", "lessons:list_lessons", _("list the lessons"), json=True)
    command.add_argument("--track", metavar="T", help=_("only this track"))
    command.add_argument("--lang", choices=("en", "nl"), help=_("only this language"))
    command = _add(commands, "lesson", "lessons:show_lesson", _("print one lesson"), json=True)
    command.add_argument("id", metavar="ID")
    command.add_argument("--lang", choices=("en", "nl"), help=_("in this language"))
    command = _add(
        commands, "agenda", "agenda:print_agenda", _("print an agenda for paper, on one page")
    )
    command.add_argument(
        "lesson", metavar=_("LESSON"), nargs="?", help=_("default: the session to come")
    )
    command.add_argument("--lang", choices=("en", "nl"), help=_("in this language"))
    command = _add(commands, "track", "programmes:show_track", _("print what a track is for"))
    command.add_argument("track", metavar="T")
    _add(commands, "programmes", "programmes:list_programmes",
         _("list the programmes you can follow"), json=True)  # fmt: skip
    command = _add(
        commands, "programme", "programmes:show_programme", _("print one programme, or follow it")
    )
    command.add_argument("id", metavar="ID", help=_("seven or four"))
    one = command.add_mutually_exclusive_group()
    one.add_argument("--adopt", action="store_true", help=_("follow it, both of you"))
    one.add_argument("--leave", action="store_true", help=_("follow none any more"))
    command = _add(commands, "check", "lessons:check", _("find what a lesson's author should mend"))
    command.add_argument("paths", metavar=_("PATH"), nargs="+")
    command = _add(commands, "lesson-new", "lessons:new_lesson", _("write an empty valid lesson"))
    command.add_argument("id", metavar="ID", help=_("for example feedback-06"))
    command.add_argument("-o", dest="out", metavar=_("DIR"), help=_("where to (default: here)"))


def _session_commands(commands: "Commands") -> None:
    command = _add(
        commands, "sessions", "sessions:list_sessions", _("list your sessions"), json=True
    )
    command.add_argument("--thrown", action="store_true", help=_("those that were thrown away"))
    command = _add(
        commands, "drop", "sessions:throw_away", _("throw a session away, or bring it back")
    )
    command.add_argument("session", metavar=_("SESSION"))
    command.add_argument("--back", action="store_true", help=_("let it be in the lists again"))
    command = _add(commands, "reopen", "sessions:reopen",
                   _("open a session again that was closed today or yesterday"))  # fmt: skip
    command.add_argument("session", metavar=_("SESSION"))
    command = _add(
        commands, "session", "sessions:new_session", _("make a session from a lesson"), json=True
    )
    command.add_argument("lesson", metavar=_("LESSON"))
    command.add_argument(
        "--minutes",
        type=int,
        choices=(25, 45, 60),
        help=_("fit its agenda to this length (default: as the lesson has it)"),
    )
    command = _add(commands, "point", "points:add_point", _("add a talking point for next time"))
    command.add_argument("text", metavar=_("TEXT"))
    command.add_argument("--session", metavar="ID", help=_("which one (default: the next planned)"))
    _add(commands, "points", "points:list_points", _("list your talking points"), json=True)


def _note_commands(commands: "Commands") -> None:
    command = _add(commands, "note", "notes:add_note", _("add a paragraph to the shared notes"))
    command.add_argument("text", metavar=_("TEXT"), help=_("the words; - reads them from a pipe"))
    command.add_argument("--session", metavar="ID", help=_("which one (default: the latest)"))
    command.add_argument(
        "--item", metavar="N", type=int, default=0, help=_("number of the agenda item")
    )
    command.add_argument(
        "--correction",
        action="store_true",
        help=_("add a correction to a session that is closed"),
    )
    command = _add(commands, "notes", "notes:show_notes", _("print the notes"), json=True)
    command.add_argument("session", metavar=_("SESSION"), nargs="?")
    command = _add(commands, "export", "export:export", _("print or write a session's minutes"))
    command.add_argument("session", metavar=_("SESSION"), nargs="?")
    command.add_argument(
        "--format",
        choices=("md", "html", "json", "csv", "ics"),
        help=_("md (default), html to print, json all of it, csv actions, ics dates"),
    )
    command.add_argument(
        "-o", dest="out", metavar=_("FILE"), help=_("a new file; its ending says the format too")
    )
    command = _add(commands, "history", "history:history",
                   _("list what notes said before, or bring it back"), json=True)  # fmt: skip
    command.add_argument("session", metavar=_("SESSION"), nargs="?")
    command.add_argument("--item", metavar="N", type=int, help=_("only this agenda item's notes"))
    one = command.add_mutually_exclusive_group()
    one.add_argument("--show", metavar="K", type=int, help=_("print this version"))
    one.add_argument("--back", metavar="K", type=int, help=_("bring this version back"))
    _add(commands, "actions", "actions:list_actions", _("list what you promised"), json=True)
    command = _add(commands, "action", "actions:add_action", _("add an action"))
    command.add_argument("text", metavar=_("TEXT"))
    command.add_argument("--who", metavar=_("NAME"), help=_("who does it"))
    command.add_argument("--due", metavar=_("DATE"), help=_("by when: fri, +3d, 1 dec, 2026-12-01"))
    command = _add(commands, "done", "actions:finish_action", _("mark an action as done"))
    command.add_argument("id", metavar="ID", help=_("its id, or a unique beginning of it"))
    _add(commands, "ideas", "ideas:list_ideas", _("list your ideas"), json=True)
    command = _add(commands, "idea", "ideas:add_idea", _("add an idea"))
    command.add_argument("text", metavar=_("TEXT"))


def _review_command(commands: "Commands") -> None:
    command = _add(
        commands, "review", "review:review", _("ask the recall questions that are due"), json=True
    )
    command.add_argument("--all", action="store_true", help=_("list every card, due or not"))
    one = command.add_mutually_exclusive_group()
    one.add_argument("--add", metavar=_("LESSON"), help=_("ask this lesson's questions too"))
    one.add_argument("--suspend", metavar="ID", help=_("do not ask this card any more"))
    one.add_argument("--resume", metavar="ID", help=_("ask it again"))
    one.add_argument("--reset", metavar="ID", help=_("let this card begin anew, or: all"))
    one.add_argument("--undo", action="store_true", help=_("take back what was done last"))
    one.add_argument("--export", metavar=_("FILE"), help=_("write all cards as Q: and A: lines"))
    one.add_argument(
        "--import", metavar=_("FILE"), dest="import_cards", help=_("make own cards of such a file")
    )


def _search_command(commands: "Commands") -> None:
    command = _add(commands, "search", "search:search",
                   _("find words in all notes, actions, ideas and lessons"), json=True)  # fmt: skip
    # All that follows is words, also what begins with a minus.
    command.add_argument("words", metavar=_("WORDS"), nargs=argparse.REMAINDER)
    command.epilog = _(
        'All words must be there. "two words" in quotes stand next to each other, -word must '
        "not be there, wor* may go on. who:bert, kind:action, after:oct and before:2026-11-01 "
        "leave out the rest. Your private notes are found on this device only."
    )


def _bundle_commands(commands: "Commands") -> None:
    command = _add(commands, "pack", "bundles:pack", _("put all your notes into one file"))
    command.add_argument(
        "-o",
        dest="out",
        metavar=_("FILE"),
        help=_("its name, or the folder for it (default: here)"),
    )
    command.epilog = _(
        "For a stick or a mail, where no folder is synced. Your own lessons do not go along; a "
        "session carries a copy of its lesson."
    )
    command = _add(commands, "unpack", "bundles:unpack", _("take in what somebody packed"))
    command.add_argument("file", metavar=_("FILE"))
    command.epilog = _("In any order and any number of times: nothing is lost or doubled.")


def _add(
    commands: "Commands",
    name: str,
    run: str,
    sentence: str,
    json: bool = False,
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=sentence,
        description=sentence[:1].upper() + sentence[1:] + ".",
        formatter_class=_formatter,
    )
    command.set_defaults(run=run)
    if json:
        command.add_argument("--json", action="store_true", help=_("print JSON, for programs"))
    return command
