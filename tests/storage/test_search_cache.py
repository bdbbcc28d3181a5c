"""The cache a search looks in: exact, patient with others, and never missed when it is gone."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.people import Pair, Person
from companion.domain.search.passages import Passage
from companion.domain.search.query import read_query
from companion.domain.search.terms import spots
from companion.storage.search import cache as search_cache
from companion.storage.search import tables as search_tables
from companion.storage.search.cache import Lost, SearchCache
from companion.storage.search.tables import Source

TODAY = date(2026, 11, 23)
PAIR = Pair(Person("anna", "Anna"), Person("bert", "Bert"))
PASSAGES = [
    Passage("note", "Three weeks, no reply. Réponse at last.", "Check in", "sessions/a",
            day="2026-10-01", who=("anna",)),
    Passage("action", "Draft the reply", document="sessions/b", day="2026-11-02",
            who=("bert", "both"), state="open", record="r1", number=2),
    Passage("lesson", "Ask, and wait for a reply.", "Silence", lesson="feedback-02", title="Steps"),
    Passage("note", "漢字とかな。 שלום עולם 🎉", document="sessions/c", day="2026-11-20",
            who=("anna", "bert")),
]  # fmt: skip


def ask(words, typing=False):
    return read_query(words, PAIR, TODAY, typing)


@pytest.fixture(params=["indexed", "plain"])
def kind(request, monkeypatch):
    """With SQLite's index of words, and where it has none."""
    if request.param == "plain":
        monkeypatch.setattr(search_tables, "has_index", lambda _connection: False)
    return request.param


@pytest.fixture
def path(tmp_path):
    return tmp_path / "private" / "search.sqlite"


@pytest.fixture
def cache(path, kind):
    made = SearchCache(path)
    made.put([Source(f"s{n}", "1", [p]) for n, p in enumerate(PASSAGES)])
    yield made
    made.close()


def numbers(cache, words, typing=False):
    return sorted(PASSAGES.index(p) for p in cache.find(ask(words, typing), 50).passages)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("reply", [0, 1, 2]),
        ("REPLY", [0, 1, 2]),
        ("repl", []),
        ("repl*", [0, 1, 2]),
        ("reply -draft", [0, 2]),
        ('"no reply"', [0]),
        ('"reply no"', []),
        ("no weeks", [0]),
        ("reponse réponse", [0]),
        ("check reply", [0]),
        ("reply who:anna", [0, 1]),  # what both do is hers too
        ("kind:note reply who:anna", [0]),
        ("reply who:bert", [1]),
        ("who:bert", [1, 3]),
        ("reply after:nov", [1]),
        ("reply before:nov", [0]),
        ("kind:lesson", [2]),
        ("kind:note kind:action reply", [0, 1]),
        ("kind:idea reply", []),
        ("-reply", []),
        ("kind:note -reply", [3]),
        ("字と", [3]),
        ("字", [3]),
        ("עולם", [3]),
        ("🎉", [3]),
        ("who", []),
        ("", []),
    ],
)
def test_what_is_found(cache, words, expected):
    assert numbers(cache, words) == expected


def test_the_last_word_is_found_while_it_is_typed(cache):
    assert numbers(cache, "rep", typing=True) == [0, 1, 2]
    assert numbers(cache, '"wait for a re', typing=True) == [2]


def test_passages_come_back_as_they_were(cache):
    found = cache.find(ask("who:bert"), 50)
    assert found.passages == [PASSAGES[3], PASSAGES[1]] and found.total == 2
    assert cache.find(ask("reply"), 1).total == 3


def test_those_alike_come_newest_first(cache):
    days = ["2026-11-01", "2026-11-03", "2026-11-02"]
    same = [Passage("note", "exactly this", document=f"sessions/{d}", day=d) for d in days]
    cache.put([Source("same", "1", same)])
    assert [p.day for p in cache.find(ask("exactly"), 9).passages] == sorted(days, reverse=True)


