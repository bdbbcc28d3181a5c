"""The two of them, their apps, one folder: steps are played, and words are followed."""

import shutil
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from companion.storage.disk.paths import Places
from companion.workspace import Workspace
from companion.workspace.environment import Environment
from companion.workspace.setup.setup import set_up_pair
from typists import disk, endings, follow, verdict
from typists.entry import CLOCK, DELAY, FOLDER, PLANT, seconds_in, shifted_now
from typists.files import Folder, standing
from typists.keys import way_to
from typists.person import Person, Start, waited
from typists.seen import Seen
from typists.steps import Step
from typists.verdict import KEPT, LEAKED, LOST, SCREENS, SLOW, Finding, look_at_frame
from typists.words import OFF_RECORD, SHARED, Word

UNDO_KEYS = way_to("undo")
"""What takes back what was done last, also for somebody who types."""
ANSWER = 1.0
"""Seconds within which each step has to be answered."""


class World:
    """What a plan is played in."""

    def __init__(self, root: Path, launcher: Start | None, plant: str = "") -> None:
        self.root, self.shared, self.clock = root, root / "shared", root / "clock"
        root.mkdir(parents=True)
        self.delay = root / "delay"
        self._launcher = launcher
        entry = {CLOCK: str(self.clock), PLANT: plant,
                 FOLDER: str(self.shared), DELAY: str(self.delay)}  # fmt: skip
        self.people = {
            "Anna": Person("Anna", "en", root / "anna", entry),
            "Bert": Person("Bert", "nl", root / "bert", entry),
        }
        self.words: list[Word] = []
        self.findings: list[Finding] = []
        self.step = 0
        self.files = {"shared": Folder(self.shared)}
        self.files |= {name: Folder(person.home) for name, person in self.people.items()}
        self._set_up()

    def _set_up(self) -> None:
        for name, other, language in (("Anna", "Bert", "en"), ("Bert", "Anna", "nl")):
            workspace = self.workspace(name)
            set_up_pair(workspace, name, other, self.shared)
            workspace.set_language(language)
            if name == "Anna":
                workspace.create_session("feedback-02").close()
            workspace.close()

    def workspace(self, name: str) -> Workspace:
        """What an app of this person would open."""
        places = Places(self.people[name].home)
        return Workspace(Environment(places, lambda: shifted_now(self.clock)))

    # Playing

    def play(self, steps: Sequence[Step], *, twice: bool) -> None:
        """Do every step in turn; `twice`: the screens of who is first are judged by two."""
        first = next((step.who for step in steps if step.who), "Anna")
        self.people[first].is_judged_twice = twice
        for self.step, step in enumerate(steps, start=1):
            if step.who:
                self._do(self.people[step.who], step)
            else:
                self._happen(step)
            self._look_at_files()

    def play_end(self) -> None:
        """The folder is there and both leave, so that all there is gets shared."""
        self._happen(Step("", "folder-back"))
        self._happen(Step("", "folder-quick"))
        for person in self.people.values():
            self._app_of(person)
            disk.make_room(self, person)
            endings.end(self, person, "leave")
        self._look_at_files()

    def report(self, kind: str, what: str) -> None:
        """Take note of something that a promise forbids."""
        if not any((found.kind, found.what) == (kind, what) for found in self.findings):
            self.findings.append(Finding(kind, self.step, what))

    def _do(self, person: Person, step: Step) -> None:
        match step.do:
            case "leave" | "close-window" | "terminate" | "kill" | "kill-saved":
                endings.end(self, person, step.do)
            case "start":
                self._app_of(person)
            case "start-and-type":
                endings.end(self, person, "leave")
                person.start(self._launcher)
                self._type(person, step, Seen(()))
            case "sleep":
                self._sleep(person, step.at)
            case "disk-full":
                self._app_of(person)
                person.fill_disk()
            case "disk-room":
                disk.make_room(self, person)
            case "reopen":
                self._reopen(person, step)
            case "take-back":
                self._app_of(person)
                self._type(person, Step(person.name, step.do, UNDO_KEYS), None)
            case _:
                self._app_of(person)
                if step.keys:  # what these mean depends on a screen that is at rest
                    person.settle()
                self._type(person, step, person.look())

    def _app_of(self, person: Person) -> None:
        if person.program is None:
            person.start(self._launcher)
            person.app.until(" (EN|NL)")
            person.settle()
            self._look(person)

    def _type(self, person: Person, step: Step, before: Seen | None) -> None:
        """Do a step with keys, and take note of the words in it."""
        before = before or person.look()
        waiting, cells = waited(person.app.pid), person.app.cells()
        around = verdict.word_around_caret(person.app.screen)
        person.act(step)
        busy = person.settle(escape=bool(step.keys and step.keys[-1] == "Esc"))
        busy -= waited(person.app.pid) - waiting  # what other programs took of the machine
        if person.app.process.poll() is not None:
            endings.ended_by_itself(self, person)
            return
        if step.do == "resize":
            person.app.screen.let_wide_be()
        after = self._look(person)
        follow.note_words(self, person, step, before, after)
        follow.note_parted(self, person, step, around, after)
        follow.note_erased(self, person, step, before, after)
        follow.note_undone(self, person, step, before)
        follow.note_written(self, person, step, before, after)
        follow.note_dead(self, person, step, before, cells)
        disk.note_told(self, person)
        if busy > ANSWER and step.do not in ("stopped", "stopped-type"):
            self.report(SLOW, f"{step} was answered after {busy:.1f} seconds")

    def _reopen(self, person: Person, step: Step) -> None:
        """What stood in a dialog stands there again when it is opened again."""
        self._app_of(person)
        before = person.look()
        if before.dialog is None:
            return
        shown = [word for word in self.words if not word.gone and word.who == person.name
                 and before.shows_in_dialog(word.text)]  # fmt: skip
        for keys in (("Esc",), step.keys):
            self._type(person, Step(person.name, "press", keys), None)
        after = person.look()
        if after.dialog is None:
            return
        for word in shown:
            if word.due and not after.shows(word.text):
                self.report(LOST, f"{person.name}'s {word.text} is not shown where it was typed")

    def _happen(self, step: Step) -> None:
        """What happens to both."""
        away = self.root / "away"
        match step.do:
            case "folder-gone" if self.shared.exists():
                self.shared.rename(away)
            case "folder-back" if away.exists():
                if self.shared.exists():
                    shutil.rmtree(self.shared)
                away.rename(self.shared)
            case "folder-slow":
                self.delay.write_text(step.at.split()[0])
            case "folder-quick":
                self.delay.unlink(missing_ok=True)
            case "pass":
                self._wind(step.at)
            case "rest":
                self._rest()

    def _wind(self, how_long: str) -> None:
        number, unit = how_long.split()
        seconds = int(number) * {"minutes": 60, "hours": 3600, "days": 86400}[unit]
        self.clock.write_text(str(seconds_in(self.clock) + seconds))

    def _sleep(self, person: Person, how_long: str) -> None:
        self._app_of(person)
        person.app.signal(signal.SIGSTOP)
        self._wind(how_long)
        person.app.signal(signal.SIGCONT)
        person.settle()
        self._look(person)

    def _rest(self) -> None:
        """Wait until nothing is written any more."""
        deadline = time.monotonic() + 10
        quiet = time.monotonic()
        while time.monotonic() < min(deadline, quiet + 2.3):
            for person in self.people.values():
                if person.program is not None:
                    person.app.hear(0.05)
            if any(folder.refresh() for folder in self.files.values()):
                quiet = time.monotonic()

    # Looking

    def _look(self, person: Person) -> Seen:
        """Look at the screen of somebody, and at the other's in passing."""
        for other in self.people.values():
            if other.program is not None:
                while other.app.hear():
                    pass
        seen = person.look()
        for kind, what in look_at_frame(person.app.screen, seen):
            self.report(kind, f"{person.name} {what}")
        for what in person.look_twice():
            self.report(SCREENS, f"{person.name} {what}")
        return seen

    def _look_at_files(self) -> None:
        """No private word under SHARED, no word that was off the record in any file."""
        for name, folder in self.files.items():
            for path, data in folder.news():
                for word in self.words:
                    if word.kind == SHARED or word.text.encode() not in data:
                        continue
                    if word.kind == OFF_RECORD:
                        self.report(KEPT, f"{word.who}'s {word.text} stands in {name}/{path.name}")
                    elif name == "shared":
                        self.report(LEAKED, f"{word.who}'s {word.text} stands in {path.name}")

    def missing(self, who: str) -> Iterator[Word]:
        """The words of somebody that have to stand in a file and do not."""
        for folder in self.files.values():
            folder.refresh()
        for word in self.words:
            folders = self.files["shared"], self.files[who]
            mine = word.who == who and word.due and not word.gone
            if not mine or next(standing(folders, word.text), None) is not None:
                continue
            if follow.is_parted_unseen(self.people[who], word):
                word.gone = f"{who} typed into it"
            else:
                yield word

    def pass_time(self, seconds: float) -> None:
        """Let time go by, and read what the apps write meanwhile."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            for person in self.people.values():
                if person.program is not None:
                    person.app.hear(min(left, 0.05))

    def end(self) -> None:
        """Leave no process behind."""
        for person in self.people.values():
            person.take_away()
