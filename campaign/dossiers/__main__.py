"""`python -m campaign.dossiers --year 工作区 -o 文件夹`: twenty dossiers, checked, each page a picture to look at."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import InitVar, dataclass
from pathlib import Path
from typing import Any

from campaign.dossiers.added import DAY, add
from campaign.dossiers.checks import wrong_of
from campaign.dossiers.county import desks, opened
from campaign.dossiers.grounds import GROUNDS, Ground, plot_of
from campaign.dossiers.looking import contact_sheets, drawn
from campaign.dossiers.singles import singles

CHOSEN, TWICE = "chosen.json", 4


def main() -> int:
    asked = _asked()
    out: Path = asked.output
    desk = opened(asked.year, out / "工作区")
    everybody = desks(desk)
    chosen = _chosen(everybody, out)
    run = _issued(everybody["clerk"], list(chosen.values()), out / "卷宗")
    wrong = _Said([f"{one.name}: {one.reason}" for one in run.failed])
    for label, number in chosen.items():
        one = next(each for each in run.done if each.plot == number)
        sys.stdout.write(f"{label:12} {number:20} {one.pages:3} 页 待补 {one.gaps:2}  {'；'.join(one.lost)}\n")
        if not asked.only or label in asked.only:
            found = _looked(everybody["clerk"], one.path, number, out / "页" / label if asked.pages else None)
            wrong += [f"{label} {number}: {said}" for said in found]
    if not asked.only:
        wrong += _again(everybody["clerk"], run, list(chosen.values()), out)
        some = {label: number for at, (label, number) in enumerate(chosen.items()) if at % 4 == 0}
        wrong += singles(everybody["clerk"], some, out / "单件")
    return 1 if wrong.count else 0


@dataclass(slots=True)
class _Said:
    """What is wrong, said as it is found."""

    first: InitVar[list[str]]
    count: int = 0

    def __post_init__(self, first: list[str]) -> None:
        self += first

    def __iadd__(self, more: Iterable[str]) -> _Said:
        for one in more:
            sys.stdout.write(f"不对：{one}\n")
            sys.stdout.flush()
            self.count += 1
        return self


def _chosen(everybody: Any, out: Path) -> dict[str, str]:
    """By what each stands for; worked on once."""
    if (out / CHOSEN).exists():
        return dict(json.loads((out / CHOSEN).read_text("utf-8")))
    chosen: dict[str, str] = {}
    for ground in GROUNDS:
        number = plot_of(ground, list(chosen.values()))
        if number:
            chosen[ground.label] = number
    full = plot_of(Ground("", "unlawful_new", "GateOpinion"), list(chosen.values()))
    more = add(everybody, out / "材料", chosen["设施农业"], full)
    chosen |= {"多照片·闸门": full, "无影像": more.bare}
    chosen |= {f"拆分第 {at} 块": part for at, part in enumerate(more.split, 1)}
    (out / CHOSEN).write_text(json.dumps(chosen, ensure_ascii=False, indent=1), "utf-8")
    return chosen


def _issued(desk: Any, numbers: Sequence[str], folder: Path) -> Any:
    from weipian.office.dossier.issuing import Run, chosen_for, issue_dossiers

    every, plots = chosen_for(desk, numbers, None)
    run = Run()
    issue_dossiers(desk, every, plots, folder, DAY, run)
    return run


def _again(desk: Any, run: Any, numbers: Sequence[str], out: Path) -> list[str]:
    """What stands is handed out as it is; set twice, a paper has the same bytes."""
    before = {one.plot: one.path.read_bytes() for one in run.done}
    after = {one.plot: one.path.read_bytes() for one in _issued(desk, numbers, out / "再出").done}
    handed = [f"{plot}: handed out with other bytes" for plot in before if before[plot] != after[plot]]
    once, twice = (_set(desk, numbers[:TWICE]) for _ in range(2))
    return handed + [f"{number}: set with other bytes" for number, pdf in once.items() if pdf != twice[number]]


def _set(desk: Any, numbers: Sequence[str]) -> dict[str, bytes]:
    from weipian.office.dossier.composing import Stamp, composed
    from weipian.office.dossier.gathering import gathered
    from weipian.office.dossier.issuing import chosen_for
    from weipian.papers.typesetting import built

    every, plots = chosen_for(desk, numbers, None)
    stamp = Stamp(1, "", desk.workspace.id, DAY)
    return {one.number: built(composed(one, stamp)).pdf for one in gathered(desk, every, plots, DAY)}


def _looked(desk: Any, pdf: Path, number: str, place: Path | None) -> list[str]:
    from weipian.programme.report.explain.answer import as_json, told
    from weipian.store.queries.explain import story_of
    from weipian.store.queries.layers import all_layers
    from weipian.store.seeing import seen

    if place is not None:
        list(contact_sheets(drawn(pdf, place), place))
    sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))
    from read_paper import pages as words_of
    from read_paper import wrong_for_archive

    texts = words_of(pdf.read_bytes())
    said = as_json(told(story_of(number, seen(desk)), all_layers(), desk.policy, DAY))
    return [*wrong_of(pdf, said, texts), *wrong_for_archive(pdf.read_bytes())]


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m campaign.dossiers", description="二十种情形的卷宗，逐页画出来看")
    parser.add_argument("--year", type=Path, required=True, help="已办完一年的工作区（weipian demo --days）")
    parser.add_argument("-o", "--output", type=Path, required=True, help="成果写到哪里")
    parser.add_argument("--no-pages", dest="pages", action="store_false", help="不画出各页，只核对")
    parser.add_argument("--only", nargs="*", default=[], help="只看这几种")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
