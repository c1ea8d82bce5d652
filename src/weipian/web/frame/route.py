"""A page's address, who may open it, and its place in the tree on the left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.http import HttpRequest, HttpResponse

from weipian.policy import Policy
from weipian.store.acting import Desk
from weipian.store.actors import Actor, may, require_may, require_register, sees_escalation
from weipian.store.seeing import seen
from weipian.terms.acting import Act, Register
from weipian.terms.errors import InputError
from weipian.web.aside.alike import Aside
from weipian.web.frame.here import here

View = Callable[..., HttpResponse]


class Opens(Enum):
    """To whom, where it is neither an act nor a register: who sees patches; or patches or papers of escalation."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    PATCHES = "patches"
    PRESSING = "pressing"


@dataclass(frozen=True, slots=True)
class Route:
    """`opens`: whom it lets in; a page shows to each what they see. `label`: its name in the tree, "" for none.

    `aside`: whether it counts the whole county, and is worked out beside the server where that is large; `at_once`: but
    not where one of these is asked for, which narrows it enough."""

    path: str
    view: View
    name: str
    opens: Opens | Act | Register = Opens.SIGNED_IN
    label: str = ""
    group: str = ""
    aside: Aside = Aside.NO
    at_once: tuple[str, ...] = ()

    def require(self, policy: Policy, actor: Actor) -> None:
        """Raises InputError where the actor may not come in."""
        match self.opens:
            case Act():
                require_may(policy, actor, self.opens)
            case Register():
                require_register(policy, actor, self.opens)
            case Opens.PATCHES | Opens.PRESSING if not (
                self.opens is Opens.PRESSING and sees_escalation(policy, actor)
            ):
                seen(Desk(here().workspace, policy, actor))

    def lets_in(self, policy: Policy, actor: Actor) -> bool:
        if isinstance(self.opens, Act):
            return may(policy, actor, self.opens) is None
        try:
            self.require(policy, actor)
        except InputError:
            return False
        return True


class Asked(HttpRequest):
    """A request as views get it: by somebody at the desk."""

    desk: Any
