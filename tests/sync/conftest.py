"""Two people's computers, each with a Syncthing of its own and programs that type on it."""

import contextlib
import copy
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 30
"""Seconds for a program to start, to find its peer, or to end, before a test gives up."""
TYPIST = str(Path(__file__).with_name("typist.py"))
KEY = "known-to-this-test-alone"
FOLDER = "both"
QUIET = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "urAccepted": "-1",
    "crashReportingEnabled": "false",
    "autoUpgradeIntervalH": "0",
    "startBrowser": "false",
    "reconnectionIntervalS": "5",
}
"""What would reach beyond this machine, off, and peers who look for each other more often after a
pause; when files are passed on is left as it is."""


class Syncthing:
    """One instance on loopback, with a home of its own, that keeps one folder with one peer."""

    def __init__(self, home: Path, shared: Path) -> None:
        self._home, self._shared = home, shared
        self._port, self._rest_port = free_port(), free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._run("generate", "--no-default-folder", "--skip-port-probing")
        self.id = self._run("--device-id").strip()

    @property
    def address(self) -> str:
        """Where it listens for its peer."""
        return f"tcp://127.0.0.1:{self._port}"

    def share_with(self, peer: "Syncthing") -> None:
        """Keep the folder with `peer`, from the start on."""
        self._peer = peer.id
        path = self._home / "config.xml"
        root = ET.parse(path).getroot()
        options = {f"options/{name}": value for name, value in QUIET.items()}
        rest = {"gui/address": f"127.0.0.1:{self._rest_port}", "gui/apikey": KEY}
        for name, value in {**options, **rest, "options/listenAddress": self.address}.items():
            root.find(name).text = value
        device = ET.SubElement(root, "device", id=peer.id, name="peer")
        ET.SubElement(device, "address").text = peer.address
        folder = copy.deepcopy(root.find("defaults/folder"))  # with me in it
        folder.attrib |= {"id": FOLDER, "path": str(self._shared)}
        ET.SubElement(folder, "device", id=peer.id)
        root.append(folder)
        ET.ElementTree(root).write(path)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = ["syncthing", "serve", "--home", str(self._home), "--no-restart", "--no-upgrade"]
        with (self._home / "output.txt").open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, env=self._environ)
        wait_until(self._answers, "Syncthing answers")

    def stop(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(PATIENCE)

    def pause(self) -> None:
        """Lose sight of the peer."""
        self._ask(f"system/pause?device={self._peer}", post=True)

    def resume(self) -> None:
        """Look for the peer again, and wait until it is there."""
        self._ask(f"system/resume?device={self._peer}", post=True)
        self.meet()

    def meet(self) -> None:
        """Wait until it is connected with its peer."""
        wait_until(self._connected, "the two Syncthings find each other")

    def scan(self) -> None:
        """Look for new files now."""
        self._ask(f"db/scan?folder={FOLDER}", post=True)

    def _connected(self) -> bool:
        return self._ask("system/connections")["connections"][self._peer]["connected"]

    def _answers(self) -> bool:
        try:
            return self._ask("system/ping") == {"ping": "pong"}
        except OSError:
            return False

    def _ask(self, what: str, post: bool = False) -> Any:
        url = f"http://127.0.0.1:{self._rest_port}/rest/{what}"
        request = urllib.request.Request(url, b"" if post else None, {"X-API-Key": KEY})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or b"{}")

    def _run(self, *words: str) -> str:
        return run("syncthing", *words, "--home", str(self._home), env=self._environ)

    @property
    def _environ(self) -> dict[str, str]:
        return {**os.environ, "HOME": str(self._home)}


class Program:
    """A program that types words that bear its letter; see typist.py."""

    def __init__(self, home: Path, session: str, letter: str) -> None:
        self._log = home.with_name(f"{letter}.jsonl")
        command = [sys.executable, TYPIST, str(home), session, letter, str(ord(letter))]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, text=True)

    def type(self) -> None:
        """Type from now on."""
        self._say("type")

    def rest(self) -> None:
        """Type no more, but keep looking for news."""
        self._say("rest")

    def end(self) -> None:
        """Quit as a person does: everything is saved and shared first."""
        self._process.stdin.close()
        assert self._process.wait(PATIENCE) == 0

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()

    def events(self, kind: str) -> list[dict[str, Any]]:
        """What it told so far of one kind, in order."""
        lines = self._log.read_text(encoding="utf-8").split("\n")[:-1]  # the last may be half there
        return [event for event in map(json.loads, lines) if event["kind"] == kind]

    @property
    def text(self) -> str:
        """What its open document says."""
        shown = self.events("shown")
        return shown[-1]["text"] if shown else ""

    def _say(self, word: str) -> None:
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()


class Computer:
    """One person's: a home, a copy of the shared folder, a Syncthing, and what runs there."""

    def __init__(self, root: Path) -> None:
        self.home, self.shared = root / "home", root / "shared"
        self.shared.mkdir(parents=True)
        self.syncthing = Syncthing(root / "syncthing", self.shared)
        self.programs: list[Program] = []

    def companion(self, *words: str) -> str:
        """Run a command of companion's; gives what it printed."""
        environ = {**os.environ, "COMPANION_HOME": str(self.home)}
        return run(sys.executable, "-m", "companion", *words, env=environ)

    def launch(self, session: str, letter: str, home: Path | None = None) -> Program:
        """Start a program on a session, from this home or another one."""
        self.programs.append(Program(home or self.home, session, letter))
        wait_until(lambda: self.programs[-1].events("shown"), "a program opens the session")
        return self.programs[-1]

    def stop(self) -> None:
        """End everything."""
        for program in self.programs:
            program.kill()
        self.syncthing.stop()


def run(*command: str, env: dict[str, str]) -> str:
    """Run a command to its end; gives what it printed."""
    return subprocess.run(
        command, env=env, check=True, capture_output=True, text=True, timeout=PATIENCE
    ).stdout


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(true: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Wait until `true()`; an AssertionError names `what` did not come about in time."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.1)


@pytest.fixture
def patiently() -> Callable[..., None]:
    return wait_until


@pytest.fixture
def computers(tmp_path: Path) -> Iterator[tuple[Computer, Computer]]:
    """Anna's and Bert's, connected, with nothing in the folder yet."""
    if shutil.which("syncthing") is None:
        pytest.skip("syncthing is not installed: no real peer to try the notes with")
    both = Computer(tmp_path / "anna"), Computer(tmp_path / "bert")
    with contextlib.ExitStack() as stack:
        for one, other in (both, both[::-1]):
            stack.callback(one.stop)
            one.syncthing.share_with(other.syncthing)
        for one in both:
            one.syncthing.start()
        both[0].syncthing.meet()
        yield both


@pytest.fixture
def session(computers: tuple[Computer, Computer]) -> str:
    """The id of a session that both computers have."""
    anna, bert = computers
    anna.companion("setup", "--me", "Anna", "--partner", "Bert", "--folder", str(anna.shared))
    made = json.loads(anna.companion("session", "feedback-02", "--json"))["id"]
    anna.syncthing.scan()
    arrived = bert.shared / "sessions" / made
    wait_until(lambda: any(arrived.glob("*.json")), "the session arrives")
    bert.companion("setup", "--me", "Bert", "--partner", "Anna", "--folder", str(bert.shared))
    return made
