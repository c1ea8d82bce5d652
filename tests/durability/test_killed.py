"""kill −9 while acts are done: nothing acknowledged is lost, nothing is half done, an honest tail is no tampering."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = 300
"""`make campaign` does ten thousand."""


@pytest.mark.requirement("F2")
def test_nothing_is_lost_by_kills(quick: Path) -> None:
    asked = ["kills", "--count", str(KILLS), "--seed", "20261201", "-o", str(quick / "kills")]
    done = subprocess.run(
        [sys.executable, "-m", "campaign.durability", *asked],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert (found["kills"], found["complaints"]) == (KILLS, [])
    assert set(found["kinds"]) == {"small", "large", "batch", "ledger", "export", "new"}
    assert found["acknowledged"] > KILLS / 2
    assert found["journals"] > KILLS / 60  # kills that fell into a transaction: it was taken back
