"""`companion pack` and `companion unpack`."""

import argparse
from pathlib import Path

from companion.cli import output
from companion.cli.context import ready_workspace
from companion.workspace.sync import bundles


def pack(args: argparse.Namespace) -> int:
    """Write everything into one file, and print its path."""
    output.write(str(bundles.write_bundle(ready_workspace(args), Path(args.out or "."))))
    return 0


def unpack(args: argparse.Namespace) -> int:
    """Take in what somebody packed, and print what of it was new."""
    unpacked = bundles.unpack(ready_workspace(args), Path(args.file))
    for sentence in unpacked.sentences():
        output.write(sentence)
    trouble = unpacked.trouble()
    if trouble is not None:
        raise trouble
    return 0
