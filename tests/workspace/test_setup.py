import errno
import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from companion.domain.errors import CompanionError, FolderUnreachable, NotSetUp, WrongUse
from companion.domain.note.line_parser import ParsedLine
from companion.domain.people import Person
from companion.storage.disk import atomic_files
from companion.workspace.setup import folder_check as folder_report
from companion.workspace.setup.setup import (
    proposed_folder,
    rename_me,
    report_on,
    resolve_pair,
    set_up_alone,
    set_up_pair,
)

ANNA, BERT = Person("anna", "Anna"), Person("bert", "Bert")


def test_nothing_is_written_before_somebody_is_set_up(launch, tmp_path):
    anna = launch("anna")
    assert not anna.is_set_up
    with pytest.raises(NotSetUp, match="companion setup"):
        _ = anna.space
    anna.set_language("nl")
    assert anna.language == "nl"
    assert not (tmp_path / "homes").exists()


def test_alone(launch, tmp_path):
    anna = launch("anna")
    set_up_alone(anna, " Anna ")
    assert anna.pair.people == (ANNA,)
    assert anna.space.alone
    again = launch("anna")
    assert again.is_set_up
    assert again.pair.people == (ANNA,)
    assert again.folder == tmp_path / "homes" / "anna" / "alone"
    set_up_alone(again, "Anna")
    assert len(again.settings.spaces) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="modes")
def test_what_is_written_alone_is_nobody_elses_to_read(launch, tmp_path):
    old = os.umask(0o022)
    try:
        set_up_alone(launch("anna"), "")
    finally:
        os.umask(old)
    for place in ("", "alone", "private", "private/spaces"):
        mode = (tmp_path / "homes" / "anna" / place).stat().st_mode
        assert stat.S_IMODE(mode) == 0o700, place


def test_a_pair_is_made_and_joined(launch, shared):
    anna, bert = launch("anna"), launch("bert")
    assert report_on(anna, shared).is_new
    set_up_pair(anna, "Anna", "bert", shared)
    assert report_on(bert, shared).people == (ANNA, Person("bert", "bert"))
    set_up_pair(bert, "BERT", "anna", shared)
    assert bert.pair.me.id == "bert"
    assert bert.pair.partner == ANNA
    assert anna.pair.partner.id == "bert"
    assert sorted(p.name for p in shared.iterdir()) == ["README.txt", "lessons", "programme"]
    for name, workspace in (("anna", anna), ("bert", bert)):
        assert launch(name).pair.me.id == workspace.pair.me.id == name


def test_a_second_computer_of_mine_joins_too(couple, launch, shared):
    laptop = launch("anna-laptop")
    set_up_pair(laptop, "anna", "bert", shared)
    assert (laptop.pair.me, laptop.pair.partner) == (ANNA, BERT)
    assert laptop.store.device not in {one.store.device for one in couple}
    assert {p.id for p in laptop.programme.notebook.people} == {"anna", "bert"}


@pytest.mark.parametrize(
    ("me", "partner", "there", "said"),
    [
        ("", "Bert", (), "Both names"),
        ("Anna", " \n", (), "Both names"),
        ("\u200b", "Bert", (), "Both names"),
        ("Anna", "\u2060\u3164", (), "Both names"),
        ("Anna", "Anna", (), "both have the name"),
        ("Anna", "ÄNNA", (), "both have the name"),
        ("Anna", "Carla", (ANNA, BERT), "notes of Anna and Bert"),
        ("Carla", "Dora", (ANNA, BERT), "notes of Anna and Bert"),
        ("Carla", "Dora", (ANNA,), "notes of Anna"),
        ("An", "Anna", (ANNA, BERT), "both have the name"),
    ],
)
def test_names_that_do_not_fit(me, partner, there, said):
    with pytest.raises(WrongUse, match=said):
        resolve_pair(me, partner, there)


def test_names_that_fit():
    assert resolve_pair("bert", "ANNA", (ANNA, BERT)).people == (BERT, ANNA)
    assert resolve_pair("Anna", "Bert", (ANNA,)).people == (ANNA, BERT)
    assert resolve_pair("Anna", "Carla", (ANNA,)).partner == Person("carla", "Carla")
    both = resolve_pair("Pieter", "Both", ())
    assert both.partner.id != "both"


