"""核对 by the books: were these very bytes issued, and if not, what was in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weipian.papers.seal import Issue
from weipian.papers.verifying import Examined
from weipian.store.acting import Desk
from weipian.store.queries.dossiers import Issued, issue_with, issues
from weipian.store.queries.general import IssuedGeneral, general_issues, general_with
from weipian.store.queries.volumes import Volume, volumes
from weipian.store.seeing import seen
from weipian.store.signing import key_at

OF_VOLUME = re.compile(r"(.+)第(\d+)册第(\d+)版")
"""As the seal of a bound file says its edition."""
GENERAL = "综合卷 "


def in_books(desk: Desk, sha256: str, seal: Examined) -> Iterator[tuple[bool, str]]:
    own = seal.issue is not None and seal.issue.key == key_at(desk.workspace.key)[1]
    if seal.issue is not None:
        yield own, "封签是本工作区的密钥签的" if own else "封签不是本工作区的密钥签的"
    if seal.issue is not None and (bound := OF_VOLUME.fullmatch(seal.issue.edition)):
        yield _in_volume(desk, seal, bound[1], int(bound[2]), int(bound[3]))
        return
    one = issue_with(sha256, seen(desk))
    general = None if one else general_with(sha256, seen(desk))
    if one is not None:
        yield True, f"就是 {one.plot} 卷宗第 {one.edition} 版（{one.day} 由{one.by}出具）{_newer(one)}"
    elif general is not None:
        name = f"{general.owner.label}综合卷第 {general.edition} 版"
        yield True, f"就是{name}（{general.day} 由{general.by}出具）{_newer(general)}"
    else:
        yield False, "工作区里没有出具过这份文件" if seal.issue is None else _instead(desk, seal.issue)


def _newer(one: Issued | IssuedGeneral) -> str:
    return "" if one.current else "；此后已有新版替代"


def _instead(desk: Desk, about: Issue) -> str:
    """What was issued in its place, as the seal names it."""
    general = about.paper.startswith(GENERAL)
    known: list[tuple[str, int, str]] = (
        [(f"{GENERAL}{one.owner.label}", one.edition, one.sha256) for one in general_issues(seen(desk), former=True)]
        if general
        else [(one.plot, one.edition, one.sha256) for one in issues(seen(desk), former=True)]
    )
    name = about.paper if general else f"{about.paper} 卷宗"
    same = [sha256 for paper, edition, sha256 in known if (paper, str(edition)) == (about.paper, about.edition)]
    if not same:
        return f"工作区里没有出具过 {name}第 {about.edition} 版"
    return f"与出具的 {name}第 {about.edition} 版不一致：出具的散列值是 {same[0][:16]}"


def _in_volume(desk: Desk, seal: Examined, township: str, number: int, edition: int) -> tuple[bool, str]:
    """A file of a bound volume: its bytes are not kept, so the seal vouches for them and the books for the volume."""
    assert seal.issue is not None
    named = [one for one in volumes(seen(desk), former=True) if (one.township, one.number) == (township, number)]
    one = next((one for one in named if one.edition == edition), None)
    name = f"{township}第 {number} 册第 {edition} 版"
    if one is None or (seal.issue.paper != front_of(one) and seal.issue.paper not in one.starts):
        return False, f"工作区里没有装订过{name}，或者这一册里没有 {seal.issue.paper}"
    newer = "；此后已有新版替代" if any(each.edition > edition for each in named) else ""
    return seal.whole, f"是{name}（{one.day} 由{one.by}装订）里的 {seal.issue.paper}{newer}"


def front_of(one: Volume) -> str:
    """As the seal of cover, spine and list names them."""
    return f"{one.township}第{one.number}册"
