"""政策: the rules of the year, readable, each with clause and how sure it is; what differs from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.policy import Policy, Value, load, names
from weipian.policy.reading import diff
from weipian.policy.spelling import value_text
from weipian.terms.words import Sure
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.system.paging import SIZE, page_of


@dataclass(frozen=True, slots=True)
class Rule:
    """A value as an officer reads it; `document`: the paper that it comes from."""

    key: str
    label: str
    group: str
    text: str
    value: Value
    document: str


def law(request: Any) -> HttpResponse:
    """All rules, by group of the schema; searched, and narrowed to a document, a group, a sureness."""
    policy, asked = here().policy, request.GET
    rows = [one for one in rules_of(policy) if _is_wanted(one, asked)]
    page, pages = page_of(request, len(rows))
    told = {
        "policy": policy,
        "rows": rows[(page - 1) * SIZE : page * SIZE],
        "count": len(rows),
        "page": page,
        "pages": pages,
        "asked": asked,
        "groups": policy.schema.groups,
        "sures": list(Sure),
    }
    return render(request, "system/law.html", told)


def rules_of(policy: Policy) -> tuple[Rule, ...]:
    """Worked out once: the law does not change while it is served."""
    return policy.once(("rules to read",), lambda: tuple(_rules(policy)))


def _rules(policy: Policy) -> list[Rule]:
    titles = {layer.name: f"{layer.place_label}：{layer.title}" for layer in policy.layers}
    order = list(policy.schema.groups)
    found = [
        Rule(key, policy.label(key), key.split(".")[0], value_text(value, policy.schema), value, titles[value.pack])
        for key, dated in policy.entries.items()
        for value in dated
    ]
    return sorted(found, key=lambda one: (order.index(one.group) if one.group in order else len(order), one.key))


def _is_wanted(one: Rule, asked: Any) -> bool:
    value, text = one.value, asked.get("q", "").strip()
    return (
        asked.get("document", "") in ("", value.pack)
        and asked.get("group", "") in ("", one.group)
        and asked.get("sure", "") in ("", value.sure.value)
        and text in f"{one.key} {one.label} {one.text} {value.clause} {value.gist} {value.note}"
    )


def other_law(request: Any) -> HttpResponse:
    """This year's beside last year's where it is there, or another that is chosen."""
    policy = here().policy
    others = [name for name in names() if name != policy.name]
    last = f"{policy.place}-{policy.year - 1}"
    wanted = request.GET.get("other", last)
    other = load(wanted) if wanted in others else None
    rows = diff(other, policy) if other else []
    page, pages = page_of(request, len(rows))
    told = {
        "policy": policy,
        "other": other,
        "others": [load(name) for name in others],
        "has_last": last in others,
        "rows": rows[(page - 1) * SIZE : page * SIZE],
        "count": len(rows),
        "page": page,
        "pages": pages,
    }
    return render(request, "system/other_law.html", told)


ROUTES = (
    Route("law/", law, "law", label="本年规则", group="政策"),
    Route("law/other/", other_law, "other-law", label="与别的年度、别处比较", group="政策"),
)
