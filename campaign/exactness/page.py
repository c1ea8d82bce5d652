"""The result as a Markdown page: 中文 headings, numbers from the run alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from campaign.exactness.kinds import Kind

Data = dict[str, Any]
WHY = {
    "worst": "面积差最大",
    "per_metre": "面积差÷周长最大",
    "of_kind": "各类型差最大",
    "lot": "抽签",
}
NEARER = {"ours": "本软件", "geos": "GEOS", "tie": "相当"}
SHOWN = 20


def page(data: Data) -> str:
    """One page: what ran, who was nearer, by kind, the worst cases."""
    return "\n".join([*_run(data), "", *_totals(data), "", *_kinds(data), "", *_decades(data), "", *_cases(data), ""])


def _run(data: Data) -> Iterator[str]:
    yield "# 精确性试验结果"
    yield ""
    yield f"- 日期 {data['date']}，种子 {data['run']['seed']}，图形对 {data['pairs']:,}"
    yield f"- 横坐标约 {data['run']['east']:,.0f} 米"
    yield f"- 因图形无效剔除 {data['dropped_as_invalid']}，GEOS 报错 {data['refused_by_geos']}"
    load, seconds = data["load"], data["seconds"]
    yield f"- 用时（单线程，机器另有他用）：造图形 {seconds['making']:.0f} 秒，本软件 {seconds['ours']:.0f} 秒"
    yield f"- GEOS {seconds['geos']:.0f} 秒；本次运行连同裁定 {data['elapsed']:.0f} 秒，{data['processes']} 个进程"
    yield f"- 机器负载 {load['least']:.1f}～{load['most']:.1f}，中位 {load['median']:.1f}"
    yield "- 版本：" + "，".join(f"{name} {version}" for name, version in data["run"]["versions"].items())
    yield "- 代码指纹：" + "，".join(f"{name} {code}" for name, code in data["run"]["code"].items())
    yield f"- 裁定 {data['judged']} 对，两种精确算法一致 {data['judges_agree']} 对"
    yield f"- 本软件误差在允许之内 {data['within_bound']} 对"


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _totals(data: Data) -> Iterator[str]:
    yield "## 谁更接近精确值"
    yield ""
    head = ["选取", "裁定", "本软件更近", "GEOS 更近", "相当", "（不留余地）本软件／GEOS／相等"]
    head += ["本软件误差 最大／中位", "GEOS 误差 最大／中位", "GEOS 图形误差 最大", "GEOS 移到原点后 最大"]
    yield from _table(head, (_total(WHY[name], each) for name, each in data["totals"].items()))


def _total(label: str, each: Data) -> list[str]:
    near, strict = each["nearer"], each["strictly_nearer"]
    return [
        label,
        str(each["judged"]),
        *(str(near[who]) for who in NEARER),
        "／".join(str(strict[who]) for who in NEARER),
        *(f"{_m2(each[who]['largest'])}／{_m2(each[who]['median'])}" for who in ("ours", "geos")),
        *(_m2(each[who]["largest"]) for who in ("geos_shape_as_built", "geos_at_a_local_origin")),
    ]


def _kinds(data: Data) -> Iterator[str]:
    yield "## 各类型"
    yield ""
    yield "误差＝算得－精确，平方米；后五列是该类型中相差最大的一对。"
    yield ""
    head = [
        "类型",
        "对数",
        "最大相差",
        "裁定",
        "本软件／GEOS／相当",
        "精确面积",
        "本软件误差",
        "GEOS 误差",
        "GEOS 移到原点",
        "更近",
    ]
    yield from _table(head, (_kind(each) for each in data["kinds"]))


def _kind(each: Data) -> list[str]:
    kind, totals, worst = Kind(each["kind"]), each["totals"], each.get("worst")
    row = [f"{kind.label}（{kind.gist}）", f"{each['pairs']:,}", _m2(each["largest_difference"]), str(totals["judged"])]
    row.append("／".join(str(totals["nearer"][who]) for who in NEARER))
    return row + (_errors(worst) if worst else [""] * 5)


def _errors(case: Data) -> list[str]:
    signed = (_signed(case[name]) for name in ("our_error", "geos_error", "geos_local_error"))
    return [f"{case['exact']:.6f}", *signed, NEARER[case["nearer"]]]


def _decades(data: Data) -> Iterator[str]:
    yield "## 相差的分布"
    yield ""
    yield "全部图形对，按 |本软件－GEOS| 的下限（平方米）分级。"
    yield ""
    yield from _table(["不小于", "对数"], ([low, f"{count:,}"] for low, count in data["differences"].items()))


def _cases(data: Data) -> Iterator[str]:
    yield f"## 相差最大的 {SHOWN} 对"
    yield ""
    head = ["", "类型", "批-位", "相差", "精确面积", "本软件误差", "GEOS 误差", "GEOS 移到原点", "更近"]
    yield from _table(head, (_case(number, each) for number, each in enumerate(data["cases"][:SHOWN], 1)))


def _case(number: int, case: Data) -> list[str]:
    place = f"{case['chunk']}-{case['spot']}"
    return [str(number), Kind(case["kind"]).label, place, _m2(case["difference"]), *_errors(case)]


def _m2(value: float) -> str:
    return f"{value:.2g}"


def _signed(value: float | None) -> str:
    return "报错" if value is None else f"{value:+.2g}"
