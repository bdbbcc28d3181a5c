"""The line break that every text begins with and never shows.

Two people may begin to write in an empty text at once, each on a device that knows nothing of the
other. Merged, their first words would stand in one line: "week 52 offBert wants week 1". So
whoever writes first words into an empty text puts a line break before them. The first break of a
text is never shown; what follows the words of the one with the smaller client id is shown, and
both have lines of their own. Nothing is written when texts merge, so no break is ever doubled.

The text as it stands in the document is called raw here. A text that an older version began has no
such break, and is shown as it is.
"""

from collections.abc import Iterable, Iterator

from companion.domain.text import Patch, patch_between

BREAK = "\n"


def shown(raw: str) -> str:
    """What people see of a raw text."""
    return raw[1:] if raw.startswith(BREAK) else raw


def raw_patch(raw: str, patch: Patch) -> Patch:
    """What to do to a raw text so that what is shown of it changes by `patch`."""
    hidden = raw.startswith(BREAK)
    if patch.removed == len(raw) - hidden:  # first words: with a break in place of any other
        return Patch(0, len(raw), patch.inserted and BREAK + patch.inserted)
    if hidden or patch.start:
        return Patch(patch.start + hidden, patch.removed, patch.inserted)
    begins = patch.applied(raw).startswith(BREAK)
    return Patch(0, patch.removed, BREAK + patch.inserted if begins else patch.inserted)


def shown_patches(raw: str, patches: Iterable[Patch]) -> Iterator[Patch]:
    """What is shown of patches to a raw text, one after another; some of them show nothing."""
    for patch in patches:
        found = _shown_patch(raw, patch)
        if found is not None:
            yield found
        raw = patch.applied(raw)


def _shown_patch(raw: str, patch: Patch) -> Patch | None:
    hidden = raw.startswith(BREAK)
    if patch.start:
        return Patch(patch.start - hidden, patch.removed, patch.inserted)
    before, after = shown(raw), shown(patch.applied(raw))
    if patch.removed and patch.inserted:
        return patch_between(before, after)
    if patch.removed:
        removed = len(before) - len(after)
        return Patch(0, removed, "") if removed else None
    inserted = shown(patch.inserted) + BREAK * hidden  # a break that was the first is seen now
    return Patch(0, 0, inserted) if inserted else None
