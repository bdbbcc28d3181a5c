"""Packing and unpacking: whose it is, where it is written, and what of it is shared."""

import errno
import io
import os
import queue
import shutil
import subprocess
import sys
import threading
import zipfile

import pytest

from companion.domain.errors import CompanionError, FolderUnreachable, WrongUse
from companion.storage.document.device_file import DeviceFile, decode, encode
from companion.storage.document.document import Document
from companion.storage.sync import bundle as parcel_format
from companion.storage.sync.bundle import build_bundle
from companion.storage.sync.shared_folder import PROGRAMME
from companion.workspace.autosave.document_saver import DocumentSaver
from companion.workspace.autosave.save_events import RemoteChange
from companion.workspace.setup.setup import rename_me, set_up_alone, set_up_pair
from companion.workspace.sync import bundles as parcels


@pytest.fixture
def apart(launch, tmp_path):
    """Sets somebody up with a folder of their own: apart("Anna", "Bert")."""

    def set_up(me, partner):
        workspace = launch(me)
        set_up_pair(workspace, me, partner, tmp_path / f"folder of {me}")
        return workspace

    return set_up


@pytest.fixture
def anna(apart):
    return apart("Anna", "Bert")


@pytest.fixture
def bert(apart):
    return apart("Bert", "Anna")


@pytest.fixture
def give(tmp_path):
    """Hands over what one packed: give(anna, bert) gives what came of it."""

    def hand_over(giver, taker):
        path = tmp_path / "parcel.zip"
        path.unlink(missing_ok=True)
        return parcels.unpack(taker, parcels.write_bundle(giver, path))

    return hand_over


def begin(workspace, text="words"):
    session = workspace.create_session("feedback-02")
    session.add_paragraph(text)
    workspace.save(session)
    session.close()
    return session.id


def said(workspace, session):
    opened = workspace.open_session(session)
    opened.close()
    return opened.note("0")


def people(workspace):
    return [p.id for p in workspace.programme.notebook.people]


def test_what_one_packed_the_other_has(anna, bert, give):
    session = begin(anna)
    unpacked = give(anna, bert)
    assert said(bert, session) == "words"
    assert f"sessions/{session}" in unpacked.news
    assert unpacked.trouble() is None


def test_what_was_taken_is_shared_with_ones_own_other_devices(anna, bert, give):
    session = begin(anna)
    give(anna, bert)
    assert len(list((bert.folder / "sessions" / session).iterdir())) == 1


def test_the_second_time_nothing_is_new_and_nothing_is_written(anna, bert, give, tree, tmp_path):
    begin(anna)
    give(anna, bert)
    before = tree(tmp_path / "homes" / "Bert"), tree(bert.folder)
    unpacked = give(anna, bert)
    assert unpacked.news == frozenset()
    assert unpacked.sentences() == ["Nothing in it was new.", "1 session was known already."]
    assert (tree(tmp_path / "homes" / "Bert"), tree(bert.folder)) == before


def test_all_that_was_ever_shown_is_packed_though_the_folder_is_gone(anna, bert, give):
    session = begin(anna)
    shutil.rmtree(anna.folder)
    give(anna, bert)
    assert said(bert, session) == "words"


def test_what_cannot_be_shared_is_kept_and_shared_by_the_next_unpacking(anna, bert, give):
    session = begin(anna)
    away = bert.folder.rename(bert.folder.with_name("away"))
    trouble = give(anna, bert).trouble()
    assert isinstance(trouble, FolderUnreachable)
    assert "Saved on this computer" in str(trouble)
    assert said(bert, session) == "words"
    away.rename(bert.folder)
    unpacked = give(anna, bert)
    assert (unpacked.news, unpacked.trouble()) == (frozenset(), None)
    assert list((bert.folder / "sessions" / session).iterdir())


def test_what_cannot_be_kept_is_told(anna, bert, give, monkeypatch):
    begin(anna)
    monkeypatch.setattr(bert.store.mirror, "replace", full_disk)
    with pytest.raises(CompanionError, match="the disk is full"):
        give(anna, bert)


def test_the_parcel_of_others_is_refused_whole(anna, apart, give, tree):
    carla = apart("Carla", "Dirk")
    begin(carla)
    before = tree(anna.folder), tree(anna.places.home)
    with pytest.raises(WrongUse, match=r"Carla and Dirk.*Anna and Bert.*nothing of it was taken"):
        give(carla, anna)
    assert (tree(anna.folder), tree(anna.places.home)) == before


def test_somebody_alone_takes_no_pairs_parcel(anna, launch, give):
    begin(anna)
    alone = launch("somebody")
    set_up_alone(alone, "Anna")
    with pytest.raises(WrongUse, match="set up once more with just those names"):
        give(anna, alone)


