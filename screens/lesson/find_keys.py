"""What keys do to find words in a lesson."""

from textual.widgets import Input

from companion.i18n import _
from screens.lesson.lesson_text import LessonText
from screens.shared.place import PlaceScreen


class FindKeys(PlaceScreen):
    """The part of the lesson's screen that finds words in it."""

    @property
    def text(self) -> LessonText:
        """The lesson as it is drawn."""
        return self.query_one("#text", LessonText)

    def leave_contents(self) -> None:
        """Back to the text."""
        raise NotImplementedError

    def found_words(self) -> str:
        """What is looked for, and how much of it there is."""
        text = self.text
        if not text.found:
            return _("not found: {words}").format(words=text.words)
        pattern = _("{words}: {number} of {count}")
        return pattern.format(words=text.words, number=text.at + 1, count=len(text.found))

    def action_find(self) -> None:
        """Ask which words."""
        self.leave_contents()
        self.query_one("#reading").add_class("-finding")
        for field in self.query("#find").results(Input):
            field.focus()
            self.text.find(field.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find them while they are typed."""
        if event.input.has_focus:
            self.text.find(event.value)

    def on_input_submitted(self) -> None:
        """Read on at the place that was found."""
        self.leave_find()

    def leave_find(self) -> None:
        """Put the field away."""
        self.query_one("#reading").remove_class("-finding")
        self.text.focus()

    def action_find_next(self, step: int) -> None:
        """Go to another place where the words were found."""
        if self.text.found:
            self.text.find_next(step)
        else:
            self.action_find()
