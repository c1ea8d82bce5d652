"""Whose pages are the same: who has the same roles at the same place is shown the same, but for their own name."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum

from django.utils.html import escape

from weipian.store.actors import Actor

TOKEN = "本页令牌本页令牌"  # noqa: S105  stands where each person's own token of forms goes
NAME = "〖此人〗"
ACCOUNT = re.compile(r'data-person="-?\d*"')


class Aside(Enum):
    """Whether a page may be worked out beside, and for whom at once: nobody else, or all who are alike."""

    NO = "no"
    OWN = "own"
    ALIKE = "alike"


def one_of_them(actor: Actor, whose: Aside) -> Actor:
    """For whom the page is worked out: of those who are alike none by name."""
    return actor if whose is Aside.OWN else replace(actor, account=0, name="", label=NAME)


def made_own(text: str, actor: Actor, token: str) -> str:
    """The page as this person gets it."""
    text = text.replace(TOKEN, token).replace(NAME, escape(actor.label))
    return ACCOUNT.sub(f'data-person="{actor.account}"', text, count=1)