def test_somebody_alone_has_two_computers(launch, give):
    desk, lap = launch("desk"), launch("lap")
    set_up_alone(desk, "Anna")
    set_up_alone(lap, "anna")
    session = begin(desk)
    give(desk, lap)
    assert said(lap, session) == "words"


@pytest.fixture
def renamed(anna):
    """Anna, who began as Anna and calls herself Zoë now: her id is not that of her name."""
    rename_me(anna, "Zoë")
    return anna


def test_whoever_has_written_nothing_goes_by_the_others_ids(renamed, apart, give):
    session = begin(renamed)
    bert = apart("Bert", "zoë")
    give(renamed, bert)
    assert (bert.pair.partner.id, bert.pair.me.id) == ("anna", "bert")
    assert people(bert) == ["anna", "bert"]
    assert said(bert, session) == "words"
    give(bert, renamed)
    assert people(renamed) == ["anna", "bert"]


@pytest.mark.parametrize("bert_first", [True, False])
def test_two_who_wrote_apart_agree_on_ids_whoever_unpacks_first(
    renamed, apart, give, bert_first, launch
):
    bert = apart("Bert", "Zoë")
    sessions = [begin(renamed, "hers"), begin(bert, "his")]
    order = [(renamed, bert), (bert, renamed)]
    for giver, taker in (order if bert_first else order[::-1]) * 2:
        give(giver, taker)
    for workspace in (renamed, bert):
        assert [said(workspace, session) for session in sessions] == ["hers", "his"]
        again = launch(workspace.pair.me.name if workspace is bert else "Anna")
        assert {p.id for p in again.pair.people} == {"anna", "bert"}
        assert people(again) == ["anna", "bert"]


def test_parts_that_cannot_be_read_are_named_and_the_rest_is_taken(anna, bert, tmp_path):
    session = begin(anna)
    path = parcels.write_bundle(anna, tmp_path / "parcel.zip")
    newer = b'{"about": {"1": {"format": 99, "device": "dev009"}}}'
    bad = [(f"bad{n}\x1b[2J", b"{}") for n in range(5)]
    with zipfile.ZipFile(path, "a") as archive:
        for name, data in [*bad, ("later", newer)]:
            archive.writestr(name, data)
    unpacked = parcels.unpack(bert, path)
    assert said(bert, session) == "words"
    assert str(unpacked.trouble()).splitlines() == [
        "5 parts of the file are damaged and were left out: bad0[2J, bad1[2J, bad2[2J, …. "
        "Ask for it once more.",
        "1 part was made by a newer companion and was left out: later. "
        "Update yours, and unpack the file again.",
    ]


def test_a_part_that_contradicts_the_notes_is_left_out_and_told(anna, bert, tmp_path):
    session = begin(anna)
    path = parcels.write_bundle(anna, tmp_path / "parcel.zip")
    parcels.unpack(bert, path)
    name = f"sessions/{session}"
    state = decode(anna.store.whole_file(name)).state
    other = state.replace(b"words", b"other")
    assert other != state
    forged = encode(DeviceFile(name, "dev009", "anna", "", other))
    path.write_bytes(build_bundle([("a", anna.store.whole_file(PROGRAMME)), ("b", forged)]))
    told = str(parcels.unpack(bert, path).trouble())
    assert said(bert, session) == "words"
    assert told.startswith(f"1 part contradicts your notes and was left out: {name}. Open the file")


def test_a_parcel_of_a_newer_companion_says_to_update(bert, tmp_path):
    path = tmp_path / "parcel.zip"
    path.write_bytes(build_bundle([("a", b'{"about": {"1": {"format": 99, "device": "x"}}}')]))
    with pytest.raises(CompanionError, match=r"newer companion\. Update yours"):
        parcels.unpack(bert, path)


def test_a_parcel_that_says_not_whose_it_is(anna, bert, tmp_path):
    session = f"sessions/{begin(anna)}"
    path = tmp_path / "parcel.zip"
    nobody = encode(DeviceFile(PROGRAMME, "dev009", "x", "", Document().state()))
    for entries in ([], [("p", nobody)]):
        path.write_bytes(build_bundle([("s", anna.store.whole_file(session)), *entries]))
        with pytest.raises(CompanionError, match="whose notes"):
            parcels.unpack(bert, path)
    assert bert.store.documents("sessions") == []


def test_an_entrys_name_leads_nowhere(anna, bert, tmp_path, tree):
    begin(anna)
    path, outside = tmp_path / "parcel.zip", tmp_path / "outside"
    outside.mkdir()
    with zipfile.ZipFile(io.BytesIO(parcels.pack(anna))) as packed:
        entries = [packed.read(info) for info in packed.infolist()]
    names = (str(outside / "a.json"), "../" * 9 + str(outside / "b.json"))
    path.write_bytes(build_bundle(zip(names, entries, strict=True)))
    assert parcels.unpack(bert, path).trouble() is None
    assert tree(outside) == {}


