import errno
import os
import shutil

import pytest

from companion.domain.text import Patch
from companion.storage.disk import atomic_files as files
from companion.storage.document.device_file import encode, read_device_file, rows
from companion.storage.document.document import Document
from companion.storage.sync.folder_readme import publish_readme
from companion.storage.sync.recovery import put_right
from companion.storage.sync.shared_folder import DAMAGED, SESSIONS


def shared_names(machine, session):
    return sorted(path.name for path in (machine.shared / session).iterdir())


def copy_all(source, target):
    shutil.copytree(source, target, dirs_exist_ok=True)


def test_two_machines_see_each_others_notes(machine, session):
    anna, bert = machine("anna"), machine("bert")
    anna.write("from Anna\n")
    bert.write(bert.read() + "from Bert\n")
    assert anna.read() == bert.read() == "from Anna\nfrom Bert\n"
    assert anna.store.documents(SESSIONS) == [session]


def test_two_slots_are_written_in_turn(machine, session):
    anna = machine("anna")
    newest = []
    for number in range(4):
        anna.write(f"text {number}")
        paths = (anna.shared / session).iterdir()
        newest.append(max(paths, key=lambda path: path.stat().st_mtime_ns).name)
    assert newest == ["dev001.a.json", "dev001.b.json"] * 2
    states = [read_device_file(anna.shared / session / name).state for name in newest[:2]]
    assert [Document(state).text("notes:0") for state in states] == ["text 2", "text 3"]


def test_private_comes_first_and_does_not_need_the_share(machine, session):
    anna = machine("anna")
    anna.shared.rmdir()
    opened = anna.store.open(session)
    opened.document.edit("notes:0", Patch(0, 0, "kept"), "anna")
    snapshot = anna.store.snapshot(opened)
    anna.store.write_private(snapshot)
    with pytest.raises(FileNotFoundError) as caught:
        anna.store.publish(snapshot)
    assert caught.value.errno == errno.ENOENT
    assert not anna.shared.exists(), "a missing share is not made: it may be a disk to come"
    anna.start()
    assert anna.read() == "kept"
    assert anna.store.documents(SESSIONS) == [session]
    anna.shared.mkdir()
    anna.save(anna.store.open(session))
    bert = machine("bert")
    assert bert.read() == "kept"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_share_that_fails_costs_nothing_that_was_there(
    machine, session, files_in, monkeypatch, number
):
    anna = machine("anna")
    anna.write("first")
    before = files_in(anna.shared)
    opened = anna.store.open(session)
    opened.document.edit("notes:0", Patch(5, 0, " and second"), "anna")
    snapshot = anna.store.snapshot(opened)
    anna.store.write_private(snapshot)

    def fail(_descriptor):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match=os.strerror(number)):
            anna.store.publish(snapshot)
    assert files_in(anna.shared) == before
    anna.start()
    assert anna.read() == "first and second"


def test_reading_writes_nothing_to_the_share_and_only_news_privately(machine, session, files_in):
    anna, bert = machine("anna"), machine("bert")
    anna.write("from Anna")
    before = files_in(anna.shared)
    assert bert.read() == "from Anna"
    assert files_in(anna.shared) == before
    mine = files_in(bert.home)
    assert any(session in name for name in mine)
    for _ in range(3):
        assert bert.read() == "from Anna"
        bert.store.load_read_only(session)
    assert files_in(bert.home) == mine
    assert files_in(anna.shared) == before


def test_a_merge_is_answered_by_nobody(machine, session, files_in):
    anna, bert = machine("anna"), machine("bert")
    anna.write("one")
    opened = bert.store.open(session)
    anna.write("one two")
    before = files_in(anna.shared)
    assert bert.merge(opened)
    assert opened.document.text("notes:0") == "one two"
    again = bert.store.shared.read(session, opened.seen)
    assert not again.files
    assert not bert.store.merge_into(opened, again)
    assert files_in(anna.shared) == before


