from hypothesis import given
from hypothesis import strategies as st

from companion.storage.document.document import Document
from companion.storage.document.notebook_reader import NotebookReader
from companion.storage.document.schema import NOBODY, read_notebook

ROOTS = {
    "notes:0": st.sampled_from(["", "whole", "an \x1b in it"]),
    "notes:i1": st.sampled_from(["first", "first and more"]),
    "about": st.sampled_from([{}, {"title": "Feedback"}]),
    "agenda": st.sampled_from([{}, {"i1/title": "Start", "i1/minutes": 5}]),
    "clock": st.sampled_from([[], [{"at": "2026-11-23T09:00:00", "do": "start", "item": "i1"}]]),
    "pulse": st.sampled_from([{}, {"anna/agree": True}, {"anna/agree": True, "bert/agree": True}]),
}
CONTENTS = st.tuples(
    st.sampled_from(["s1", "s2"]),
    st.fixed_dictionaries({}, optional=ROOTS),
)


@given(st.lists(CONTENTS, max_size=8))
def test_it_reads_what_reading_afresh_would(contents):
    reader = NotebookReader()
    for name, content in contents:
        assert reader.read(name, content, Document(), NOBODY) == read_notebook(name, content)
