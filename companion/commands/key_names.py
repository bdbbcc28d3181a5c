"""Keys as they stand on keyboards."""

from companion.i18n import N_, _

_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "space": N_("Space"),
    "tab": "Tab",
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pagedown": "PgDn",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "delete": "Del",
    "up": "↑",
    "down": "↓",
}


def shown(key: str) -> str:
    """A key as people know it: F3, ^p, Shift+F3, Esc."""
    if key in _NAMES:
        return _(_NAMES[key])
    modifier, _plus, name = key.rpartition("+")
    if modifier == "ctrl":
        return f"^{name}"
    name = _NAMES.get(name) or (name.upper() if name[:1] == "f" and name[1:].isdigit() else name)
    return f"{modifier.capitalize()}+{name}" if modifier else name
