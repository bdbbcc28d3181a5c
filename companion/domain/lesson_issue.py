"""What the checker finds in a lesson."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a lesson's author should mend."""

    path: str
    line: int
    code: str
    """A letter and three digits; W means a warning."""
    message: str

    @property
    def is_warning(self) -> bool:
        """Whether the lesson can be used all the same."""
        return self.code.startswith("W") or self.code in {"P093", "P095", "P096"}
