"""`companion idea` and `ideas`."""


def test_ideas_are_added_and_listed(pair, bert, shared):
    assert pair("ideas").err.strip() == "No ideas yet."
    between = pair("idea", "coffee for new people")
    assert between.code == 0
    session = pair("session", "feedback-02").out.strip()
    other = pair("idea", "mail\x1b less")
    assert pair("ideas", "--json").json == [
        {"id": between.out.strip(), "text": "coffee for new people", "by": "Anna",
         "state": "open", "steps": [], "session": None},
        {"id": other.out.strip(), "text": "mail less", "by": "Anna",
         "state": "open", "steps": [], "session": session},
    ]  # fmt: skip
    bert("setup", "--me", "Bert", "--partner", "Anna", "--folder", str(shared))
    lines = bert("ideas").out.splitlines()
    assert [line.split(maxsplit=2)[1:] for line in lines] == [
        ["Anna", "coffee for new people"], ["Anna", "mail less"]
    ]  # fmt: skip


def test_an_idea_needs_words(pair):
    answer = pair("idea", " ")
    assert answer.code == 2
    assert "nothing to write down" in answer.err


def test_an_idea_between_sessions_stands_in_the_notes(pair):
    pair("idea", "coffee")
    assert "- coffee (" not in pair("notes").out
    assert "- coffee" in pair("notes").out
    assert pair("notes", "--json").json[0]["ideas"][0]["text"] == "coffee"


def test_a_labelled_line_that_is_noted_is_an_idea(pair):
    pair("note", "Idea: coffee")
    pair("note", "-", stdin="besproken\n- **Idee:** thee\n")
    assert [idea["text"] for idea in pair("ideas", "--json").json] == ["coffee", "thee"]
    assert "Idea: coffee" in pair("notes").out


def test_where_names_the_private_notes(pair):
    assert "private-notes" in pair("where").out


def test_no_command_prints_private_notes(pair, tmp_path):
    session = pair("session", "feedback-02").out.strip()
    (private,) = (tmp_path / "anna" / "private" / "spaces").iterdir()
    folder = private / "private-notes" / session
    folder.mkdir(parents=True)
    (folder / "anna.json").write_text('{"notes": {"1": {"text": "zebrafinch"}}}')
    pair("note", "shared words")
    for words in (
        ("notes",), ("notes", session, "--json"), ("pack", "-o", str(tmp_path / "all.zip")),
    ):  # fmt: skip
        answer = pair(*words)
        assert "zebrafinch" not in answer.out + answer.err, words
    assert b"private" not in (tmp_path / "all.zip").read_bytes()
