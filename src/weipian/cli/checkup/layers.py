"""Layers by 密级 and age (requirement F5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from weipian.cli.checkup.check import GOOD, RISK, Check
from weipian.terms.acting import Secrecy

if TYPE_CHECKING:
    from weipian.policy import Policy
    from weipian.store.queries.layers import LayerHere

OF_SECRECY = "涉密成果不得在联网计算机上存储和处理"
MENDED_BY = "请确认本机是涉密专用机，备份和导出件同样按涉密载体管理；不是的请立即停用，交保密机构处置"


def layer_checks(policy: Policy) -> Iterator[Check]:
    """Every version that is kept counts for secrecy, since its file is here; for age the current ones."""
    from weipian.store.queries.layers import all_layers

    every = all_layers()
    if not every:
        return
    yield _by_secrecy(every)
    yield from _secret([one for one in every if one.secrecy.is_secret])
    yield from _unknown([one for one in every if one.secrecy is Secrecy.UNKNOWN])
    yield _age([one for one in every if one.current], policy)


def _by_secrecy(every: Sequence[LayerHere]) -> Check:
    counted = Counter(one.secrecy for one in every)
    return Check("图层密级", GOOD, "，".join(f"{word.label} {counted[word]} 个" for word in Secrecy if counted[word]))


def _secret(found: Sequence[LayerHere]) -> Iterator[Check]:
    if found:
        yield Check("涉密图层", RISK, f"{_names(found)}：{OF_SECRECY}", MENDED_BY)


def _unknown(found: Sequence[LayerHere]) -> Iterator[Check]:
    if found:
        mend = "请查明来源的密级，用 weipian layers add … --secrecy 重新导入；查明以前不要放到手机和外网"
        yield Check("未注明密级", RISK, _names(found), mend)


def _age(current: Sequence[LayerHere], policy: Policy) -> Check:
    """A survey is made once a year: what is older than the year before the programme's is told."""
    old = [one for one in current if one.as_of.year < policy.year - 1]
    if old:
        return Check("图层时点", RISK, f"早于上一年度：{_names(old)}", "请核对有没有更新的底数")
    newest, oldest = max(one.as_of for one in current), min(one.as_of for one in current)
    return Check("图层时点", GOOD, f"截至 {oldest} 至 {newest}")


def _names(found: Sequence[LayerHere]) -> str:
    return "、".join(f"{one.kind.label} 第{one.version}版（截至 {one.as_of}）" for one in found)
