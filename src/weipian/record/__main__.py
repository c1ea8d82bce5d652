"""`python -m weipian.record FOLDER|EXPORT.jsonl`: the audit for who has Python and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

from weipian.record.audit import audit_export, audit_workspace
from weipian.record.head import NAME
from weipian.terms.messages import sentence


def main(arguments: list[str]) -> int:
    """Prints what was found; 0 where nothing was altered, 1 where something was, 2 for wrong usage."""
    if len(arguments) != 1 or not Path(arguments[0]).exists():
        sys.stderr.write(sentence("audit_usage", {}) + "\n")
        return 2
    path = Path(arguments[0])
    head = path.with_name(NAME)
    report = audit_workspace(path) if path.is_dir() else audit_export(path, head if head.is_file() else None)
    sys.stdout.write("".join(f"{finding}\n" for finding in report.findings))
    sys.stdout.write(report.verdict() + "\n")
    return 0 if report.clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
