"""`companion doctor`: the findings as text and as JSON."""

import pytest


@pytest.fixture
def both(pair, bert, shared):
    """Anna's computer, with Bert heard of."""
    assert bert("setup", "--me", "Bert", "--partner", "Anna", "--folder", str(shared)).code == 0
    return pair


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_is_well(both, shared):
    both("note", "nobody else's business")
    before = files_in(shared)
    answer = both("doctor")
    assert answer.code == 0, answer.out
    assert answer.err == ""
    assert all(line.startswith(("✓ ", "  ")) for line in answer.out.splitlines())
    assert "business" not in answer.out
    assert files_in(shared) == before


def test_json_keeps_its_shape(both):
    both("session", "feedback-02")
    value = both("doctor", "--json").json
    assert set(value) == {"ok", "checks"}
    assert value["ok"] is True
    for check in value["checks"]:
        assert set(check) == {"name", "ok", "message", "remedy"}
        assert [type(check[key]) for key in check] == [str, bool, str, str]
    names = {check["name"] for check in value["checks"]}
    assert names >= {"terminal", "versions", "private-folder", "private-space", "shared-folder",
                     "shared-space", "pair", "shared-words", "partner", "partner-clock", "device",
                     "set-aside", "sync-tool"}  # fmt: skip


def test_names_are_the_same_in_every_language(both):
    english = both("doctor", "--json").json["checks"]
    both("setup", "--me", "Anna", "--partner", "Bert", "--folder",
         str(both("where").out.splitlines()[0].split(maxsplit=1)[1]), "--lang", "nl")  # fmt: skip
    dutch = both("doctor", "--json").json["checks"]
    assert [c["name"] for c in dutch] == [c["name"] for c in english]


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("gone", "is not there"),
        ("in the way", "not a folder"),
        ("cut", "damaged"),
        ("newer", "newer companion"),
    ],
)
def test_what_is_to_be_mended_comes_with_its_remedy(both, shared, harm, words):
    session = both("session", "feedback-02").out.strip()
    folder = shared / "sessions" / session
    whole = next(folder.glob("*.json")).read_bytes()
    if harm in ("gone", "in the way"):
        shared.rename(shared.parent / "away")
        if harm == "in the way":
            shared.write_text("")
    elif harm == "cut":
        (folder / "other.json").write_bytes(whole[:300])
    else:
        (folder / "other.json").write_bytes(whole.replace(b'"format": 1', b'"format": 7'))
    answer = both("doctor")
    assert answer.code == 1
    lines = answer.out.splitlines()
    (bad,) = [number for number, line in enumerate(lines) if line.startswith("! ")]
    assert words in lines[bad]
    assert lines[bad + 1].startswith("  ")
    assert both("doctor", "--json").json["ok"] is False


def test_a_partner_who_was_never_heard(pair):
    answer = pair("doctor")
    assert answer.code == 1
    assert "! Nothing has come from Bert yet." in answer.out


def test_syncthing_is_recognised_with_its_advice(both, shared):
    (shared / ".stfolder").mkdir()
    answer = both("doctor")
    assert answer.code == 0
    assert "fsWatcherDelayS" in answer.out


def test_it_answers_before_anybody_is_set_up(anna, tmp_path):
    answer = anna("doctor")
    assert answer.code == 1
    assert "! Nobody is set up here yet." in answer.out
    assert not (tmp_path / "anna").exists()