def test_what_was_shown_once_stays_though_the_share_is_emptied(machine, session):
    anna, bert = machine("anna"), machine("bert")
    anna.write("shown")
    assert bert.read() == "shown"
    shutil.rmtree(bert.shared)
    bert.start()
    assert bert.read() == "shown"
    bert.shared.mkdir()
    assert bert.read() == "shown"
    assert bert.store.documents(SESSIONS) == [session]


def test_what_was_merged_while_open_stays_as_well(machine, session):
    anna, bert = machine("anna"), machine("bert")
    opened = bert.store.open(session)
    anna.write("shown")
    bert.merge(opened)
    shutil.rmtree(bert.shared)
    bert.start()
    assert bert.read() == "shown"


def test_a_snapshot_that_waited_does_not_undo_a_merge_in_the_mirror(machine, session):
    anna, bert = machine("anna"), machine("bert")
    opened = bert.store.open(session)
    opened.document.edit("notes:i1", Patch(0, 0, "Bert's"), "bert")
    waiting = bert.store.snapshot(opened)
    anna.write("Anna's")
    bert.merge(opened)
    bert.store.write_private(waiting)
    shutil.rmtree(bert.shared)
    bert.start()
    assert bert.read() == "Anna's"
    assert bert.read(item="i1") == "Bert's"


def test_every_path_written_in_the_share_bears_the_own_id(machine, session, monkeypatch):
    anna = machine("anna")
    written = []
    real = files.replace_file

    def note(path, data):
        written.append(path)
        real(path, data)

    monkeypatch.setattr(files, "replace_file", note)
    from companion.storage.document import device_file

    monkeypatch.setattr(device_file, "replace_file", note)
    bert = machine("bert")
    for number in range(3):
        anna.write(f"a{number}")
        bert.write(bert.read() + "b")
        anna.read()
    for path in written:
        if path.is_relative_to(anna.shared):
            assert path.name.split(".")[0] in (anna.id, bert.id)
    assert {p.name for p in written if p.is_relative_to(anna.shared)} == set(
        shared_names(anna, session)
    )


def test_a_copied_home_gets_an_id_of_its_own_and_nothing_is_lost_or_doubled(machine, session):
    anna = machine("anna")
    anna.write("both have this.")
    anna.stop()
    copy_all(anna.home, anna.home.with_name("home-clone"))
    anna.start()
    clone = machine("clone")
    assert clone.id == anna.id
    opened = clone.store.open(session)
    anna.write("both have this. Anna's")
    opened.document.edit("notes:0", Patch(15, 0, " Clone's"), "anna")
    clone.save(opened)
    clone.start()
    anna.start()
    for one in (anna, clone, anna, clone):
        text = one.read()
        one.save(one.store.open(session))
    assert anna.id != clone.id
    text = anna.read()
    assert text == clone.read()
    assert [text.count(part) for part in ("both have this.", " Anna's", " Clone's")] == [1, 1, 1]


def test_an_own_file_with_the_mirror_gone_is_not_doubled(machine):
    anna = machine("anna")
    anna.write("kept")
    first = anna.id
    anna.stop()
    shutil.rmtree(anna.home / "spaces")
    anna.start()
    assert anna.read() == "kept"
    assert anna.id != first
    second = anna.id
    anna.write("kept and more")
    anna.start()
    assert anna.id == second
    assert anna.read() == "kept and more"


def test_a_damaged_file_is_copied_aside_and_left_untouched(machine, session, files_in):
    anna, bert = machine("anna"), machine("bert")
    anna.write("first")
    anna.write("first and second")
    place = anna.shared / session
    slot = place / f"{anna.id}.b.json"
    whole = slot.read_bytes()
    name = f"{anna.id}.b (конфликтующая копия Анны, сделанная 2026-11-23 на её компьютере).json"
    for path, data in ((slot, whole[:-99]), (place / name, whole[:-50])):
        path.write_bytes(data)
    before = files_in(anna.shared)
    opened = bert.store.open(session)
    assert opened.document.text("notes:0") == "first"
    assert [problem.kind for problem in opened.problems] == [DAMAGED] * 2
    assert files_in(anna.shared) == before
    aside = sorted(path.read_bytes() for path in bert.home.rglob("aside/*"))
    assert aside == sorted((whole[:-99], whole[:-50]))
    bert.store.open(session)
    assert len(list(bert.home.rglob("aside/*"))) == 2, "one copy of one content is enough"
    # It is named as long as it is bad, and heals when it is whole.
    bert.merge(opened)
    assert len(opened.problems) == 2
    slot.write_bytes(whole)
    bert.merge(opened)
    assert [problem.path.name for problem in opened.problems] == [name]
    assert opened.document.text("notes:0") == "first and second"
    (place / name).unlink()
    bert.merge(opened)
    assert opened.problems == ()


