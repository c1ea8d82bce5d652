"""What the pages may reach: nothing but this machine, or 天地图 where the office has signed for it (requirement F5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from weipian.cli.checkup.check import GOOD, RISK, Check

CSP, MAP = "网页安全策略（CSP）", "外网底图"
AGAIN = "要用的，请县卫片办负责人带密钥重新签准（weipian tianditu sign）；不用的请停用（weipian tianditu end）"
KNOWN = "打开天地图的人在看哪里，天地图知道，不要用它看涉军、涉密的地方；不用了请停用（weipian tianditu end）"


def outside_checks(folder: Path) -> Iterator[Check]:
    """Which base map, who signed for it and when; and the profile's name with all that it lets through."""
    from weipian.store.tianditu import tianditu
    from weipian.web.frame.fence import OUTSIDE, POLICY

    found = tianditu(folder)
    if found.signed is None:
        yield Check(MAP, GOOD, "没有接入：本系统不向外发送任何数据，图件只用工作区里的图层")
    elif found.is_on:
        yield Check(MAP, RISK, f"已接入天地图：{found.signed.said}", KNOWN)
    else:
        why = f"工作区里有涉密图层：{'、'.join(found.secret)}" if found.secret else "没有密钥（备份里不带密钥）"
        yield Check(MAP, RISK, f"天地图：{found.signed.said}，现在没有打开：{why}", AGAIN)
    if found.is_on:
        yield Check(CSP, RISK, f"天地图档，只有带地图的页面用，别的页面不连任何别的主机：{OUTSIDE}")
    else:
        yield Check(CSP, GOOD, f"本机档，不连任何别的主机：{POLICY}")
