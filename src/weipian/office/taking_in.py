"""What is read, booked: a layer with its ready file, a batch with what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.programme.intake.acts.layers import Added, add_layer
from weipian.programme.intake.acts.patches import add_batch
from weipian.programme.intake.booking import Found
from weipian.programme.intake.comparing import Plan
from weipian.programme.intake.hanging import hanging_of
from weipian.programme.intake.judging import Step
from weipian.programme.intake.layers import Incoming
from weipian.programme.intake.notes import warnings_of
from weipian.programme.intake.townships import lying
from weipian.programme.overlay.kept import laid_version
from weipian.store.acting import Desk
from weipian.store.queries.layers import current_layers
from weipian.terms.words import LayerKind


def book_layer(desk: Desk, incoming: Incoming, step: Step = lambda: None) -> Added:
    """The version booked, and its ready file made. Raises InputError."""
    added = add_layer(desk, incoming)
    step()
    laid_version(added.layer, desk.workspace.folder)
    step()
    return added


@dataclass(frozen=True, slots=True)
class Checked:
    """A batch looked at beside the books: its townships and records, and what a person should know."""

    plan: Plan
    found: Found
    said: list[str]

    def book(self, desk: Desk, step: Step = lambda: None) -> None:
        add_batch(desk, self.plan, self.found, self.said, step)


def checked_batch(desk: Desk, plan: Plan) -> Checked:
    """Raises InputError where the township layer can't be read."""
    incoming = plan.incoming
    lie = lying(incoming, current_layers().get(LayerKind.TOWNSHIP), desk.workspace.folder)
    hanging, said = hanging_of(incoming)
    every = [*incoming.said, *warnings_of(incoming, lie, desk.policy), *said]
    return Checked(plan, Found(lie.names, hanging), every)
