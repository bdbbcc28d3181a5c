"""What the shared folder tells, in words: of the partner, every device, and what is not shown."""

from datetime import datetime, timedelta
from pathlib import Path

from companion.domain.diagnosis import Check
from companion.domain.durations import age_words, span_words
from companion.domain.people import Pair, Person
from companion.domain.text import one_line
from companion.i18n import N_, _, ngettext
from companion.storage.sync.shared_folder import (
    DAMAGED,
    FOREIGN,
    FORKED,
    NEWER,
    UNREADABLE,
    Problem,
)
from companion.workspace.sync.sync_report import DeviceState, SyncReport

QUIET = timedelta(days=7)
"""Without news for longer, a stopped sync tool is likelier than silence."""
AHEAD, BEHIND = timedelta(minutes=2), timedelta(days=1)
"""How far a partner's clock may seem off: behind is also what comes late by a slow way."""
MOST_NAMED = 20
"""Files that are named one by one."""

_PROBLEMS = {
    DAMAGED: (
        N_("{path} is damaged or not whole yet; it is left out."),
        N_("Nothing to do: it is read as soon as it is whole, and left as it is until then."),
    ),
    NEWER: (
        N_("{path} was written by a newer companion; it is left out."),
        N_("Update companion on this computer. Your own notes go on meanwhile."),
    ),
    FOREIGN: (
        N_("{path} is not a file of these notes; it is left out."),
        N_("Nothing to do. When you know whose it is, you may move it to another folder."),
    ),
    FORKED: (
        N_("{path} and the notes here contradict each other; it is left out."),
        N_(
            "Nothing is lost: its words stand in the file, for any text editor. Perhaps one "
            "computer was resumed twice from the same saved moment. Go on on one of the two only: "
            "copy from the file what is missing here, and move it to another folder."
        ),
    ),
    UNREADABLE: (
        N_("{path} cannot be read now."),
        N_("It is tried again by itself. Let the sync tool keep the folder on this computer."),
    ),
}


def pair_check(pair: Pair, there: tuple[Person, ...]) -> Check:
    """Whether the folder holds the notes of these two."""
    names = _(" and ").join(person.name for person in pair.people)
    if {person.id for person in there} == {person.id for person in pair.people}:
        sentence = _("The folder holds the notes of {names}.")
        return Check("pair", True, sentence.format(names=names))
    if not there:
        return Check("pair", False, _("The folder does not say yet whose notes it holds."),
                     _("Wait until the sync tool has brought all of it here."))  # fmt: skip
    others = _(" and ").join(person.name for person in there)
    return Check(
        "pair", False,
        _("The folder holds the notes of {others}, not of {names}.").format(
            others=others, names=names
        ),
        _("Choose the folder that the two of you share, in Settings (0) or with companion setup."),
    )  # fmt: skip


def partner_checks(partner: Person, report: SyncReport, now: datetime) -> list[Check]:
    """When the partner was heard last, and what their clock says."""
    theirs = [device for device in report.devices if device.person == partner.id]
    if not theirs:
        return [_unheard(partner)]
    newest = theirs[0]
    age = now - newest.seen_here
    heard = _("Last heard from {name}: {age}.").format(name=partner.name, age=age_words(age))
    remedy = _("If {name} wrote since, look whether the sync tool runs on both computers.")
    return [
        Check("partner", True, heard, remedy.format(name=partner.name) if age > QUIET else ""),
        Check("partner-clock", True, _clock_words(partner, newest)),
    ]


def _unheard(partner: Person) -> Check:
    return Check(
        "partner", False, _("Nothing has come from {name} yet.").format(name=partner.name),
        _("Let {name} set up companion with this folder, and look whether the sync tool runs on "
          "both computers. If you share one computer, all is well.").format(name=partner.name),
    )  # fmt: skip


def _clock_words(partner: Person, newest: DeviceState) -> str:
    if newest.written is None:
        sentence = _("{name}'s clock cannot be told; nothing depends on it.")
        return sentence.format(name=partner.name)
    gap = newest.written - newest.seen_here
    if -BEHIND <= gap <= AHEAD:
        return _("{name}'s clock agrees with this one, as far as can be told.").format(
            name=partner.name
        )
    sentence = (
        _("{name}'s clock seems {time} ahead; nothing depends on it.")
        if gap > AHEAD
        else _("{name}'s clock seems {time} behind; nothing depends on it.")
    )
    return sentence.format(name=partner.name, time=span_words(gap))


def device_checks(pair: Pair, report: SyncReport, now: datetime) -> list[Check]:
    """Every device with its age and what it shows to have."""
    return [Check("device", True, _device_words(pair, d, now)) for d in report.devices]


def _device_words(pair: Pair, device: DeviceState, now: datetime) -> str:
    if device.mine:
        sentence = _("This computer ({device}): wrote {age}.")
    elif device.has_all is None:
        sentence = _("{name} ({device}): wrote {age}.")
    elif device.has_all:
        sentence = _("{name} ({device}): wrote {age}, having all of yours.")
    else:
        sentence = _("{name} ({device}): wrote {age}, before your newest words arrived there.")
    return sentence.format(
        name=one_line(pair.name_of(device.person), 40),
        device=one_line(device.device, 20),
        age=age_words(now - device.seen_here),
    )


def words_check(report: SyncReport) -> Check:
    """Whether all that is saved here is shared."""
    if not report.unshared:
        return Check("shared-words", True, _("All that you wrote is in the shared folder."))
    sentence = ngettext(
        "Words in {count} session are saved here and not in the shared folder.",
        "Words in {count} sessions are saved here and not in the shared folder.",
        report.unshared,
    )
    return Check("shared-words", False, sentence.format(count=report.unshared),
                 _("Nothing to do: companion shares them by itself while it is open."))  # fmt: skip


def file_checks(folder: Path, report: SyncReport) -> list[Check]:
    """Every file that is left out, copies that a sync tool made, and what was not looked at."""
    checks = [_problem_check(folder, problem) for problem in report.problems[:MOST_NAMED]]
    more = len(report.problems) - MOST_NAMED
    if more > 0:
        sentence = ngettext("{count} more file is left out.", "{count} more files are left out.",
                            more)  # fmt: skip
        checks.append(Check("set-aside", False, sentence.format(count=more)))
    if not report.problems:
        checks.append(Check("set-aside", True, _("Every file of the notes can be read.")))
    if report.copies:
        checks.append(Check("copies", True, _copies_words(report.copies)))
    if report.unread:
        sentence = ngettext("{count} old session was not looked at, for lack of time.",
                            "{count} old sessions were not looked at, for lack of time.",
                            report.unread)  # fmt: skip
        checks.append(Check("unread", True, sentence.format(count=report.unread)))
    return checks


def _problem_check(folder: Path, problem: Problem) -> Check:
    sentence, remedy = _PROBLEMS[problem.kind]
    path = one_line(problem.path.relative_to(folder).as_posix(), 200)
    return Check("set-aside", False, _(sentence).format(path=path), _(remedy))


def _copies_words(count: int) -> str:
    return ngettext(
        "The sync tool made {count} copy of a file; what it says is in your notes.",
        "The sync tool made {count} copies of files; what they say is in your notes.",
        count,
    ).format(count=count)
