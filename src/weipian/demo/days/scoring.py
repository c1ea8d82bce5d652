"""验收: the bureau scores every township's year; what is wanting is mended, looked at again, and concluded."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.world import World
from weipian.demo.places import TOWNSHIPS
from weipian.programme.report.acceptance.concluding import conclude, supervise
from weipian.programme.report.acceptance.mending import say_mended
from weipian.programme.report.acceptance.scoring import Scoring, score
from weipian.store.queries.acceptance import findings
from weipian.store.seeing import seen
from weipian.terms.acceptance import Appraisal, MendKind

SCORED, MENDED, LOOKED_AT, CONCLUDED = date(2024, 1, 5), date(2024, 1, 11), date(2024, 1, 15), date(2024, 1, 18)
MENDS, LAGS = TOWNSHIPS[4], TOWNSHIPS[6]
"""One mends what is wanting; the other lets it lie, is not passed and supervised."""
FAULTY, LACKING = "archive", "rectification"
SHORT = {LAGS: 3}
"""Points less in every item."""


def score_townships(world: World, day: date) -> None:
    """All townships and items in one act."""
    if day != SCORED:
        return
    bureau = world.desks["bureau"]
    wanted = []
    for township in TOWNSHIPS:
        for item in bureau.policy.value("acceptance.order").items:
            weight = int(str(bureau.policy.value(f"acceptance.items.{item}").table["weight"]))
            found = {MENDS: FAULTY, LAGS: LACKING}.get(township) == item
            points = str(weight - SHORT.get(township, 0) - 2 * found)
            wanted.append(Scoring(township, item, points, "", "卷宗缺页、整改没有销号（虚构）" if found else ""))
    score(bureau, wanted, day)


def mend(world: World, day: date) -> None:
    if day not in (MENDED, LOOKED_AT):
        return
    for one in findings(seen(world.desks["bureau"])):
        if one.township == MENDS and day == MENDED:
            say_mended(world.of_township(MENDS, "clerk"), one.id, MendKind.MENDED, "已补齐卷宗（虚构）", day)
        if one.township == MENDS and day == LOOKED_AT:
            say_mended(world.desks["bureau"], one.id, MendKind.RECHECKED, "复查已补齐（虚构）", day)


def conclude_all(world: World, day: date) -> None:
    if day != CONCLUDED:
        return
    for township in TOWNSHIPS:
        word = Appraisal.NOT_PASSED if township == LAGS else Appraisal.PASSED
        conclude(world.desks["bureau"], township, word, f"年度执法验收：{word.label}（虚构）", day)
    supervise(world.desks["leader"], LAGS, "验收问题没有整改", "驻点督导一个月（虚构）", day)
    world.diary.note(day, f"乡镇验收：{len(TOWNSHIPS) - 1} 个通过，{LAGS}不通过，进驻督导")
