"""A bundle of dossiers made whole in one process: drawn, composed, set, and ready to be signed."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.office.dossier.bundling import Bundle
from weipian.office.dossier.composing import Stamp, composed, says
from weipian.office.dossier.dossier import Dossier
from weipian.papers.pool import Failed
from weipian.papers.seal import Draft, Issue, drafted
from weipian.papers.typesetting import built
from weipian.terms.errors import WeipianError


@dataclass(frozen=True, slots=True)
class Order:
    """The edition that is asked for. `key`: the workspace's, base64; `standing`: what the edition that stands says, ""
    where there is none or its bytes are gone."""

    stamp: Stamp
    key: str
    standing: str


@dataclass(frozen=True, slots=True)
class Made:
    """A dossier that was made. `draft` None: it says what the edition that stands says, so that one is given out."""

    number: str
    says: str
    gaps: int
    pages: int = 0
    lost: tuple[str, ...] = ()
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """A bundle with an order for each of its dossiers."""

    bundle: Bundle
    orders: tuple[Order, ...]

    def __call__(self) -> list[Made | Failed]:
        """One that can't be set does not stop the others. Raises InputError where a layer or an image is damaged."""
        return [_made(one, order) for one, order in zip(self.bundle.dossiers(), self.orders, strict=True)]


def _made(one: Dossier, order: Order) -> Made | Failed:
    said, gaps, stamp = says(one), len(one.whole.gaps), order.stamp
    if said == order.standing:
        return Made(one.number, said, gaps)
    about = Issue(stamp.workspace, one.number, str(stamp.edition), stamp.head, stamp.day.isoformat(), order.key)
    try:
        paper = built(composed(one, stamp))
        return Made(one.number, said, gaps, paper.pages, paper.lost, drafted(paper.pdf, about))
    except WeipianError as error:
        return Failed(one.number, str(error))
