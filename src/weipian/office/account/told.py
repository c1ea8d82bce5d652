"""The live ratio for people: the table, then what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weipian.programme.account.text import line_words, percent_of, ratio_text

BY_FILING = "新增部分由填报人填，系统不自行扣减"
SHOWN = 20
"""Plots named on screen; all of them are in the JSON and open with --open."""


def live_text(answer: Mapping[str, Any]) -> str:
    """The contract's table first."""
    head = [f"截至 {answer['as_of']}　{answer['basis']}　未终判 {answer['not_final_plots']} 个"]
    return "\n".join([*head, ratio_text(answer), *_finals(answer), *_measured(answer), *_overlaps(answer),
                      *_average(answer)])  # fmt: skip


def _blocks(found: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from found["townships"].items()
    if found["county"] is not None:
        yield "全县", found["county"]


def _finals(answer: Mapping[str, Any]) -> Iterator[str]:
    """Only scopes in which something is determined."""
    yield "只按上级终判："
    for name, block in _blocks(answer["final"]):
        if block["after"]["denominator_mu"] != "0.0000" or block["not_final_plots"]:
            yield f"  {name}　{_sums(block)}　未终判 {block['not_final_plots']} 个、{block['not_final_mu']} 亩"


def _sums(block: Mapping[str, Any]) -> str:
    after = block["after"]
    ratio, words = percent_of(after["ratio"]), line_words(block["in_scope"] is True)
    return f"{after['numerator_mu']}/{after['denominator_mu']} 亩　{ratio}　{words}"


def _measured(answer: Mapping[str, Any]) -> Iterator[str]:
    differing = answer["measured"]["differing"]
    if not differing:
        yield "按实测面积：与计入面积一致"
        return
    more = [one for one in differing if one["beyond_rounding"]]
    yield f"按实测面积（{len(differing)} 个地块与计入面积不同，其中 {len(more)} 个不只是填报取位造成的）："
    for name, block in _blocks(answer["measured"]):
        if block["before"]["denominator_mu"] != "0.0000":
            yield f"  {name}　{_sums(block)}"
    for one in more[:SHOWN]:
        measured = f"实测 {one['measured_mu']} 亩，相差 {one['difference_mu']} 亩" if one["measured_mu"] else "没有实测"
        yield f"  {one['plot']}　计入 {one['counted_mu']} 亩，{measured}"
    if len(more) > SHOWN:
        yield f"  ……另有 {len(more) - SHOWN} 个，用 weipian ratio --open differing 看全部"


def _overlaps(answer: Mapping[str, Any]) -> Iterator[str]:
    own = [one for one in answer["overlapping"] if one["file_new_part"]]
    if not own:
        return
    yield f"待定：{len(own)} 个地块与以前的图斑重叠，还没有按新增部分填报，现按全部计入（{BY_FILING}）"
    for one in own[:SHOWN]:
        before = "、".join(one["earlier_patches"]) or "往年图斑"
        yield (
            f"  {one['plot']}　{one['township']}　与 {before} 重叠 {one['overlap_mu']} 亩　"
            f"现计入 {one['counted_mu']} 亩，新增部分最多 {one['new_part_at_most_mu']} 亩"
        )
    if len(own) > SHOWN:
        yield f"  ……另有 {len(own) - SHOWN} 个，用 weipian ratio --open earlier 看全部"
    yield "  若这些地块只计新增部分："
    towns = {one["township"] for one in own}
    for name, block in _blocks(answer["if_new_parts"]):
        if name in towns or name == "全县":
            yield f"  {name}　{_sums(block)}"


def _average(answer: Mapping[str, Any]) -> Iterator[str]:
    one = answer["average"]
    if one:
        figure = f"{one['figure_percent']}%　" if one["figure_percent"] else ""
        yield f"参考全国平均值（{one['day']} {one['by']}认定，不进计算）：{figure}{one['text']}（{one['paper']}）"
    elif answer["county"] is not None:
        yield "参考全国平均值：还没有认定"
