"""A plan: from a seed to what two people do, one step after the other."""

from collections.abc import Callable
from random import Random

from companion.commands.table import COMMANDS
from typists.intent import ASK_OFF, GO_OFF, OFF, PEOPLE, PRIVATE_KEYS
from typists.keys import BYTES, name_of, way_to
from typists.steps import Step
from typists.words import new_word

WORDS_EACH = 400
"""Words that one plan has at most."""
SIZES = ("80x24", "60x20", "120x40", "100x30", "40x12")
ACCENTED = ("é", "ë", "ï", "ç", "ö")
ODD = ("日本", "👩‍💻", "ﷺ", "Ω", "“", "…", "→")
BYTES_NO_TERMINAL_SENDS = (
    "e9", "ff", "9b", "c3", "f09f", "1b5b", "1b5b3c", "1b5d", "00", "1b5b323030", "80808080",
    "1b5b313b3252", "1b5b39393939393b3939393952",
)  # fmt: skip
REPORTS = ("1b5b49", "1b5b4f", "1b5b3f313b3263", "1b5b3f323032363b322479", "1b5b383b32343b383074")
"""A terminal's own: the window gets and loses the focus, what it is, what it can, its size."""
LABELS = ("Action:", "Actie:", "Besluit:", "Idee:", "Idea:", "Vraag:", "Decision:")
ENDS = ("leave", "close-window", "terminate", "kill", "kill-saved", "sleep", "start-and-type")
SAFE_KEYS = [
    name for name in BYTES if name not in ("Ctrl+Q", "Ctrl+V", "Ctrl+C", "Ctrl+X", "Ctrl+Z")
]
"""Keys that neither end the app nor double words on purpose."""
LEADER_WAYS = sorted({way_to(one.id) for one in COMMANDS if one.leader and one.id != "quit"})
"""The leader key with the letters of each command."""
COMMAND_KEYS = sorted({name_of(key) for command in COMMANDS for key in command.keys} - {"Ctrl+Q"})


def plan(seed: int, steps: int = 40) -> list[Step]:
    """The steps of a seed."""
    chance = Random(seed)
    return _Planner(chance, seed).steps(steps)


