"""Keys as they stand on keyboards."""

from companion.i18n import N_, _

LEADER = "ctrl+l"
"""The key that the menu opens with, of those that do the one whose letters one presses next."""

THROW_AWAY = "ctrl+u"
"""The key that lets go of what was typed: in a field, and of what waits to be typed."""

_SIGNS = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "space": N_("Space"),
}
"""Keys of characters that have a name in Textual."""

_NAMES = {
    **_SIGNS,
    "escape": "Esc",
    "enter": "Enter",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "up": "↑",
    "down": "↓",
}


def shown(key: str) -> str:
    """A key as people know it: F3, ^p, ^PgUp, Shift+F3, Esc."""
    if key in _NAMES:
        return _(_NAMES[key])
    if len(key) == 1:
        return key
    if key == "ctrl+@":  # what most terminals send for it
        key = "ctrl+space"
    modifier, _plus, name = key.rpartition("+")
    name = _(_NAMES.get(name, name))
    if modifier == "ctrl":
        return f"^{name}"
    name = name.upper() if name[:1] == "f" and name[1:].isdigit() else name
    return f"{modifier.capitalize()}+{name}" if modifier else name


def leader_label(leader: str) -> str:
    """The way through the menu as people know it: ^l g 4."""
    return " ".join([shown(LEADER), *map(shown, leader.split())])


def is_character(key: str) -> bool:
    """Whether a field would take the key as something typed."""
    return len(key) == 1 or key in _SIGNS
