"""The account for people: a table of lines reached or not, and the plan; never a word of safety."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from weipian.programme.account.why import MEASURES

HEADS = ("范围", "违法占耕地(亩)", "扣减前", "新增占耕地(亩)", "比例", "扣减前比例", "比例线", "距线(亩)")
NUMBERS_FROM = 1
WHOLE = "全县"


def ratio_text(answer: Mapping[str, object]) -> str:
    """`ratio_answer` as a table: a line for each township, then the county."""
    townships, county = answer["townships"], answer["county"]
    assert isinstance(townships, dict)
    blocks = {**townships, WHOLE: county} if county is not None else townships
    lines = [_cells(name, block) for name, block in blocks.items()]
    notes = _undetermined(blocks)
    warnings = answer["warnings"]
    assert isinstance(warnings, list)
    return "\n".join([f"问责比例（政策 {answer['policy']}）", *_aligned([HEADS, *lines]), *notes, *warnings])


def _cells(name: str, block: Mapping[str, object]) -> tuple[str, ...]:
    before, after = block["before"], block["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    in_scope = block["in_scope"]
    return (
        name,
        str(after["numerator_mu"]),
        str(before["numerator_mu"]),
        str(after["denominator_mu"]),
        percent_of(after["ratio"]),
        percent_of(before["ratio"]),
        line_words(in_scope is True),
        f"{'超出' if in_scope else '还差'} {block['margin_mu']}",
    )


def line_words(in_scope: bool) -> str:
    """达到/未达比例线: the only words for it."""
    return "达到比例线" if in_scope else "未达比例线"


def percent_of(ratio: object) -> str:
    """0.150015 → 15.0015%; — where there is no ratio. Moves the point in the text, exactly."""
    if ratio is None:
        return "—"
    whole, _, part = str(ratio).partition(".")
    return f"{int(whole + part[:2])}.{part[2:]}%"


def _undetermined(blocks: Mapping[str, Mapping[str, object]]) -> list[str]:
    return [
        f"{name}：未判定 {block['undetermined_mu']} 亩；若全部判为违法，比例为 "
        f"{percent_of(block['ratio_if_all_unlawful'])}"
        for name, block in blocks.items()
        if block["undetermined_mu"] != "0.0000"
    ]


def whatif_text(answer: Mapping[str, object]) -> str:
    """`whatif_answer` for people: before, plan, after, every open plot."""
    before, after, open_mu = answer["before"], answer["after"], answer["open_mu"]
    measure = answer["measure"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert isinstance(open_mu, dict)
    assert isinstance(measure, dict)
    where = answer["township"] or WHOLE
    plots = [(plot, area, MEASURES.get(measure.get(plot, ""), "（本方案未排）")) for plot, area in open_mu.items()]
    table = _aligned([("未整改地块", "耕地(亩)", "方案"), *plots]) if plots else ["没有未整改地块"]
    return "\n".join(
        [
            f"整改测算：{where}（政策 {answer['policy']}）",
            *_aligned([HEADS, _cells("现在", before), _cells("之后", after)]),
            *table,
            str(answer["why"]),
        ]
    )


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns padded by display width (a Chinese character is two wide); all but the first to the right."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(_padded(cell, widths[i], i >= NUMBERS_FROM) for i, cell in enumerate(row)) for row in rows]


def _padded(cell: str, width: int, right: bool) -> str:
    blanks = " " * (width - _width(cell))
    return blanks + cell if right else cell + blanks


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
