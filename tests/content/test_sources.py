"""What each lesson that ships rests on."""

import re

from support.shipped_lessons import assert_kept


def wrong_in_sources(file):
    sources = file.lesson.meta.sources
    if not 2 <= len(sources) <= 7:
        yield file.line_of("sources:"), f"{len(sources)} sources, not 2 to 7"
    for source in sources:
        if not source.url.startswith("https://"):
            yield file.line_of(source.url), f"{source.url} is not https"
    body = file.text.split("---\n", 2)[2]
    cited = set(re.findall(r"\[(S\d+)\](?!:)", body))
    for name in cited ^ {source.id for source in sources}:
        what = "is cited but no source" if name in cited else "is never cited"
        yield file.line_of(name), f"{name} {what}"


def test_every_source_is_https_and_cited(lessons):
    assert_kept(wrong_in_sources, lessons)
