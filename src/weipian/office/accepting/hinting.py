"""What is said beside a conclusion, and the result as a file that left the house."""

from __future__ import annotations

from pathlib import Path

from weipian.programme.report.acceptance.rules import suggested, total
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.queries.acceptance import scores
from weipian.store.seeing import seen
from weipian.terms.acceptance import Appraisal
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.messages import sentence
from weipian.workbook.tables import whole


def said_of(desk: Desk, township: str, appraisal: Appraisal) -> list[str]:
    """A word where the conclusion is another than the policy's lines would hint at; it stands all the same."""
    given = scores(seen(desk, township))
    hint = suggested(desk.policy, total(one.score for one in given.values()))
    if hint is appraisal:
        return []
    return [sentence("said_acceptance_other", {"hint": hint.label, "appraisal": appraisal.label})]


def written(desk: Desk, target: Path, text: str) -> None:
    """Logged before it is in its place. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    with whole(target) as partial:
        partial.write_text(text + "\n", encoding="utf-8")
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))