def test_wrong_names_write_nothing(couple, launch, shared, tmp_path, tree):
    before = tree(shared)
    carla = launch("carla")
    with pytest.raises(WrongUse):
        set_up_pair(carla, "Carla", "Dora", shared)
    with pytest.raises(WrongUse):
        set_up_pair(carla, "", "", tmp_path / "elsewhere")
    assert tree(shared) == before
    assert not (tmp_path / "homes" / "carla").exists()
    assert not (tmp_path / "elsewhere").exists()
    assert not carla.is_set_up


# These hold for root as well, who may write into any folder.


def file_in_its_place(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")


def below_a_file(path):
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.write_bytes(b"x")


@pytest.mark.parametrize("spoil", [file_in_its_place, below_a_file])
def test_a_folder_that_cannot_be_one(launch, shared, tmp_path, spoil, tree):
    spoil(shared)
    before = tree(tmp_path)
    anna = launch("anna")
    assert "not a folder" in report_on(anna, shared).lines()[0]
    with pytest.raises(FolderUnreachable, match="not a folder"):
        set_up_pair(anna, "Anna", "Bert", shared)
    assert tree(tmp_path) == before
    assert not anna.is_set_up


def test_a_folder_that_may_not_be_written_to(launch, shared, tmp_path, monkeypatch, tree):
    shared.mkdir(parents=True)
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    anna = launch("anna")
    before = tree(tmp_path)
    with pytest.raises(FolderUnreachable, match="may not be written"):
        set_up_pair(anna, "Anna", "Bert", shared)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_fails_meanwhile_leaves_one_as_one_was(
    launch, shared, tmp_path, monkeypatch, number
):
    anna = launch("anna")
    set_up_alone(anna, "Anna")
    settings = (tmp_path / "homes" / "anna" / "settings.json").read_bytes()
    real = atomic_files.replace_file

    def fail(path, file):
        if path.is_relative_to(shared):
            raise OSError(number, os.strerror(number))
        real(path, file)

    with monkeypatch.context() as broken:
        broken.setattr(atomic_files, "replace_file", fail)
        with pytest.raises(FolderUnreachable, match=str(shared.name)):
            set_up_pair(anna, "Anna", "Bert", shared)
    assert anna.space.alone
    assert anna.pair.partner is None
    assert (tmp_path / "homes" / "anna" / "settings.json").read_bytes() == settings
    set_up_pair(anna, "Anna", "Bert", shared)
    assert not anna.space.alone


def test_a_private_disk_that_fails_leaves_nobody_set_up(launch, shared, monkeypatch):
    anna = launch("anna")

    def fail(_path, _file):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken:
        broken.setattr(atomic_files, "replace_file", fail)
        with pytest.raises(CompanionError, match="disk is full"):
            set_up_pair(anna, "Anna", "Bert", shared)
    assert not anna.is_set_up
    assert not launch("anna").is_set_up


def test_private_files_are_never_shared(launch, tmp_path, tree):
    anna = launch("anna")
    for folder in (tmp_path, tmp_path / "homes", tmp_path / "homes" / "anna"):
        with pytest.raises(FolderUnreachable, match="private files"):
            set_up_pair(anna, "Anna", "Bert", folder)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "homes")
    (tmp_path / "homes").mkdir()
    with pytest.raises(FolderUnreachable, match="private files"):
        set_up_pair(anna, "Anna", "Bert", link)
    assert set(tree(tmp_path)) <= {"homes", "link"}


def test_a_strangers_files_are_counted_and_left_alone(launch, shared, tree):
    shared.mkdir(parents=True)
    (shared / "photo.jpg").write_bytes(b"jpg")
    (shared / "taxes").mkdir()
    (shared / "taxes" / "2025.txt").write_bytes(b"secret")
    (shared / ".stfolder").mkdir()
    before = tree(shared)
    anna = launch("anna")
    report = report_on(anna, shared)
    assert (report.strangers, report.is_new, report.people) == (2, False, ())
    assert "! 2 other files stand there; companion leaves them alone" in report.lines()
    set_up_pair(anna, "Anna", "Bert", shared)
    assert before.items() <= tree(shared).items()
    assert report_on(anna, shared).strangers == 2


def test_a_report_in_words(couple, launch, shared, monkeypatch):
    carla = launch("carla")
    assert any("Anna and Bert" in line for line in report_on(carla, shared).lines())
    monkeypatch.setattr(
        folder_report.shutil, "disk_usage", lambda _path: SimpleNamespace(free=1000)
    )
    report = report_on(carla, shared / "new")
    assert report.lines() == [
        "✓ it will be made",
        "! there is hardly any room left on that disk",
    ]


