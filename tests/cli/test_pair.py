"""`companion setup`, `where`, and what happens before anybody is set up."""

from pathlib import Path

import pytest


def test_nothing_is_set_up_at_first(anna):
    answer = anna("sessions")
    assert answer.code == 3
    assert "companion setup" in answer.err
    assert answer.out == ""


def test_setup_says_what_it_made(anna, shared):
    answer = anna("setup", "--me", "Anna", "--partner", "Bert", "--folder", str(shared))
    assert answer.code == 0
    assert "Anna and Bert" in answer.err
    assert (shared / "README.txt").exists()


def test_the_partner_joins_the_same_folder(pair, bert, shared):
    answer = bert("setup", "--me", "Bert", "--partner", "Anna", "--folder", str(shared))
    assert answer.code == 0
    assert "you join them" in answer.err


def test_a_stranger_cannot_join(pair, bert, shared):
    answer = bert("setup", "--me", "Carla", "--partner", "Dirk", "--folder", str(shared))
    assert answer.code == 2
    assert "Anna and Bert" in answer.err
    assert bert("sessions").code == 3


@pytest.mark.parametrize(
    ("words", "code", "expected"),
    [
        (("--me", "Jan", "--partner", "jan"), 2, "Add a letter"),
        (("--me", "Jan"), 2, "--partner"),
        (("--me", " ", "--partner", "Bert"), 2, "Both names"),
        (("--me", "\u200b", "--partner", "Bert"), 2, "Both names"),
        (("--me", "Jan", "--alone", "--partner", "Bert"), 2, "--alone"),
        ((), 2, "--me"),
    ],
)
def test_wrong_words_are_told(anna, shared, words, code, expected):
    folder = () if "--alone" in words else ("--folder", str(shared))
    answer = anna("setup", *words, *folder)
    assert answer.code == code
    assert expected in answer.err
    assert "Traceback" not in answer.err
    assert not shared.exists()


def test_a_file_is_no_folder(anna, tmp_path):
    (tmp_path / "file").write_text("mine")
    answer = anna("setup", "--me", "A", "--partner", "B", "--folder", str(tmp_path / "file"))
    assert answer.code == 4
    assert "not a folder" in answer.err
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_that_holds_the_private_one_is_refused(anna, tmp_path):
    answer = anna("setup", "--me", "A", "--partner", "B", "--folder", str(tmp_path))
    assert answer.code == 4
    assert "private" in answer.err


def test_strangers_files_stay_as_they_are(anna, shared):
    shared.mkdir()
    (shared / "README.txt").write_text("somebody else's")
    (shared / "budget.ods").write_bytes(b"\0\1")
    answer = anna("setup", "--me", "A", "--partner", "B", "--folder", str(shared))
    assert answer.code == 0
    assert "1 other file" in answer.err
    assert (shared / "README.txt").read_text() == "somebody else's"
    assert (shared / "budget.ods").read_bytes() == b"\0\1"


def test_alone_then_together_brings_everything_along(anna, shared):
    assert anna("setup", "--me", "Anna", "--alone").code == 0
    assert anna("note", "written alone").code == 0
    answer = anna("setup", "--me", "Anna", "--partner", "Bert", "--folder", str(shared))
    assert answer.code == 0, answer.err
    assert "written alone" in anna("notes").out
    assert any("written alone" in p.read_text() for p in shared.rglob("*.json"))


def test_where_names_every_place(pair, shared, tmp_path):
    out = pair("where").out
    assert str(shared) in out
    assert str(tmp_path / "anna" / "private") in out


def test_a_folder_one_has_not_joined_is_named(pair, tmp_path):
    answer = pair("--folder", str(tmp_path / "other"), "sessions")
    assert answer.code == 3
    assert str(tmp_path / "other") in answer.err


def test_damaged_settings_are_named_and_kept(pair, tmp_path):
    settings = tmp_path / "anna" / "settings.json"
    settings.write_text('{"settings": ')
    answer = pair("sessions")
    assert answer.code == 1
    assert str(settings) in answer.err
    assert settings.read_text() == '{"settings": '


def test_private_folders_are_private(pair, tmp_path):
    assert (tmp_path / "anna" / "private").stat().st_mode & 0o077 == 0


def test_two_homes_over_one_folder_write_no_file_together(pair, bert, shared):
    bert("setup", "--me", "Bert", "--partner", "Anna", "--folder", str(shared))
    session = pair("session", "feedback-02", "--json").json["id"]
    before = _contents(shared)
    bert("note", "--session", session, "from Bert")
    changed_by_bert = {p for p, data in _contents(shared).items() if before.get(p) != data}
    pair("note", "--session", session, "from Anna")
    pair("note", "--session", session, "from Anna again")
    device = next(iter(changed_by_bert)).name.split(".")[0]
    assert all(path.name.startswith(device) for path in changed_by_bert)
    for who in (pair, bert):
        text = who("notes", session, "--json").json["notes"][0]["text"]
        assert sorted(text.split("\n\n")) == ["from Anna", "from Anna again", "from Bert"]


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.json")}