def test_a_heading_counts_for_more(cache):
    below = Passage("lesson", "about zebra and horse and so on", "Horse")
    above = Passage("lesson", "horse and so on", "About a zebra")
    cache.put([Source("t", "1", [below, above])])
    assert [p.heading for p in cache.find(ask("zebra"), 9).passages] == ["About a zebra", "Horse"]


def test_what_changed_stands_there_once_and_what_is_gone_not_at_all(cache):
    cache.put([Source("s1", "2", [Passage("action", "Another thing")])], gone=["s0"])
    assert cache.sources() == {"s1": "2", "s2": "1", "s3": "1"}
    assert cache.find(ask("reply"), 9).passages == [PASSAGES[2]]
    assert cache.find(ask("another"), 9).total == 1


LETTERS = "ab éßc漢字🎉-\"':*()^ \nשא\u0301"


@given(
    st.lists(st.tuples(st.text(LETTERS, max_size=12), st.text(LETTERS, max_size=25)), max_size=5),
    st.text(LETTERS, max_size=10),
    st.booleans(),
)
def test_with_and_without_an_index_the_same_is_found(texts, words, typing):
    passages = [Passage("note", text, heading, title=str(n)) for n, (heading, text) in
                enumerate(texts)]  # fmt: skip
    query = ask(words, typing)
    found = []
    for indexed in (True, False):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(search_tables, "has_index", lambda _connection, is_so=indexed: is_so)
            search_tables.make_tables(connection)
            search_tables.put(connection, [Source("x", "1", passages)])
            found.append({p.title for p in search_tables.find(connection, query, 99).passages})
        connection.close()
    assert found[0] == found[1]
    for passage in passages if query.needles and not query.without else ():
        shown = all(spots(passage.heading, [n]) or spots(passage.text, [n]) for n in query.needles)
        assert shown == (passage.title in found[0])


@given(st.text(), st.booleans())
def test_any_query_can_be_asked(words, typing):
    connection = sqlite3.connect(":memory:", isolation_level=None)
    search_tables.make_tables(connection)
    search_tables.put(connection, [Source("x", "1", PASSAGES)])
    assert search_tables.find(connection, ask(words, typing), 5).total <= len(PASSAGES)
    connection.close()


