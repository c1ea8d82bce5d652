"""A sight as a condition of a question: the one way in which patches and plots are kept from who may not see them."""

from __future__ import annotations

from django.db.models import Q

from weipian.store.models import Handover, Plot
from weipian.store.sight import Sight

HANDED = "SELECT p.number FROM handover h JOIN patch p ON p.id = h.patch_id WHERE h.current AND h.department = %s"
NOTHING = "1 = 0"


def seen_in(sight: Sight, number: str) -> Q:
    """For rows with a `township`; `number`: the way to the number of their patch."""
    if sight.everything:
        whose = Q()
    elif sight.is_nothing:
        return Q(pk__in=[])
    else:
        whose = Q(township=sight.township) if sight.township else Q(pk__in=[])
        if sight.department:
            handed = Handover.objects.filter(current=True, department=sight.department)
            whose |= Q(**{f"{number}__in": handed.values("patch__number")})
    return whose & Q(township=sight.within) if sight.within else whose


def seen_by_plot(sight: Sight) -> Q:
    """For rows with a `plot_id`; those of no plot are for who sees everything."""
    if sight.everything and not sight.within:
        return Q()
    return Q(plot_id__in=Plot.objects.filter(seen_in(sight, "patch__number")).values("id"))


def seen_rows(sight: Sight, alias: str) -> tuple[str, list[object]]:
    """The same in SQL, for rows with `township` and `number`: a condition and its values; "" is none."""
    whose, values = _whose(sight, alias)
    if not sight.within:
        return whose, values
    within = f"{alias}.township = %s"
    return (f"{within} AND {whose}" if whose else within), [sight.within, *values]


def _whose(sight: Sight, alias: str) -> tuple[str, list[object]]:
    if sight.everything:
        return "", []
    asked = [(f"{alias}.township = %s", sight.township), (f"{alias}.number IN ({HANDED})", sight.department)]
    kept = [(text, value) for text, value in asked if value]
    if not kept:
        return NOTHING, []
    return f"({' OR '.join(text for text, _ in kept)})", [value for _, value in kept]
