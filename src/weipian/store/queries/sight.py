"""A sight as a condition of a question: the one way in which patches and plots are kept from who may not see them."""

from __future__ import annotations

from django.db.models import Q

from weipian.store.models import Handover
from weipian.store.sight import Sight

HANDED = "SELECT p.number FROM handover h JOIN patch p ON p.id = h.patch_id WHERE h.current AND h.department = %s"
NOTHING = "1 = 0"


def seen_in(sight: Sight, number: str, to: str = "") -> Q:
    """For rows with a `township`, or those that it is `to` of; `number`: the way to the number of their patch."""
    if sight.everything:
        whose = Q()
    elif sight.is_nothing:
        return Q(pk__in=[])
    else:
        whose = Q(**{f"{to}township": sight.township}) if sight.township else Q(pk__in=[])
        if sight.department:
            handed = Handover.objects.filter(current=True, department=sight.department)
            whose |= Q(**{f"{number}__in": handed.values("patch__number")})
    return whose & Q(**{f"{to}township": sight.within}) if sight.within else whose


def seen_by_plot(sight: Sight) -> Q:
    """For rows with a `plot`; those of no plot are for who sees everything.

    Asked of the plot of each row that is wanted anyway: a list of the township's plots, made first, takes longer than
    all the rest of a page.
    """
    if sight.everything and not sight.within:
        return Q()
    return seen_in(sight, "plot__patch__number", "plot__")


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
