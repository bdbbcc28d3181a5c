"""The part of the close that scrolls: one types where one looks, whatever happens around it."""

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget


class Page(VerticalScroll, can_focus=False):
    """Keeps what has focus in view while somebody types, and while it or what it holds grows.

    Somebody may scroll elsewhere to read: the next letter brings them back, and nothing else does.
    """

    class Typed(Message):
        """Something was typed here; what fields say of each change tells of the other's, too."""

    _is_in_view = True
    """Whether what has focus could be seen after the last time that something was scrolled."""

    def on_mount(self) -> None:
        """Take note of whoever scrolls; what they see is known once it is drawn."""
        self.watch(self, "scroll_y", self._scrolled, init=False)

    def on_resize(self) -> None:
        """The terminal has another size."""
        self._follow_layout()

    def watch_virtual_size(self) -> None:
        """Something in it has grown or shrunk."""
        self._follow_layout()

    def on_descendant_focus(self) -> None:
        """Show what is said below a field from the first letter on."""
        self._look_after_layout()

    def on_page_typed(self) -> None:
        """Show what was typed."""
        self._look_after_layout()

    def _follow_layout(self) -> None:
        """Let what has focus stay in view; nothing where somebody has scrolled off from it."""
        if self._is_in_view:
            self._look_after_layout()

    def _scrolled(self) -> None:
        self.call_after_refresh(self._look_where_focus_is)

    def _look_where_focus_is(self) -> None:
        focused = self.screen.focused
        self._is_in_view = focused is None or focused.region.overlaps(self.region)

    def _look_after_layout(self) -> None:
        """Wait until everything has its place: it is where something stood before that counts."""
        self.call_after_refresh(self._keep_in_view)

    def _keep_in_view(self) -> None:
        """Let what has focus be seen, with what its box says below it as far as there is room."""
        focused = self.screen.focused
        box = focused.parent if focused is not None else None
        if focused is None or not isinstance(box, Widget) or self not in box.ancestors:
            return
        below = [focused]
        if box.has_class("box"):
            below += [w for w in box.children[box.children.index(focused) + 1 :] if w.display]
        for widget in (below[-1], focused):
            widget.scroll_visible(animate=False, immediate=True)