class _Planner:
    def __init__(self, chance: Random, seed: int) -> None:
        self._chance = chance
        self._next = seed * WORDS_EACH
        self._ways: dict[Callable[[str], list[Step]], int] = {
            self._types: 26, self._pastes: 6, self._labels: 6, self._key_and_types: 12,
            self._stopped: 5, self._erases: 3, self._captures: 6, self._private: 5,
            self._off_record: 4, self._presses: 9, self._leads: 6, self._presses_many: 4,
            self._mouse: 5, self._resizes: 3, self._sends: 4, self._ends: 7, self._world: 3,
            self._closes: 3, self._fills: 4, self._slows: 4, self._asks: 2,
        }  # fmt: skip

    def steps(self, many: int) -> list[Step]:
        """So many steps; most plans begin in a session that runs."""
        found = self._beginning() if self._chance.random() < 0.85 else []
        while len(found) < many:
            way = self._pick(self._ways)
            found += way(self._chance.choice(PEOPLE))
        return found[:many]

    def _beginning(self) -> list[Step]:
        first, other = self._chance.sample(PEOPLE, 2)
        begin = [Step(first, "press", ("3",)), Step(first, "press", ("F2",))]
        return [*begin, Step(other, "press", ("3",)), Step(other, "press", ("Tab",))]

    def _pick(self, weights: dict[Callable[[str], list[Step]], int]) -> Callable[[str], list[Step]]:
        return self._chance.choices(list(weights), list(weights.values()))[0]

    def _word(self) -> str:
        self._next += 1
        return new_word(self._next)

    def _words(self, most: int = 3) -> str:
        return " ".join(self._word() for _word in range(self._chance.randint(1, most)))

    # Typing

    def _types(self, who: str) -> list[Step]:
        do = self._chance.choices(
            ("type", "type-at-once", "type-slowly", "type-decomposed", "type-halves"),
            (6, 5, 1, 1, 1),
        )[0]
        text = f" {self._words()}"
        if do in ("type-decomposed", "type-halves"):
            text += self._chance.choice(ACCENTED)
            text = _decomposed(text) if do == "type-decomposed" else text
        elif self._chance.random() < 0.15:
            text = f" {self._chance.choice(ODD)}{text}"
        elif self._chance.random() < 0.2:
            text = f"{self._words()}\n{self._words()}"
        return [Step(who, do, text=text)]

    def _pastes(self, who: str) -> list[Step]:
        lines = [self._words() for _line in range(self._chance.choice((1, 1, 2, 5, 12)))]
        if self._chance.random() < 0.3:
            lines[-1] = f"{self._chance.choice(ODD)} {lines[-1]}"
        return [Step(who, "paste", text="\n".join(lines))]

    def _labels(self, who: str) -> list[Step]:
        line = f"{self._chance.choice(LABELS)} {self._words(2)}"
        end = self._chance.choice(("\n", "", f" @{self._chance.choice(PEOPLE)} fri"))
        do = self._chance.choice(("type", "type-at-once", "paste"))
        return [Step(who, do, text=f"\n{line}{end}")]

    def _key_and_types(self, who: str) -> list[Step]:
        key = self._chance.choice(("F7", "F7", "F8", "F8", "Ctrl+F", "F3", "Esc", "Tab", "3", "4",
                                   "Shift+Tab", "F6", "Ctrl+R", "Ctrl+O"))  # fmt: skip
        do = self._chance.choice(("key-and-type", "key-and-type", "key-and-paste"))
        return [Step(who, do, (key,), self._words())]

    def _stopped(self, who: str) -> list[Step]:
        if self._chance.random() < 0.3:
            return [Step(who, "stopped-type", text=f" {self._words()}")]
        key = self._chance.choice(("F7", "F8", "F3", "Ctrl+F"))
        return [Step(who, "stopped", (key,), self._words())]

    def _erases(self, who: str) -> list[Step]:
        return [Step(who, "erase", text=self._word())]

    def _captures(self, who: str) -> list[Step]:
        if self._chance.random() < 0.3:
            return [self._writes_down_at_once(who)]
        steps = [Step(who, "key-and-type", ("F8",), self._words())]
        then = self._chance.choice(("keep", "keep", "reopen", "leave it", "take back"))
        if then in ("keep", "take back"):
            steps.append(Step(who, "press", ("Enter",)))
        if then == "take back":
            steps.append(Step(who, "take-back"))
        if then == "reopen":
            steps.append(Step(who, "reopen", ("F8",)))
        if then in ("reopen", "leave it"):
            steps.append(Step(who, "press", ("Esc",)))
        return steps

    def _writes_down_at_once(self, who: str) -> Step:
        lines = [self._words() for _line in range(self._chance.choice((1, 2, 2, 3)))]
        return Step(who, "write-down-at-once", ("F8",), "\n".join(lines))

    def _private(self, who: str) -> list[Step]:
        keys = self._chance.choice(PRIVATE_KEYS)
        steps = [Step(who, "press", keys), *self._types(who)]
        return [*steps, Step(who, "press", keys)] if self._chance.random() < 0.7 else steps

    def _off_record(self, who: str) -> list[Step]:
        steps = [Step(who, "key-and-type", GO_OFF, self._words())]
        if self._chance.random() < 0.5:
            steps += self._types(self._chance.choice(PEOPLE))
        return [*steps, Step(who, "key-and-type", OFF, self._words())]

    def _asks(self, who: str) -> list[Step]:
        """To go off the record, and takes it back while something lies over the other's question;
        the other may have agreed by then."""
        other = next(name for name in PEOPLE if name != who)
        over = self._chance.choice((("F8",), ("F1",), ("Ctrl+L",), ("F7",)))
        backs = [Step(other, "press", ("Esc",)) for _layer in range(2)]
        asks = [Step(who, "press", ASK_OFF), Step("", "rest"), Step(other, "press", OFF)]
        takes_back = [Step(who, "press", OFF), Step("", "rest")]
        return [*asks, Step(other, "press", over), *takes_back, *backs]

    def _closes(self, who: str) -> list[Step]:
        steps = [Step(who, "press", ("Ctrl+R",))]
        steps += [Step(who, "press", ("F3",)) for _step in range(self._chance.randint(0, 6))]
        steps += self._types(who)
        if self._chance.random() < 0.5:
            steps.append(Step(who, "press", ("Enter",)))
        return [*steps, Step(who, "press", ("Esc",))] if self._chance.random() < 0.7 else steps

    # Keys, mouse, window

    def _presses(self, who: str) -> list[Step]:
        keys = COMMAND_KEYS if self._chance.random() < 0.7 else SAFE_KEYS
        return [Step(who, "press", (self._chance.choice(keys),))]

    def _leads(self, who: str) -> list[Step]:
        do = self._chance.choice(("press", "press-at-once"))
        return [Step(who, do, self._chance.choice(LEADER_WAYS))]

    def _presses_many(self, who: str) -> list[Step]:
        keys = self._chance.choices(COMMAND_KEYS, k=self._chance.randint(2, 4))
        return [Step(who, "press-at-once", tuple(keys))]

    def _mouse(self, who: str) -> list[Step]:
        at = f"{self._chance.randrange(80)},{self._chance.randrange(24)}"
        return [Step(who, self._chance.choice(("click", "click", "double-click", "wheel")), at=at)]

    def _resizes(self, who: str) -> list[Step]:
        return [Step(who, "resize", at=self._chance.choice(SIZES))]

    def _sends(self, who: str) -> list[Step]:
        return [Step(who, "bytes", text=self._chance.choice((*BYTES_NO_TERMINAL_SENDS, *REPORTS)))]

    # Ends

    def _ends(self, who: str) -> list[Step]:
        how = self._chance.choice(ENDS)
        go_on = Step(who, "press", ("3",))
        if how == "sleep":
            return [Step(who, how, at=self._chance.choice(("20 minutes", "2 days")))]
        if how == "start-and-type":
            return [Step(who, how, ("F8",), self._words()), Step(who, "press", ("Esc",)), go_on]
        return [Step(who, how), Step(who, "start"), go_on]

    def _world(self, _who: str) -> list[Step]:
        what = self._chance.choice(("folder", "pass", "pass", "rest"))
        if what == "folder":
            meanwhile = self._types(self._chance.choice(PEOPLE))
            return [Step("", "folder-gone"), *meanwhile, Step("", "folder-back")]
        if what == "pass":
            spans = ("3 minutes", "31 minutes", "1 days")
            return [Step("", "pass", at=self._chance.choice(spans))]
        return [Step("", "rest")]

    def _fills(self, who: str) -> list[Step]:
        meanwhile = self._pick(
            {self._types: 4, self._pastes: 1, self._labels: 1, self._private: 2, self._captures: 4,
             self._closes: 2, self._key_and_types: 4, self._presses: 2, self._leads: 4}
        )  # fmt: skip
        full, room = Step(who, "disk-full"), Step(who, "disk-room")
        return [full, *meanwhile(who), *self._types(self._chance.choice(PEOPLE)), room]

    def _slows(self, who: str) -> list[Step]:
        ways: dict[Callable[[str], list[Step]], int] = {
            self._types: 4, self._captures: 4, self._labels: 2, self._private: 1, self._closes: 2,
            self._off_record: 2, self._key_and_types: 2, self._ends: 2, self._starts_anew: 4,
        }  # fmt: skip
        each = self._chance.choice(("0.1 seconds", "0.3 seconds", "1 seconds"))
        meanwhile = [step for _way in range(2) for step in self._pick(ways)(who)]
        return [Step("", "folder-slow", at=each), *meanwhile, Step("", "folder-quick")]

    def _starts_anew(self, who: str) -> list[Step]:
        """To write lines down where no session is open: each opens and saves its document."""
        starts = [Step(who, "leave"), Step(who, "start")]
        return [*starts, self._writes_down_at_once(who), Step(who, "press", ("3",))]


def _decomposed(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFD", text)
