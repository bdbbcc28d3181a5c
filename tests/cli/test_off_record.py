"""Commands while a session is off the record: what they are given is kept nowhere."""

from datetime import UTC, datetime

import pytest

from companion.storage.disk.paths import Places
from companion.workspace import Environment, Workspace

WORDS = "what was said"
REFUSAL = {
    "en": "The session “Say what you saw: feedback in four steps” is off the record, so nothing is "
    "written down. In companion it is the first line of Home (^l g 1); once it is open, ^l o goes "
    "back on the record.",
    "nl": "De sessie “Say what you saw: feedback in four steps” is buiten het verslag: er wordt "
    "niets genoteerd. In companion is het de eerste regel van Start (^l g 1); staat de sessie "
    "open, dan ga je met ^l o terug in het verslag.",
}


@pytest.fixture
def session(pair, tmp_path):
    """A running session off the record, in whose second note somebody wrote twice before."""
    name = pair("session", "feedback-02", "--json").json["id"]
    for words in ("not proactive was a label; the film shows three weeks without a reply", "more"):
        assert pair("note", "--item", "2", words).code == 0
    workspace = Workspace(Environment(Places(tmp_path / "anna"), lambda: datetime.now(UTC)))
    running = workspace.open_session(name)
    running.start()
    running.go_off_record()
    workspace.save(running)
    workspace.close()
    return name


def everything(companion):
    """All that the pair's notes say."""
    lists = "notes", "points", "actions", "ideas", "history"
    return [companion(what, "--json").json for what in lists]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("command", ["note", "point", "action", "idea"])
def test_nothing_is_written_down(pair, session, shared, command, language):
    before = everything(pair)
    couple = "--me", "Anna", "--partner", "Bert", "--folder", str(shared)
    assert pair("setup", *couple, "--lang", language).code == 0
    answer = pair(command, WORDS)
    assert (answer.code, answer.out) == (2, "")
    assert REFUSAL[language] in " ".join(answer.err.split())
    assert everything(pair) == before


@pytest.mark.parametrize("command", ["note", "point", "action", "idea"])
def test_it_cannot_be_thrown_away_and_let_lines_through(pair, session, command):
    before = everything(pair)
    answer = pair("drop", session)
    assert (answer.code, answer.out) == (2, "")
    assert "This session is off the record. Go back on the record first" in answer.err
    assert pair(command, WORDS).code == 2
    assert everything(pair) == before


@pytest.mark.parametrize("command", ["note", "point"])
def test_nothing_is_written_down_in_it_by_its_name(pair, session, command):
    before = everything(pair)
    assert pair(command, "--session", session, WORDS).code == 2
    assert everything(pair) == before


def test_a_point_for_the_session_planned_next_waits_as_well(pair, session):
    assert pair("session", "feedback-01").code == 0
    before = everything(pair)
    answer = pair("point", WORDS)
    assert answer.code == 2 and REFUSAL["en"] in " ".join(answer.err.split())
    assert everything(pair) == before


def test_no_earlier_words_are_brought_back(pair, session):
    before = everything(pair)
    answer = pair("history", "--back", "1")
    assert answer.code == 2 and REFUSAL["en"] in " ".join(answer.err.split())
    assert everything(pair) == before
