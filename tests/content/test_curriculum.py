"""The lessons that ship, all together: which there are, and the pages that name them."""

import re
from datetime import date
from operator import attrgetter

from support.shipped_lessons import CONTENT

from companion.domain.lesson.tracks import TRACKS
from companion.lessons.check.run import check_paths

TODAY = date(2026, 11, 23)
PER_TRACK = {"equals": 4, "social-media": 5, "facebook": 5, "feedback": 5, "open-talk": 4,
             "departments": 3, "digital": 4}  # fmt: skip
LANGUAGES = ("en", "nl")


def test_the_curriculum_is_whole(lessons):
    for language in LANGUAGES:
        metas = [file.lesson.meta for file in lessons if file.language == language]
        ids = {meta.id for meta in metas}
        assert ids == {f"{t}-{n:02}" for t, count in PER_TRACK.items() for n in range(1, count + 1)}
        assert all(meta.id == f"{meta.track}-{meta.order:02}" for meta in metas)
        assert {meta.track for meta in metas} == set(TRACKS)


def test_the_checker_has_nothing_to_say():
    findings = check_paths([CONTENT / "lessons"], TODAY, None)
    assert not findings, "\n".join(f"{f.path}:{f.line}: {f.message}" for f in findings)


def test_a_track_page_names_its_lessons_in_order(lessons):
    for track in TRACKS:
        for language in LANGUAGES:
            path = CONTENT / "tracks" / language / f"{track}.md"
            page = path.read_text("utf-8")
            assert page.startswith("# "), path
            named = re.findall(r"\d\. \*\*([\w-]+) (.*?)\*\*", " ".join(page.split()))
            found = (file.lesson.meta for file in lessons if file.language == language)
            metas = sorted((m for m in found if m.track == track), key=attrgetter("order"))
            assert [lesson for lesson, _title in named] == [meta.id for meta in metas], path
            for (_lesson, title), meta in zip(named, metas, strict=True):
                assert meta.title.startswith(title.rstrip(".")), (path, title, meta.title)
