"""`companion pack` and `unpack`: two computers, two folders, and nothing that syncs them."""

import itertools
import os
import zipfile
from functools import partial
from pathlib import Path

import pytest


@pytest.fixture
def bert_apart(bert, tmp_path):
    """Bert's computer, with a folder that Anna does not see."""
    folder = str(tmp_path / "berts folder")
    answer = bert("setup", "--me", "Bert", "--partner", "Anna", "--folder", folder)
    assert answer.code == 0, answer.err
    return bert


@pytest.fixture
def pack(tmp_path):
    """Packs into a file of its own, and gives its path."""
    numbers = itertools.count()

    def make(computer):
        path = str(tmp_path / f"parcel{next(numbers)}.zip")
        answer = computer("pack", "-o", path)
        assert (answer.out, answer.err, answer.code) == (path + "\n", "", 0)
        return path

    return make


def test_there_and_back_gives_the_same_notes(pair, bert_apart, pack):
    session = pair("session", "feedback-02").out.strip()
    pair("note", "from Anna é😀")
    pair("action", "draft the post", "--who", "Bert")
    answer = bert_apart("unpack", pack(pair))
    assert (answer.code, answer.err) == (0, "")
    assert "1 session had something new.\n" in answer.out
    bert_apart("note", "from Bert", "--session", session)
    answer = pair("unpack", pack(bert_apart))
    assert "1 session had something new.\n" in answer.out
    notes = pair("notes", "--json").out
    assert "from Anna é😀" in notes and "from Bert" in notes and "draft the post" in notes
    assert bert_apart("notes", "--json").out == notes


@pytest.mark.slow
def test_any_order_and_any_number_give_the_same_notes(pair, bert_apart, pack, tmp_path):
    session = pair("session", "feedback-02").out.strip()
    parcels = [pack(pair)]
    bert_apart("unpack", parcels[0])
    for computer, text in ((bert_apart, "one"), (pair, "two"), (bert_apart, "three")):
        computer("note", text, "--session", session)
        computer("action", text)
        parcels.append(pack(computer))
    shown = set()
    for number, order in enumerate(itertools.permutations(parcels[1:])):
        home, folder = tmp_path / f"home{number}", str(tmp_path / f"folder{number}")
        fresh = partial(bert_apart, env={"COMPANION_HOME": str(home)})
        fresh("setup", "--me", "Bert", "--partner", "Anna", "--folder", folder)
        for path in (*order, order[0]):
            assert fresh("unpack", path).code == 0
        shown.add(fresh("notes", "--json").out)
    (notes,) = shown
    assert all(word in notes for word in ("one", "two", "three"))


def test_nothing_is_set_up(anna, tmp_path):
    assert anna("pack", "-o", str(tmp_path / "x.zip")).code == 3
    assert anna("unpack", str(tmp_path / "x.zip")).code == 3
    assert not (tmp_path / "x.zip").exists()


def test_the_name_says_whose_it_is_and_nothing_is_overwritten(pair, tmp_path):
    first, second = (pair("pack", "-o", str(tmp_path)).out.strip() for _ in range(2))
    assert first != second
    for path in map(Path, (first, second)):
        assert path.name.startswith("companion-anna-")
        assert zipfile.is_zipfile(path)


def test_the_parcel_of_others_is_refused(pair, bert, pack, tmp_path):
    bert("setup", "--me", "Bert", "--partner", "Carla", "--folder", str(tmp_path / "other"))
    bert("session", "feedback-02")
    answer = pair("unpack", pack(bert))
    assert answer.code == 2
    assert "Bert and Carla" in answer.err and "Anna and Bert" in answer.err
    assert answer.out == ""
    assert pair("sessions", "--json").json == []


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda _path: None, "it is not there"),
        (Path.mkdir, "no plain file"),
        (os.mkfifo, "no plain file"),
        (lambda path: path.write_text("not a zip"), "cut off on its way"),
        (lambda path: path.write_bytes(b""), "cut off on its way"),
        (lambda path: zipfile.ZipFile(path, "w").close(), "whose notes"),
    ],
)
def test_what_is_no_parcel_is_told_in_a_sentence(pair, tmp_path, make, expected):
    path = tmp_path / "odd.zip"
    make(path)
    answer = pair("unpack", str(path))
    assert answer.code == 1
    assert expected in answer.err and str(path) in answer.err
    assert "Traceback" not in answer.err
    assert answer.out == ""


def test_a_damaged_part_is_named_and_the_rest_is_taken(pair, bert_apart, pack):
    pair("session", "feedback-02")
    path = pack(pair)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("sessions/broken.json", "{")
    answer = bert_apart("unpack", path)
    assert answer.code == 1
    assert "sessions/broken.json" in answer.err
    assert "1 session had something new." in answer.out
    assert len(bert_apart("sessions", "--json").json) == 1


def test_a_shared_folder_that_is_gone_keeps_nothing_from_being_taken(
    pair, bert_apart, pack, tmp_path
):
    pair("note", "kept")
    path = pack(pair)
    (tmp_path / "berts folder").rename(tmp_path / "away")
    answer = bert_apart("unpack", path)
    assert answer.code == 4
    assert "Saved on this computer" in answer.err
    assert "kept" in bert_apart("notes").out


@pytest.mark.parametrize("where", ["nowhere/x.zip", "file/x.zip", "x" * 300])
def test_a_place_that_cannot_be_written_to(pair, tmp_path, where):
    (tmp_path / "file").write_text("mine")
    answer = pair("pack", "-o", str(tmp_path / where))
    assert answer.code == 1
    assert "Choose another place" in answer.err
    assert answer.out == ""


def test_a_link_is_neither_replaced_nor_followed(pair, tmp_path):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to("file")
    assert pair("pack", "-o", str(tmp_path / "link")).code == 2
    assert (tmp_path / "file").read_text() == "mine"


def test_a_device_is_never_replaced_by_a_file(pair):
    answer = pair("pack", "-o", os.devnull)
    assert answer.code == 2
    assert not Path(os.devnull).is_file()


def test_the_shared_folder_takes_no_parcel(pair, shared):
    answer = pair("pack", "-o", str(shared))
    assert answer.code == 2
    assert list(shared.glob("*.zip")) == []


def test_help_says_that_lessons_do_not_go_along(anna):
    assert "Your own lessons do not go along" in " ".join(anna("pack", "--help").out.split())