def test_a_disk_that_tells_nothing(launch, shared, monkeypatch):
    def fail(_path):
        raise OSError(errno.EIO, "broken")

    anna = launch("anna")
    with monkeypatch.context() as broken:
        broken.setattr(folder_report.shutil, "disk_usage", fail)
        assert report_on(anna, shared).free is None
    shared.mkdir(parents=True)
    monkeypatch.setattr(folder_report.os, "access", lambda *_arguments: fail(None))
    assert "the disk does not answer" in report_on(anna, shared).trouble


def test_the_folder_to_propose(launch, shared, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert proposed_folder(launch("anna")) == tmp_path / "companion"
    assert proposed_folder(launch("anna", shared)) == shared


@pytest.mark.parametrize("name", ["Anna", ""])
def test_what_was_written_alone_comes_along(launch, shared, name):
    anna = launch("anna")
    set_up_alone(anna, name)
    session = anna.create_session("feedback-02")
    session.write_note("0", "written alone")
    anna.save(session)
    between = anna.between()
    between.add("ideas", ParsedLine("an idea of mine"))
    anna.save(between)
    between.close()
    set_up_pair(anna, "Anna", "Zoe", shared)
    assert [person.name for person in anna.pair.people] == ["Anna", "Zoe"]
    zoe = launch("zoe")
    set_up_pair(zoe, "Zoe", "Anna", shared)
    zoe.index.refresh()
    assert zoe.open_session(session.id).notebook.notes["0"] == "written alone"
    assert [r.text for r in zoe.between().notebook.ideas] == ["an idea of mine"]
    assert {p.name for p in zoe.programme.notebook.people} == {"Anna", "Zoe"}


def test_a_pair_that_moves_to_another_folder_takes_everything(couple, tmp_path, shared):
    anna, _bert = couple
    session = anna.create_session("feedback-02")
    moved = tmp_path / "moved"
    set_up_pair(anna, "Anna", "Bert", moved)
    assert len(anna.settings.spaces) == 1
    assert anna.folder == moved
    assert [p.name for p in (moved / "sessions").iterdir()] == [session.id]
    assert (shared / "sessions" / session.id).exists()


def test_another_pair_has_a_space_of_its_own(couple, tmp_path, launch):
    anna, _bert = couple
    anna.create_session("feedback-02")
    other = tmp_path / "other"
    set_up_pair(anna, "Anna", "Carla", other)
    assert not (other / "sessions").exists()
    assert len(anna.settings.spaces) == 2
    first = launch("anna", folder=anna.settings.spaces[0].folder and couple[1].folder)
    assert first.pair.partner == BERT
    assert launch("anna").pair.partner.id == "carla"
    assert not launch("anna", folder=tmp_path / "unknown").is_set_up


def test_the_language_is_remembered(couple, launch):
    couple[0].set_language("nl")
    assert launch("anna").settings.language == "nl"


def test_settings_that_cannot_be_read_are_told(couple, launch, tmp_path):
    path = tmp_path / "homes" / "anna" / "settings.json"
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(CompanionError, match="cannot be read"):
        launch("anna")


def test_a_new_name_keeps_what_i_wrote_mine(couple, launch):
    anna, _bert = couple
    session = anna.create_session("feedback-02")
    session.add("ideas", ParsedLine("mine"))
    anna.save(session)
    rename_me(anna, "Anna Maria")
    assert anna.pair.me == Person("anna", "Anna Maria")
    assert anna.pair.partner == BERT
    rename_me(anna, "  ")
    assert launch("anna").pair.me.name == "Anna Maria"
    names = {person.name for person in launch("bert").programme.notebook.people}
    assert names == {"Anna Maria", "Bert"}


def test_a_place_for_one_that_cannot_be_made(launch, tmp_path):
    home = tmp_path / "homes" / "anna"
    home.mkdir(parents=True)
    (home / "alone").write_bytes(b"a file in its way")
    with pytest.raises(FolderUnreachable, match="alone cannot be used"):
        set_up_alone(launch("anna"), "Anna")
    (home / "alone").unlink()
    (home / "alone").mkdir()
    (home / "alone" / "lessons").write_bytes(b"another")
    with pytest.raises(FolderUnreachable, match="alone cannot be used"):
        set_up_alone(launch("anna"), "Anna")


def test_a_name_that_is_no_path(launch, tmp_path):
    anna = launch("anna")
    for folder in (tmp_path / ("x" * 300), tmp_path / "a\0b", Path("~nobody-of-that-name/x")):
        with pytest.raises(FolderUnreachable, match="hoose another"):
            set_up_pair(anna, "Anna", "Bert", folder)
    assert not anna.is_set_up