def test_nothing_private_is_packed(anna):
    begin(anna)
    for name in ("private-notes", "recall", "history", "aside"):
        folder = anna.places.space(anna.space.id) / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "secret.json").write_text("7 secret words")
    (anna.places.private / "secret.json").write_text("7 secret words")
    (anna.folder / "lessons" / "feedback-09.en.md").write_text("7 secret words")
    data = parcels.pack(anna)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        plain = b"".join(packed.read(info) for info in packed.infolist())
        names = "".join(info.filename for info in packed.infolist())
    assert b"words" in plain
    for place in (str(anna.places.home), anna.space.id, "secret"):
        assert place.encode() not in plain + data
        assert place not in names


def test_a_free_name_is_found_and_nothing_is_overwritten(anna, tmp_path):
    first, second = (parcels.write_bundle(anna, tmp_path) for _ in range(2))
    assert first.name == "companion-anna-2026-11-23.zip"
    assert second.name == "companion-anna-2026-11-23-2.zip"


def test_a_name_of_other_letters(apart, tmp_path):
    path = parcels.write_bundle(apart("Анна", "Bert"), tmp_path)
    assert path.name == "companion-2026-11-23.zip"


def test_a_named_file_is_replaced(anna, tmp_path):
    path = tmp_path / "mine.zip"
    path.write_text("old")
    parcels.write_bundle(anna, path)
    assert zipfile.is_zipfile(path)


@pytest.mark.parametrize("where", ["", "programme/x.a.json", "lessons/x.zip"])
def test_companions_own_folders_take_no_parcel(anna, tree, where):
    for folder in (anna.folder, anna.places.home):
        before = tree(folder)
        with pytest.raises(WrongUse, match="outside"):
            parcels.write_bundle(anna, folder / where)
        assert tree(folder) == before


def test_a_full_disk_leaves_nothing_behind(anna, tmp_path, monkeypatch, tree):
    before = tree(tmp_path)
    monkeypatch.setattr(parcels, "replace_file", full_disk)
    with pytest.raises(CompanionError, match=r"the disk is full\. Choose another place"):
        parcels.write_bundle(anna, tmp_path / "x.zip")
    assert tree(tmp_path) == before


def test_too_many_notes_for_one_file(anna, tmp_path, monkeypatch):
    monkeypatch.setattr(parcel_format, "MAX_UNPACKED", 10)
    with pytest.raises(CompanionError, match="Copy what stands in"):
        parcels.write_bundle(anna, tmp_path)


def test_an_open_session_hears_what_another_process_unpacked(anna, bert, give, tmp_path, clock):
    session = begin(anna)
    give(anna, bert)
    opened = bert.open_session(session)
    found = queue.SimpleQueue()
    saver = DocumentSaver(bert.store, found.put, clock, lambda: 0.0)
    saver.watch(opened)
    opened.add_paragraph("typed meanwhile")
    saver.edited(opened)
    newer = anna.open_session(session)
    newer.add_paragraph("more")
    anna.save(newer)
    path = parcels.write_bundle(anna, tmp_path / "parcel.zip")
    words = [sys.executable, "-m", "companion", "unpack", str(path)]
    subprocess.run(words, env={**os.environ, "COMPANION_HOME": str(bert.places.home)}, check=True)
    saver.poll()
    news = found.get(timeout=10)
    assert isinstance(news, RemoteChange)
    assert saver.merge(news)
    assert sorted(opened.note("0").split("\n\n")) == ["more", "typed meanwhile", "words"]
    saver.stop()
    assert sorted(said(bert, session).split("\n\n")) == ["more", "typed meanwhile", "words"]


def test_an_open_session_hears_what_a_thread_unpacked(anna, bert, give, tmp_path, clock):
    session = begin(anna)
    path = parcels.write_bundle(anna, tmp_path / "parcel.zip")
    parcels.unpack(bert, path)
    opened = bert.open_session(session)
    device = bert.store.device
    newer = anna.open_session(session)
    newer.add_paragraph("more")
    anna.save(newer)
    parcels.write_bundle(anna, path)
    thread = threading.Thread(target=parcels.unpack, args=(bert, path))
    thread.start()
    thread.join()
    opened.add_paragraph("typed meanwhile")
    assert opened.merge(bert.store.shared.read(opened.name, opened.seen))
    assert opened.save() is None
    assert bert.store.device == device
    assert sorted(said(bert, session).split("\n\n")) == ["more", "typed meanwhile", "words"]


def full_disk(*_args):
    raise OSError(errno.ENOSPC, "No space left on device")
