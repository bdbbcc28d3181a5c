"""Files that one program at a time holds, until it ends or lets go."""

import sys
from typing import IO


def lock(file: IO[bytes]) -> bool:
    """Hold an open file; False where another program holds it. Closing lets go."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
