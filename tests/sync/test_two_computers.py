"""Two computers with the real Syncthing between them, its settings as they come.

The words typed and the places they go to follow from seeds; when Syncthing delivers does not.
"""

import itertools
import re
import shutil
import statistics
import time
from collections import Counter

import pytest

pytestmark = pytest.mark.slow

WORD = re.compile(r"[a-z]\d+[A-Z]")
SETTLED = 120
"""Seconds until all is everywhere: twice as long as Syncthing holds a busy file back."""
MEDIAN_AGE, WORST_AGE = 15, 25
"""Seconds that what the partner sees may be behind, while the typing never stops."""
ON_SCREEN = 0.3
"""Seconds from a file's arrival to its words in the open document, in the median."""


def together(programs, patiently):
    """End the typing, and wait until all show the same."""
    for program in programs:
        program.rest()
    patiently(lambda: same(programs), "all show every word", SETTLED)


def same(programs):
    texts = {program.text for program in programs}
    return len(texts) == 1 and typed(programs) <= set(WORD.findall(*texts))


def typed(programs):
    return {event["word"] for program in programs for event in program.events("typed")}


def check(text, words):
    """Every word that was typed stands there once, whole, and nothing else does; tells so."""
    found = Counter(WORD.findall(text))
    lost = words - set(found)
    doubled = {word for word, times in found.items() if times > 1}
    assert not lost
    assert not doubled
    begin = ("", "\n")  # each person's first words have a line of their own
    assert WORD.sub("", text) in begin
    return f"{len(words)} words, 0 lost, 0 doubled"


def conflicts(computers):
    return [path for one in computers for path in one.shared.rglob("*sync-conflict*")]


def apart(computer, seconds):
    """No connection for a while."""
    computer.syncthing.pause()
    time.sleep(seconds)
    computer.syncthing.resume()


def test_nothing_is_lost_or_doubled_and_nobody_meets_a_conflict(
    computers, session, tmp_path, patiently, capsys
):
    anna, bert = computers
    programs = [anna.launch(session, "a"), bert.launch(session, "b")]
    old_home = shutil.copytree(bert.home, tmp_path / "old")
    for program in programs:
        program.type()
    for computer in computers:
        time.sleep(12)
        apart(computer, 12)
    together(programs, patiently)
    before = check(programs[0].text, typed(programs))
    assert not conflicts(computers), "with one device a person there is no conflict"

    # Anna's home is copied to Bert's computer while she types, and both go on under one device id;
    # Bert begins again with a home from before his first word.
    programs[0].type()
    copy = copy_home(anna, bert, tmp_path / "copy")
    programs[1].end()
    shutil.rmtree(bert.home)
    shutil.move(old_home, bert.home)
    running = [programs[0], bert.launch(session, "c", copy), bert.launch(session, "d")]
    for program in running:
        program.type()
    apart(anna, 25)
    time.sleep(12)
    together(running, patiently)
    after = check(running[0].text, typed([*programs, *running]))
    copies = conflicts(computers)
    assert copies, "two devices under one id wrote the same file while they were apart"
    with capsys.disabled():
        print(  # noqa: T201
            f"\none device a person: {before}, no conflict copy; "
            f"cloned and restored: {after}, {len(copies)} conflict copies merged"
        )


def copy_home(owner, user, to):
    """Copy a home that is in use to another computer, where the shared folder is elsewhere."""
    shutil.copytree(owner.home, to, ignore=shutil.ignore_patterns("~$*"))
    settings = to / "settings.json"
    settings.write_text(settings.read_text().replace(str(owner.shared), str(user.shared)))
    return to


def test_the_partner_sees_what_is_typed_soon_though_the_typing_never_stops(
    computers, session, patiently, capsys
):
    anna, bert = computers
    writer, reader = anna.launch(session, "a"), bert.launch(session, "b")
    writer.type()
    # Syncthing may hold back the first changes for a minute: how soon is told from these on.
    patiently(lambda: any(e["text"] for e in reader.events("shown")), "words arrive", patience=90)
    time.sleep(120)
    writer.rest()
    found = ages(writer.events("typed"), reader.events("shown"))
    waits = [wait for event in reader.events("merged") for wait in event["waited"]]
    with capsys.disabled():
        print(  # noqa: T201
            f"\nage: median {statistics.median(found):.1f} s, worst {max(found):.1f} s; file to "
            f"document: median {statistics.median(waits):.3f} s, worst {max(waits):.3f} s"
        )
    assert len(found) > 100, "the partner saw too little to tell"
    assert statistics.median(found) <= MEDIAN_AGE
    assert max(found) <= WORST_AGE
    assert statistics.median(waits) <= ON_SCREEN


def ages(typed, shown):
    """How old the newest word on the partner's screen was, each second from the first one on."""
    when = {event["word"]: event["at"] for event in typed}
    seen = [(e["at"], max(map(when.get, WORD.findall(e["text"])))) for e in shown if e["text"]]
    end = max(when.values())
    times = itertools.takewhile(lambda at: at < end, itertools.count(seen[0][0]))
    return [at - max(word for since, word in seen if since <= at) for at in times]
