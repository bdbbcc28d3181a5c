"""What the app says in passing."""

import time

from textual.app import App
from textual.notifications import SeverityLevel


class SayingApp(App[None]):
    """An app that does not say again what can still be read."""

    _read_until: dict[str, float] = {}

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Say something for a while."""
        now = time.monotonic()
        shown = {words: end for words, end in self._read_until.items() if end > now}
        if message not in shown:
            lasts = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
            self._read_until = shown | {message: now + lasts}
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)
