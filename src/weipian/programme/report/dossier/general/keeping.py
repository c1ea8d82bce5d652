"""存入综合卷: a paper durable in the vault, then booked with stage, kind, day, title; taken back with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weipian.policy import Policy
from weipian.store.acting import Desk, acting
from weipian.store.actors import About, may, require_may
from weipian.store.models import Evidence, GeneralPaper
from weipian.store.past import require_past
from weipian.store.queries.general import Owner, PaperHere, paper_numbered
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.dossier import GeneralKind, GeneralStage, Whose
from weipian.terms.errors import InputError
from weipian.terms.evidence import EvidenceKind
from weipian.vault.looking.eye import Eye
from weipian.vault.places import Places
from weipian.vault.taking import Taken, take

LONGEST = 120
Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of files that are put in. `title` "": each by its own name."""

    owner: Owner
    kind: GeneralKind
    stage: GeneralStage
    day: date
    title: str = ""


@dataclass(frozen=True, slots=True)
class Put:
    """A file that was put in; `id` 0 in a rehearsal."""

    id: int
    title: str
    taken: Taken


def owner_named(policy: Policy, name: str) -> Owner:
    """A township, a unit of the county, or the county office. Raises InputError."""
    units = (Whose.OFFICE.label, *policy.value("organisation.bodies").items)
    if name in policy.townships:
        return Owner(township=name)
    if name in units:
        return Owner(unit=name)
    raise InputError("general_owner_unknown", where=name, names="、".join((*policy.townships, *units)))


def about_owner(owner: Owner) -> About:
    """The county office's own is for who sees the county."""
    units = frozenset() if owner.whose is Whose.OFFICE or not owner.unit else frozenset({owner.unit})
    return About(owner.township, None, units)


def require_may_for(desk: Desk, act: Act, owner: Owner) -> None:
    """Raises InputError that says whose general volume it is where it is somebody else's."""
    require_may(desk.policy, desk.actor, act)
    refused = may(desk.policy, desk.actor, act, about_owner(owner))
    if refused is not None:
        own = refused.code != "act_not_of_township"
        raise refused.error(desk.actor.label) if own else not_own(desk, owner)


def not_own(desk: Desk, owner: Owner) -> InputError:
    return InputError("general_not_own", where=desk.actor.label, own=desk.actor.place, owner=owner.label)


def put_in(
    desk: Desk, files: Sequence[Path], what: Said, step: Step, *, dry_run: bool = False
) -> tuple[list[Put], list[InputError]]:
    """Each file by itself: a bad one is refused, the others go on. Raises InputError where nothing can be."""
    require_may_for(desk, Act.GENERAL_KEPT, what.owner)
    if len(what.title) > LONGEST:
        raise InputError("general_title_long", where=what.title[:20], most=LONGEST)
    places, most = Places(desk.workspace.folder), desk.policy.value("evidence.largest").whole << 20
    kept: list[Put] = []
    refused: list[InputError] = []
    with Eye() as looking:
        for path in files:
            try:
                taken = take(places, looking, path, most, dry_run=dry_run)
                title = what.title or Path(taken.name).stem[:LONGEST]
                kept.append(Put(0 if dry_run else _booked(desk, taken, what, title), title, taken))
            except InputError as error:
                if error.code in FATAL:
                    raise
                refused.append(error)
            step()
    return kept, refused


FATAL = frozenset(("vault_full", "vault_not_writable", "database_full", "database_not_writable", "database_gone",
                   "database_in_doubt", "signing_key_missing"))  # fmt: skip
"""After these the next file would fare no better."""


def _booked(desk: Desk, taken: Taken, what: Said, title: str) -> int:
    with acting(desk, Act.GENERAL_KEPT, "general", about=about_owner(what.owner)) as act:
        require_past(act, what.day, title)
        evidence = act.add(
            Evidence,
            sha256=taken.sums.sha256,
            sm3=taken.sums.sm3,
            size=taken.sums.size,
            media_type=taken.kind.media_type,
            name=taken.name,
            kind=EvidenceKind.GENERAL.value,
            plot_id=None,
            patch_id=None,
            taken_at=taken.facts.get("taken"),
            facts=taken.facts,
            note=None,
            account_id=desk.actor.account,
        )
        key = act.add(GeneralPaper, **_row(desk, what, title, evidence))
        act.subject = f"general:{key}"
    return key


def _row(desk: Desk, what: Said, title: str, evidence: int) -> dict[str, object]:
    return {
        "township": what.owner.township,
        "unit": what.owner.unit,
        "kind": what.kind.value,
        "stage": what.stage.value,
        "title": title,
        "day": what.day,
        "evidence_id": evidence,
        "account_id": desk.actor.account,
    }


def take_back(desk: Desk, key: int, reason: str, day: date) -> PaperHere:
    """It counts no more; the original stays. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.GENERAL_TAKEN_BACK)
    if not reason.strip():
        raise InputError("general_reason_missing", where=str(key))
    one = paper_numbered(key, seen(desk))
    what = Said(one.owner, one.kind, one.stage, one.day)
    with acting(desk, Act.GENERAL_TAKEN_BACK, f"general:{key}", about=about_owner(one.owner)) as act:
        require_past(act, day, one.title)
        row = {**_row(desk, what, one.title, one.evidence), "reason": reason.strip(), "replaces_id": key}
        act.replace(GeneralPaper, [key], [row])
    return one
