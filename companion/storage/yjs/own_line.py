"""The line break behind somebody else's last words, before a line of one's own.

Two people may type at the same place at once, each on a device that does not know yet what the
other typed. What Yjs finds inserted there it orders by client, the smaller one first. If that were
who begins the new line, the other's words would go on behind it, in the middle of a word:
"we m", "Anna's line" and "eet" would be "we m" and "Anna's lineeet". So such a break is inserted by
a client of its own, greater than all that type: it stands behind whatever is typed on before it.

Two things it does not reach. In an older version a client that types may be the greater one: what
is typed on there may come behind the line, as without this. And Yjs lets the client that redoes
something insert it anew: a break that was undone and redone is an ordinary one, and tears what the
other is typing on before they hear of it, if their client is the greater one.
"""

from typing import TYPE_CHECKING

from companion.storage.yjs.first_break import BREAK
from companion.storage.yjs.native import new_doc, transaction
from companion.storage.yjs.update_codec import encode_clocks

if TYPE_CHECKING:
    from pycrdt import _pycrdt


def break_behind(doc: "_pycrdt.Doc", name: str, size: int) -> tuple[int, bytes]:
    """What puts a break behind so many bytes of the text `name`: the client that inserts it, whose
    first insertion it is, and an update for the document."""
    with transaction(doc) as txn:
        known, all_of_it = doc.get_state(txn), doc.get_update(txn, encode_clocks({}))
    last = new_doc(last=True)
    with transaction(last) as txn:
        last.apply_update(txn, all_of_it)
    with transaction(last) as txn:
        last.get_or_insert_text(txn, name).insert(txn, size, BREAK)
    with transaction(last) as txn:
        return last.client_id(), last.get_update(txn, known)
