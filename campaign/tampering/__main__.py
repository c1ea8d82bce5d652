"""`python -m campaign.tampering --number 10000 --seed 1`: random alterations, each of which the audit must find."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from campaign.tampering.trial import run
from campaign.tampering.worlds import made

WORLDS = 3


def main() -> int:
    asked = _asked()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="weipian-tampering-") as name:
        place = Path(name)
        worlds = [made(place / f"world-{number}", asked.seed * 100 + number) for number in range(WORLDS)]
        tally = run(worlds, place, 0, asked.number, asked.seed)
    for kind, tried in sorted(tally.tried.items()):
        sys.stdout.write(f"{kind:45} {tried:6,}\n")
    sys.stdout.write("".join(f"{one}\n" for one in tally.wrong))
    found = asked.number - len({one.split(" ")[0] for one in tally.wrong})
    sys.stdout.write(f"{asked.number:,} 次改动，找出并指对 {found:,} 次，{time.monotonic() - begun:.0f} 秒\n")
    return 0 if not tally.wrong else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "python -m campaign.tampering", description="随机改动工作区和导出件，核验应全部发现"
    )
    parser.add_argument("--number", type=int, default=10_000, help="改动次数（默认 10000）")
    parser.add_argument("--seed", type=int, default=1, help="种子")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
