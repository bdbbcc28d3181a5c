import pytest

from companion.storage.document.schema import read_notebook
from companion.storage.private.pulse_answers import PulseFiles

ANSWERS = {"useful": "yes", "safe": "partly", "lead": "no"}


def test_each_persons_answers_come_back(tmp_path):
    pulses = PulseFiles(tmp_path / "private" / "pulse")
    pulses.write("s1", "anna", ANSWERS)
    pulses.write("s1", "bert", {**ANSWERS, "safe": "no"})
    again = PulseFiles(tmp_path / "private" / "pulse")
    assert again.read("s1", "anna") == ANSWERS
    assert again.read("s1", "bert")["safe"] == "no"
    assert again.read("s2", "anna") == {}


@pytest.mark.parametrize("person", ["../../../escaped", "a/b", "..", "", "Anna B", "x\x00y"])
def test_no_id_leads_out_of_the_folder(tmp_path, person):
    root = tmp_path / "private" / "pulse"
    PulseFiles(root).write("s1", person, ANSWERS)
    assert PulseFiles(root).read("s1", person) == ANSWERS
    (made,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert made.parent == root / "s1"


@pytest.mark.parametrize(
    "data", [b"", b"x", b"[]", b"5", b"{}", b"\xff", b'{"useful": "yes"}', b"[" * 100_000,
             b'{"useful": "maybe", "safe": "yes", "lead": "no"}',
             b'{"useful": [], "safe": "yes", "lead": "no"}'],
)  # fmt: skip
def test_a_damaged_file_is_no_answer(tmp_path, data):
    pulses = PulseFiles(tmp_path)
    pulses.write("s1", "anna", ANSWERS)
    (tmp_path / "s1" / "anna.json").write_bytes(data)
    assert pulses.read("s1", "anna") == {}


def pulse(**fields):
    return {"pulse": {key.replace("__", "/"): value for key, value in fields.items()}}


@pytest.mark.parametrize(
    ("fields", "shown", "agreed", "waiting"),
    [
        ({}, set(), set(), ()),
        ({"anna__agree": True}, set(), {"anna"}, ()),
        ({"anna__agree": True, "anna__safe": "no"}, set(), {"anna"}, ()),
        ({"anna__safe": "no", "bert__safe": "no"}, set(), set(), ()),
        ({"anna__agree": True, "bert__agree": True}, set(), {"anna", "bert"}, ("anna", "bert")),
        ({"anna__agree": True, "bert__agree": True, "bert__safe": "no"}, set(), {"anna", "bert"},
         ("anna",)),
        ({"anna__agree": True, "bert__agree": "yes", "anna__safe": "no", "bert__safe": "no"},
         set(), {"anna"}, ()),
        ({"anna__agree": True, "bert__agree": True, "anna__safe": "no", "bert__safe": "yes"},
         {"anna", "bert"}, {"anna", "bert"}, ()),
    ],
)  # fmt: skip
def test_half_an_agreement_shows_nothing(fields, shown, agreed, waiting):
    notebook = read_notebook("s", pulse(**fields))
    assert set(notebook.pulses) == shown
    assert notebook.agreed == agreed
    assert notebook.unshared_pulses == waiting
