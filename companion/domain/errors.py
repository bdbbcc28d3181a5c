"""The errors a person can cause or meet: each says what happened, where, and what to do."""


class CompanionError(Exception):
    """A sentence for a person, already in their language; front ends show it as it is."""


class WrongUse(CompanionError):
    """The command or value itself is off, such as a date that does not exist."""


class NoRoom(WrongUse):
    """Words do not fit; the first `room` characters of them would."""

    def __init__(self, sentence: str, room: int) -> None:
        super().__init__(sentence)
        self.room = room


class NotSetUp(CompanionError):
    """Nobody has said yet who they are."""


class FolderUnreachable(CompanionError):
    """The shared folder cannot be used now; what was written is safe in the private one."""


class FolderEmptied(OSError):
    """The shared folder has nothing of what was in it: perhaps its drive is not connected."""


class NotFound(CompanionError):
    """There is no lesson, session or action with that name."""


class NoTerminal(CompanionError):
    """The app cannot be drawn here; the command line can be used instead."""