def test_only_this_user_may_open_it(cache, path):
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_a_file_that_all_could_open_is_closed_to_them(path):
    path.parent.mkdir()
    path.touch(0o644)
    SearchCache(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_stays_for_the_next_time(path, cache):
    cache.close()
    again = SearchCache(path)
    assert len(again.sources()) == 4 and again.find(ask("reply"), 9).total == 3
    again.close()


def foreign(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE passage (x)")
    connection.commit()
    connection.close()


def older(path):
    SearchCache(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()


def cut(path):
    made = SearchCache(path)
    made.put([Source("s", "1", PASSAGES * 50)])
    made.close()
    os.truncate(path, path.stat().st_size // 2)


def scribbled(path):
    cut(path)
    path.write_bytes(b"\xff".join(path.read_bytes()[n : n + 97] for n in range(0, 40_000, 97)))


def linked(path):
    other = path.with_name("other")
    other.write_text("mine")
    path.symlink_to(other)


@pytest.mark.parametrize(
    "spoil",
    [
        foreign, older, cut, scribbled, linked,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no database at all" * 500),
        lambda path: os.mkfifo(path),
        lambda path: path.mkdir(),
    ],
)  # fmt: skip
def test_what_is_no_good_is_thrown_away(path, spoil):
    path.parent.mkdir()
    spoil(path)
    cache = SearchCache(path)
    assert cache.sources() == {}
    cache.put([Source("s", "1", PASSAGES)])
    assert cache.find(ask("reply"), 9).total == 3
    cache.close()
    if spoil is linked:
        assert path.with_name("other").read_text() == "mine"


def test_what_breaks_in_use_is_thrown_away_and_said(path, cache):
    cache.put([Source("more", "1", PASSAGES * 200)])
    cache.find(ask("reply"), 9)
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE words")
    connection.commit()
    connection.close()
    with pytest.raises(Lost):
        cache.find(ask("reply"), 9)
    assert cache.sources() == {}
    cache.put([Source("s", "1", PASSAGES)])
    assert cache.find(ask("reply"), 9).total == 3


def test_one_that_is_deleted_in_use_is_made_anew(path, cache):
    for file in list(path.parent.iterdir()):
        file.unlink()
    assert cache.sources() == {}
    cache.put([Source("s", "1", PASSAGES)])
    other = SearchCache(path)
    assert other.find(ask("reply"), 9).total == 3
    other.close()


def test_two_programs_use_it_at_once(path, cache):
    other = SearchCache(path)
    other.put([Source("mine", "1", [Passage("idea", "From the other program")])])
    cache.put([Source("yours", "1", [Passage("idea", "From this program")])])
    for one in (cache, other):
        assert one.find(ask("program"), 9).total == 2
    other.close()


def test_many_programs_begin_it_at_once(path):
    code = (
        "import sys; from pathlib import Path\n"
        "from companion.domain.search.passages import Passage\n"
        "from companion.storage.search.cache import SearchCache\n"
        "from companion.storage.search.tables import Source\n"
        "cache = SearchCache(Path(sys.argv[1]))\n"
        "for n in range(20):\n"
        "    cache.put([Source(f'{sys.argv[2]}-{n}', '1', [Passage('note', 'hello')])])\n"
        "print(cache._inode is not None)\n"
    )
    programs = [
        subprocess.Popen([sys.executable, "-c", code, str(path), str(n)], stdout=subprocess.PIPE)
        for n in range(3)
    ]
    said = [program.communicate(timeout=60)[0].strip() for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0] and said == [b"True"] * 3
    cache = SearchCache(path)
    assert len(cache.sources()) == 60
    cache.close()


def test_a_program_that_holds_it_for_ever_stops_nobody(path, cache, monkeypatch):
    cache.close()
    monkeypatch.setattr(search_cache, "_PATIENCE", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    other = SearchCache(path)
    assert len(other.sources()) == 4  # to read nobody waits
    with pytest.raises(Lost):
        other.put([Source("s", "1", PASSAGES)])
    other.put([Source("s", "1", PASSAGES)])  # in memory
    assert other.find(ask("reply"), 9).total == 3
    holder.execute("ROLLBACK")
    holder.close()
    other.close()
    again = SearchCache(path)
    assert len(again.sources()) == 4
    again.close()


def test_where_nothing_can_be_written_it_stands_in_memory(path):
    path.parent.parent.joinpath("private").write_text("a file where the folder should be")
    cache = SearchCache(path)
    cache.put([Source("s", "1", PASSAGES)])
    assert cache.find(ask("reply"), 9).total == 3
    cache.close()


def test_a_full_disk_stops_nobody(tmp_path, disk):
    folder = tmp_path / "small"
    folder.mkdir()
    small = disk(folder)
    cache = SearchCache(folder / "search.sqlite")
    with small.full():
        with pytest.raises(Lost):
            cache.put([Source("s", "1", PASSAGES * 100)])
        cache.put([Source("s", "1", PASSAGES * 100)])
        assert cache.find(ask("reply"), 9).total == 300
    cache.close()


def test_one_thread_finds_while_another_puts(cache):
    failed = []

    def put():
        try:
            for n in range(40):
                cache.put([Source(f"t{n}", "1", PASSAGES)])
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=put)
    thread.start()
    before = 0
    while thread.is_alive():
        total = cache.find(ask("reply"), 9).total
        assert total >= before
        before = total
    thread.join()
    assert not failed and cache.find(ask("reply"), 9).total == 3 * 41


def test_who_asks_after_the_end_hears_that_nothing_is_there(path, cache):
    cache.close()
    with pytest.raises(Lost):
        cache.find(ask("reply"), 9)
    assert path.exists()


def test_a_mistake_of_ours_costs_no_file(path, cache):
    with pytest.raises(sqlite3.ProgrammingError):
        cache._do(lambda connection: connection.execute("SELECT ?", ()))
    assert len(cache.sources()) == 4
