"""The list of patches as a table to be read in Excel or WPS: the rows and the order that somebody looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from weipian.office.inspecting.tables import write_table
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.queries.patch_list import Stands
from weipian.terms.acting import STAMP, Act, State
from weipian.terms.area import Area
from weipian.terms.erasure import CopyKind
from weipian.terms.words import Category, Conclusion, Determination

HEADER = (
    "图斑编号", "类别", "乡镇", "进度", "期限", "面积（亩）", "耕地（亩）", "永久基本农田（亩）", "生态保护红线（亩）",
    "机器建议", "判定", "批次", "下发日期", "备注",
)  # fmt: skip
UNSEEN = "未查"


def export_list(desk: Desk, target: Path, rows: Sequence[Stands]) -> int:
    """How many rows; the log names the copy. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    write_table(target, "图斑清单", HEADER, [_row(one) for one in rows], note, foot=STAMP)
    return len(rows)


def _row(one: Stands) -> tuple[str, ...]:
    areas = (one.area_um2, one.cultivated_um2, one.farmland_um2, one.redline_um2)
    return (
        one.number,
        Category(one.category).label,
        one.township or "乡镇不明",
        State(one.state).label,
        one.due.isoformat() if one.due else "",
        *map(in_mu, areas),
        "、".join(words_of(one.proposal)),
        "、".join(words_of(one.determination)),
        one.batch,
        one.issued.isoformat(),
        "不再下发" if one.gone else "",
    )


def in_mu(um2: int | None) -> str:
    """亩 with two decimals; what was not looked at is no 0."""
    return UNSEEN if um2 is None else Area.of_um2(um2).text_mu(2)


def words_of(said: str) -> list[str]:
    """Conclusions or determinations by their names: of the plots of one patch, each once."""
    return [label_of(word) for word in said.split(",") if word]


def label_of(word: str) -> str:
    """A determination, or of mining and of proposals a conclusion."""
    for kind in (Determination, Conclusion):
        found = next((one.label for one in kind if word in (one.value, one.label)), None)
        if found is not None:
            return found
    return word