def test_a_later_versions_own_file_is_left_alone(machine, session):
    anna = machine("anna")
    anna.write("old")
    first, slot = anna.id, anna.shared / session / f"{anna.id}.a.json"
    newer = b'{"about": {"1": {"format": 2, "device": "dev001"}}}'
    slot.write_bytes(newer)
    anna.write("old and new")
    assert anna.id != first
    assert slot.read_bytes() == newer
    assert machine("bert").read() == "old and new"


@pytest.mark.parametrize(
    "data", [b'{"about": {"1": {"format": 2, "device": "dev001"}}}', b"", b"x"]
)
def test_an_own_private_copy_that_cannot_be_read_is_never_written_over(machine, session, data):
    anna = machine("anna")
    anna.write("shared")
    mine = anna.store.mirror.path(session) / f"{anna.id}.json"
    mine.write_bytes(data)
    anna.start()
    anna.write("shared, and more")
    assert mine.read_bytes() == data
    anna.start()
    assert anna.read() == "shared, and more"


def test_tables_of_a_later_version_are_carried_through(machine, session):
    anna = machine("anna")
    anna.write("text")
    moods = rows([{"text": "fine"}])
    paths = [anna.shared / session / f"{anna.id}.a.json",
             anna.store.mirror.path(session) / f"{anna.id}.json"]  # fmt: skip
    for path in paths:
        file = read_device_file(path)
        file.tables["moods"] = moods
        path.write_bytes(encode(file))
    shutil.rmtree(anna.shared / session)
    anna.start()
    for text in ("text 2", "text 3", "text 4"):
        anna.write(text)
    for path in (anna.shared / session).iterdir():
        assert read_device_file(path).tables["moods"] == moods
    assert read_device_file(paths[1]).tables["notes"] == rows(
        [{"item": 0, "title": "", "text": "text 4"}]
    )
    assert machine("bert").write("text 5").document.text("notes:0") == "text 5"
    assert "moods" not in read_device_file(anna.shared / session / "dev002.a.json").tables


def test_a_read_only_look_renews_nothing_while_the_document_is_open(machine, session):
    anna = machine("anna")
    opened = anna.store.open(session)
    opened.document.edit("notes:0", Patch(0, 0, "typed"), "anna")
    anna.store.publish(anna.store.snapshot(opened))
    looked = anna.store.load_read_only(session)
    assert looked.document.text("notes:0") == "typed"
    assert anna.id == "dev001"


def test_a_read_only_look_makes_safe_what_an_open_document_does_not_look_for(machine, session):
    anna, bert = machine("anna"), machine("bert")
    opened = anna.store.open(session)
    bert.write("hers and his")
    anna.store.load_read_only(session)
    assert anna.store.load_read_only(session, look=False).document.text("notes:0") == "hers and his"
    opened.document.edit("notes:1", Patch(0, 0, "typed"), "anna")
    anna.store.write_private(anna.store.snapshot(opened))
    kept = anna.store.load_read_only(session, look=False).document
    assert (kept.text("notes:0"), kept.text("notes:1")) == ("hers and his", "typed")


