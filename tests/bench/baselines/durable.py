"""The least a durable save can be, as a whole process: write, fsync, rename, of 600 bytes."""

import json
import os
import sys

folder = sys.argv[1]
note = {"id": 1, "title": "x", "body": "We talked about asking open questions. " * 14}
descriptor = os.open(f"{folder}/.new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
os.write(descriptor, json.dumps(note).encode())
os.fsync(descriptor)
os.close(descriptor)
os.rename(f"{folder}/.new", f"{folder}/note.json")  # noqa: PTH104 - pathlib would cost 10 ms
