"""Filters and tags of our templates: figures, days, words and lights as people read them."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from weipian.figures.duty_values import Light
from weipian.office.figures.duties import light_of
from weipian.office.ledger.counting import PART
from weipian.store.tianditu import Tianditu
from weipian.web.command.addresses import address_of
from weipian.web.frame.assets import asset
from weipian.web.frame.here import here
from weipian.web.frame.outside import ask
from weipian.web.frame.speaking import linked

register = template.Library()
LOOKS = {
    Light.OVERDUE: ("red", "▲"),
    Light.SOON: ("yellow", "◆"),
    Light.LATER: ("green", "●"),
    Light.PAST: ("none", "○"),
}
"""Colour and shape of a light; the words come with it."""


@register.filter
def label(value: object) -> str:
    """A word by its Chinese name."""
    return str(getattr(value, "label", value if value is not None else ""))


@register.filter
def get(mapping: Any, key: str) -> Any:
    """A value by a name with dots; "" where there is none."""
    for part in key.split("."):
        mapping = mapping.get(part) if isinstance(mapping, dict) else getattr(mapping, part, None)
        if mapping is None:
            return ""
    return mapping


@register.filter
def plot_link(number: str) -> SafeString:
    """A plot's number as a link to its page; a part leads to its plot."""
    return format_html('<a href="/plots/{}">{}</a>', quote(number.partition(PART)[0], safe=""), number)


@register.simple_tag
def light(due: date | str | None, known: str = "") -> SafeString:
    """A due day as a light: colour, shape and words; by working days."""
    if not due:
        return format_html('<span class="light none">{}</span>', "日期待定")
    day = due if isinstance(due, date) else date.fromisoformat(due)
    found, words = light_of(day, here().today(), known != Light.PAST.name)
    kind, shape = LOOKS[found]
    return format_html('<span class="light {}" title="{}">{} {}</span>', kind, day.isoformat(), shape, words)


@register.filter
def outcome_class(value: object) -> str:
    """The class that colours a determination: colour with letter."""
    text = str(getattr(value, "label", value) or "")
    if "违法" in text or "破坏耕地" in text:
        return "unlawful"
    names = {"合": "lawful", "违": "unlawful", "其": "other"}
    return names.get(text[:1], "open")


@register.simple_tag
def static_asset(name: str) -> str:
    """The address of a script, style or picture."""
    return asset(name)


@register.simple_tag(takes_context=True)
def spoken(context: Any, text: object) -> SafeString:
    """A sentence of the catalogue or of a command, with dialogs and fields where the shell has commands and options."""
    came_of = context.get("job") or context.get("dialog")
    return linked(str(text), getattr(came_of, "path", ()))


@register.simple_tag(takes_context=True)
def outside(context: Any) -> Tianditu:
    """How 天地图 stands; this page may ask it then."""
    return ask(context["request"])


@register.simple_tag(takes_context=True)
def again(context: Any, **changes: object) -> str:
    """This page's own address with other values."""
    asked = context["request"].GET.copy()
    for name, value in changes.items():
        asked[name] = str(value)
    return f"?{asked.urlencode()}"


@register.simple_tag
def cell(row: dict[str, Any], column: Any) -> Any:
    """A value of a row as its column shows it; nothing known is said, not left empty."""
    value = get(row, column.key)
    if column.kind == "light":
        return light(value or None)
    if column.kind == "plot" and value:
        return format_html('<a href="/plots/{}">{}</a>', value, value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "—" if value in ("", None) else value


@register.inclusion_tag("frame/able.html")
def able(found: Any, number: Any, own: str = "") -> dict[str, Any]:
    """What this person can do with a patch now; what they can't, and who can. `own`: the row is no patch's, but has its
    number in a register of its own, which is called so."""
    row, key = ({own: str(number)}, own) if own else ({"patch": str(number)}, "")
    can = [(one.act.label, address_of(one.act, row, key)) for one in found if not one.why]
    return {"can": can, "cannot": [(one.act.label, one.who, one.why) for one in found if one.why]}
