"""What is ticked in a session: prompts and steps, and the small clock of a step with minutes."""

from companion.domain.session.exercise_steps import next_timed
from companion.i18n import N_
from screens.session.authorship import AuthorshipScreen
from screens.session.guide import Guide
from screens.session.session_words import lesson_item, step_words


class TicksScreen(AuthorshipScreen):
    """Ticks in the guide, by a key or where they stand."""

    def action_tick_next(self) -> None:
        """Tick the next open prompt or step."""
        if not self._cannot("session-tick"):
            self._tick_line(self.query_one(Guide).open_keys[0])

    @property
    def next_to_tick(self) -> str:
        """The words of the next open prompt or step; empty where there is none."""
        keys, item = self.query_one(Guide).open_keys, self.session.notebook.known_item(self.viewing)
        return step_words(item, self.lesson, keys[0]) if keys else ""

    def action_step_timer(self) -> None:
        """Start the small clock of the next open step that gives minutes, or stop it."""
        if self._cannot("session-timer"):
            return
        if self.session.notebook.clock.timer is not None:
            with self.step(N_("step clock stopped")):
                self.session.stop_timer()
        else:
            with self.step(N_("step clock started")):
                self.session.start_timer(*self.next_timed())
        self.changed()

    def on_guide_ticked(self, event: Guide.Ticked) -> None:
        """Tick a prompt or a step, or take its tick away."""
        self._tick_line(event.key)

    def _tick_line(self, line: str) -> None:
        key = f"{self.viewing}/{line}"
        timer = self.session.notebook.clock.timer
        if self.session.notebook.state == "done":
            return
        ticked = key in self.session.notebook.checks
        words = step_words(self.session.notebook.known_item(self.viewing), self.lesson, line)
        with self.step(N_("unticked: {line}") if ticked else N_("ticked: {line}"), line=words):
            self.session.tick(key, not ticked)
            if timer is not None and key == f"{timer.item}/{timer.step}":
                self.session.stop_timer()
        self.changed()
        self.query_one(Guide).bring_up(line)

    def next_timed(self) -> tuple[str, int]:
        """The next open step of the item at hand that gives minutes, and how many."""
        item = self.session.current
        found = lesson_item(item, self.lesson) if item else None
        if item is None or found is None:
            return "", 0
        ticked = self.session.notebook.checks
        return next_timed(found.steps, lambda step: f"{item.id}/{step}" in ticked)
