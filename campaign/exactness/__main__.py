"""`python -m campaign.exactness --pairs 1000000 --seed 3 -o 文件夹`; `--again` measures what was judged once more."""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import datetime
from pathlib import Path

from campaign.exactness.again import again, cases_of
from campaign.exactness.compare import EAST
from campaign.exactness.page import page
from campaign.exactness.result import result
from campaign.exactness.run import OtherRun, Plan, compare_all, settle_all


def main() -> int:
    asked = _asked()
    if asked.again:
        return _again(asked.output)
    try:
        plan = Plan(pairs=asked.pairs, seed=asked.seed, worst=asked.worst, east=asked.east)
        return _run(plan, asked.output, asked.processes)
    except OtherRun as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("已停下；做完的各批留在文件夹里，用同样的命令继续\n")
        return 1


def _run(plan: Plan, folder: Path, processes: int) -> int:
    begun = time.monotonic()
    kept = compare_all(plan, folder, processes)
    verdicts = settle_all(kept, processes)
    day = datetime.now().astimezone().date().isoformat()
    about = {"date": day, "elapsed": time.monotonic() - begun, "processes": processes}
    data = about | {"run": plan.identity} | result(kept, verdicts, plan.keeping)
    (folder / "result.json").write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / "result.md").write_text(page(data), encoding="utf-8")
    sys.stdout.write(f"{folder / 'result.md'}\n")
    return 0 if all(verdict.judges_agree and verdict.within_bound for verdict in verdicts) else 1


def _again(folder: Path) -> int:
    found = again(cases_of(folder / "result.json"))
    within = sum(each.within_bound for each in found)
    largest = float(max(abs(each.error) for each in found))
    changed = sum(float(each.error) != each.case["our_error"] for each in found)
    sys.stdout.write(
        f"重算 {len(found)} 对：允许误差之内 {within} 对，最大误差 {largest:.2g} 平方米，变了 {changed} 对\n"
    )
    return 0 if within == len(found) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m campaign.exactness", description="与 GEOS 对比重叠面积，用有理数裁定")
    parser.add_argument("--pairs", type=_positive, default=1_000_000, help="图形对数（默认 1000000）")
    parser.add_argument("--seed", type=int, default=3, help="种子（默认 3）")
    parser.add_argument("--worst", type=_positive, default=200, help="裁定相差最大的多少对（默认 200）")
    parser.add_argument("--east", type=float, default=EAST, help="横坐标在多少米附近（默认 12000000）")
    parser.add_argument("--processes", type=_positive, default=1, help="进程数（默认 1）")
    parser.add_argument("--again", action="store_true", help="只用当前内核重算文件夹里已裁定的图形对")
    parser.add_argument("-o", "--output", type=Path, required=True, help="结果文件夹；中断后用同样的命令继续")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("要大于 0")
    return number


if __name__ == "__main__":
    sys.exit(main())
