"""`companion doctor`."""

import argparse
from dataclasses import asdict

from companion.cli import output
from companion.cli.context import workspace_for
from companion.domain.text import one_line
from companion.workspace.sync.doctor import diagnose

INDENT = "  "


def doctor(args: argparse.Namespace) -> int:
    """Print what was looked at and what to mend; 1 when something should be mended."""
    checks = diagnose(workspace_for(args))
    fine = all(check.ok for check in checks)
    if args.json:
        output.write_json({"ok": fine, "checks": [asdict(check) for check in checks]})
        return 0 if fine else 1
    for check in checks:
        output.write(f"{'✓' if check.ok else '!'} {one_line(check.message, None)}")
        if check.remedy:
            output.write(INDENT + one_line(check.remedy, None))
    return 0 if fine else 1
