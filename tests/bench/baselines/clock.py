"""The least that shows the time: what an app left alone is measured against."""

from datetime import datetime

from textual.app import App, ComposeResult
from textual.widgets import Static


class Clock(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Ready")

    def on_mount(self) -> None:
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        self.query_one(Static).update(f"Ready {datetime.now():%H:%M}")


Clock().run()
