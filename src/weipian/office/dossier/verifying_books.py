"""核对 by the books: were these very bytes issued, and if not, what was in their place."""

from __future__ import annotations

from collections.abc import Iterator

from weipian.papers.verifying import Examined
from weipian.store.acting import Desk
from weipian.store.queries.dossiers import Issued, issue_with, issues
from weipian.store.seeing import seen
from weipian.store.signing import key_at


def in_books(desk: Desk, sha256: str, seal: Examined) -> Iterator[tuple[bool, str]]:
    if seal.issue is not None:
        own = seal.issue.key == key_at(desk.workspace.key)[1]
        yield own, "封签是本工作区的密钥签的" if own else "封签不是本工作区的密钥签的"
    one = issue_with(sha256, seen(desk))
    if one is None:
        yield False, _instead(desk, seal)
        return
    newer = "" if one.current else "；此后已有新版替代"
    yield True, f"就是 {one.plot} 卷宗第 {one.edition} 版（{one.day} 由{one.by}出具）{newer}"


def _instead(desk: Desk, seal: Examined) -> str:
    """What was issued in its place, as the seal names it."""
    if seal.issue is None:
        return "工作区里没有出具过这份文件"
    about = seal.issue
    same = [
        one for one in issues(seen(desk), former=True) if (one.plot, str(one.edition)) == (about.paper, about.edition)
    ]
    if not same:
        return f"工作区里没有出具过 {about.paper} 卷宗第 {about.edition} 版"
    return f"与出具的 {about.paper} 卷宗第 {about.edition} 版不一致：出具的散列值是 {_short(same[0])}"


def _short(one: Issued) -> str:
    return one.sha256[:16]
