"""请示、答复: a sensitive or major matter is put to the level above, and waits (plan 六(二))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Instruction
from weipian.store.queries.about import about_patches
from weipian.store.queries.handed import newest_patches
from weipian.store.queries.instructions import Asked, instructions
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of whom, under which number, when."""

    patch: str
    matter: str
    addressee: str
    number: str
    on: date


def ask(desk: Desk, said: Asking) -> int:
    """Gives the request's id. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.INSTRUCTION_ASKED)
    about = about_patches([said.patch]).get(said.patch) if seen(desk) else None
    if about is None:
        raise InputError("patch_unknown", where=said.patch)
    with acting(desk, Act.INSTRUCTION_ASKED, "instruction", about=about) as act:
        if any(one.number == said.number and one.patch == said.patch for one in instructions()):
            raise InputError("instruction_twice", where=said.number)
        key = act.add(
            Instruction,
            patch_id=newest_patches([said.patch])[said.patch],
            matter=said.matter,
            addressee=said.addressee,
            number=said.number,
            asked=said.on,
            account_id=desk.actor.account,
        )
        act.subject = f"instruction:{key}"
    return key


def take_back(desk: Desk, key: int) -> Asked:
    """A request that was entered wrong stands no more; what it barred is free again. Raises InputError for one that
    was answered: who was asked has heard it.
    """
    require_may(desk.policy, desk.actor, Act.INSTRUCTION_ASKED)
    found = _standing(desk, key)
    about = about_patches([found.patch])[found.patch]
    with acting(desk, Act.INSTRUCTION_ASKED, f"instruction:{key}", about=about) as act:
        found = _standing(desk, key)
        if found.answered:
            raise InputError("instruction_answered_already", where=str(key), on=found.answered)
        act.change(Instruction, key, current=False)
    return found


def _standing(desk: Desk, key: int) -> Asked:
    found = next((one for one in instructions(seen(desk)) if one.id == key), None)
    if found is None:
        raise InputError("instruction_unknown", where=str(key))
    return found


def answer(desk: Desk, key: int, text: str, on: date, number: str = "") -> Asked:
    """The answer as it came; one that was entered wrong is entered anew, the old one stays. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.INSTRUCTION_ANSWERED)
    found = _standing(desk, key)
    if on < found.asked:
        raise InputError("instruction_answered_early", where=str(key), asked=found.asked, on=on)
    about = about_patches([found.patch])[found.patch]
    with acting(desk, Act.INSTRUCTION_ANSWERED, f"instruction:{key}", about=about) as act:
        row = {
            "patch_id": found.patch_id, "matter": found.matter, "addressee": found.addressee, "number": found.number,
            "asked": found.asked, "answer": text, "answer_number": number, "answered": on,
            "account_id": desk.actor.account,
        }  # fmt: skip
        act.replace(Instruction, [key], [row])
    return found
