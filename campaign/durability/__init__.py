"""Nothing lost: kill −9, power cuts, full and failing disks, many at once, far oftener than an ordinary test would."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = str(Path(__file__).resolve().parents[2] / "tests")
if TESTS not in sys.path:  # the small workspaces that the tests make are good enough here
    sys.path.insert(0, TESTS)