def test_a_share_that_cannot_be_listed_does_not_keep_the_mirror_from_being_read(
    machine, session, monkeypatch
):
    anna = machine("anna")
    anna.write("kept")

    def fail(*_arguments):
        raise OSError(errno.ESTALE, "gone")

    monkeypatch.setattr(anna.store.shared, "scan", fail)
    monkeypatch.setattr(anna.store.shared, "documents", fail)
    assert anna.read() == "kept"
    assert anna.store.documents(SESSIONS) == [session]


def test_the_guide_is_written_once_and_left_alone(machine):
    anna = machine("anna")
    publish_readme(anna.shared)
    guide = anna.shared / "README.txt"
    assert "companion" in guide.read_text()
    guide.write_text("mine")
    publish_readme(anna.shared)
    assert guide.read_text() == "mine"


def test_left_overs_of_a_save_are_removed_at_start(machine, session):
    anna = machine("anna")
    anna.write("text")
    places = [anna.shared / session, anna.store.mirror.path(session)]
    for place in places:
        (place / f"~${anna.id}.a.json.17-4.tmp").write_bytes(b"half")
        (place / "~$dev009.a.json.17-4.tmp").write_bytes(b"another's")
    put_right(anna.store)
    for place in places:
        assert [p.name for p in place.glob("~$*")] == ["~$dev009.a.json.17-4.tmp"]


def test_an_open_document_and_news_under_the_own_id(machine, session):
    anna = machine("anna")
    anna.write("mine")
    opened = anna.store.open(session)
    stranger = Document(opened.document.state())
    stranger.edit("notes:0", Patch(4, 0, " theirs"), "anna")
    path = anna.shared / session / f"{anna.id}.a.json"
    file = read_device_file(path)
    path.write_bytes(encode(type(file)(file.document, file.device, "", "", stranger.state())))
    first = anna.id
    assert anna.merge(opened)
    assert opened.document.text("notes:0") == "mine theirs"
    assert anna.id != first
    theirs = path.read_bytes()
    anna.save(opened)
    assert path.read_bytes() == theirs


def test_a_document_opened_twice_in_one_program_loses_nothing_and_keeps_its_id(machine, session):
    anna = machine("anna")
    anna.write("text")
    one, two = anna.store.open(session), anna.store.open(session)
    first = anna.id
    two.document.edit("notes:i1", Patch(0, 0, "by the list"), "anna")
    anna.save(two)
    anna.merge(one)
    assert one.document.text("notes:i1") == "by the list"
    assert anna.id == first, "what I wrote myself is no stranger's"
    # The share is away, so that only the mirror can bring the two together.
    two.document.edit("notes:i1", Patch(0, 0, "offline "), "anna")
    anna.store.write_private(anna.store.snapshot(two))
    for letter in "ab":
        one.document.edit("notes:0", Patch(0, 0, letter), "anna")
        anna.store.write_private(anna.store.snapshot(one))
    shutil.rmtree(anna.shared)
    anna.start()
    assert anna.read(item="i1") == "offline by the list"
    assert anna.read() == "batext"


def test_what_was_saved_but_not_shared_is_shared_at_the_next_start(machine, session):
    anna = machine("anna")
    anna.write("shared")
    opened = anna.store.open(session)
    opened.document.edit("notes:0", Patch(0, 0, "only here "), "anna")
    anna.store.write_private(anna.store.snapshot(opened))
    put_right(anna.store)
    files = [path.read_text() for path in (anna.shared / session).glob("*.json")]
    assert any("only here" in text for text in files)
    before = sorted((p.name, p.stat().st_mtime_ns) for p in (anna.shared / session).iterdir())
    put_right(anna.store)
    assert (
        sorted((p.name, p.stat().st_mtime_ns) for p in (anna.shared / session).iterdir()) == before
    )


def test_copies_of_bad_files_are_bounded(machine, session, monkeypatch):
    anna = machine("anna")
    anna.write("one")
    monkeypatch.setattr("companion.storage.sync.quarantine.MOST_FILES", 3)
    for number in range(5):
        (anna.shared / session / f"bad{number}.json").write_bytes(b"{" * number)
    assert anna.read() == "one"
    assert len(list((anna.home / "spaces" / "one" / "aside").iterdir())) == 3
