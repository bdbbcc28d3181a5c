"""What the app says of disks that fail: each sentence once, and again once it healed."""

from datetime import UTC, datetime

import pytest

from companion.app.save_trouble import DiskTrouble, SaveTrouble

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Posted:
    """Stands for the app; the sentences that were posted to it."""

    def __init__(self):
        self.sentences = []

    def post_message(self, message):
        if isinstance(message, DiskTrouble):
            self.sentences.append(message.sentence)


@pytest.fixture
def app():
    return Posted()


def test_what_fails_by_turns_is_said_once_until_it_healed_or_fails_otherwise(app):
    trouble = SaveTrouble(app)
    for _time in range(3):
        for what, sentence in (("a", "full: home"), ("b", "full: home"), ("drafts", "full: d")):
            trouble.not_saved(what, sentence)
    assert app.sentences == ["full: home", "full: d"]
    trouble.not_saved("a", "read-only: home")
    trouble.not_saved("b", "full: home")
    assert app.sentences[2:] == ["read-only: home"], "the other was said before"
    trouble.saved("drafts", AT)
    trouble.not_saved("drafts", "full: d")
    assert app.sentences[3:] == ["full: d"]


def test_what_is_said_of_the_shared_folder_follows_the_private_disk(app, tmp_path):
    trouble = SaveTrouble(app)
    for _time in range(2):
        trouble.not_shared("a", tmp_path, OSError("gone"))
    assert len(app.sentences) == 1, "it is told once"
    trouble.not_saved("a", "full: home")
    assert len(app.sentences) == 3, "that this computer has it is true no more"
    trouble.shared("a", AT)
    trouble.saved("a", AT)
    assert not trouble.status.troubles
