"""Net cultivated land of each patch: 水田, 水浇地, 旱地 of the land-use survey, field ridges (田坎) taken off (B3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from weipian.fence.ids import as_id
from weipian.geometry.cultivated import LandClass, net_of_coefficient
from weipian.geometry.measure import Overlaps, indexed
from weipian.programme.overlay.ground import Featured, Ground
from weipian.programme.overlay.measure import incomplete_patches
from weipian.terms.area import Area
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence


@dataclass(frozen=True, slots=True)
class Cultivated:
    """`net[i]` and `gross[i]` of patch i; None where a row of the land use that it lies on could not be used."""

    net: tuple[Area | None, ...]
    gross: tuple[Area | None, ...]
    refused: tuple[Refusal, ...]
    said: tuple[str, ...]


def net_cultivated(
    patches: Ground,
    land_use: Featured,
    *,
    class_column: str = "DLBM",
    ridge_column: str = "KCXS",
    pairs: Overlaps | None = None,
) -> Cultivated:
    """Add up each patch's pieces, every piece net of its own ridge coefficient. Raises InputError `column_missing`.

    An empty coefficient takes nothing off, which can only overstate, and is told. `pairs`, where measured already.
    """
    if class_column not in land_use.columns:
        names = "、".join(land_use.columns)
        raise InputError("column_missing", where=land_use.name, column=class_column, columns=names)
    found = land_use.touched(indexed(patches.shapes)) if pairs is None else pairs
    shares, refused, empty = _kept_shares(land_use, set(found.b_index.tolist()), class_column, ridge_column)
    net, gross = [0] * len(patches), [0] * len(patches)
    unknown = set(incomplete_patches(patches, land_use).tolist())
    for patch, feature, area in zip(
        found.a_index.tolist(), found.b_index.tolist(), found.area_um2.tolist(), strict=True
    ):
        if feature in refused:
            unknown.add(patch)
        elif (ridge := shares.get(feature)) is not None:
            gross[patch] += area
            net[patch] += net_of_coefficient(area, ridge).land_um2
    said = (sentence("said_no_ridges", {"where": land_use.name, "count": empty}),) if empty else ()
    return Cultivated(_areas(net, unknown), _areas(gross, unknown), tuple(refused.values()), said)


def _areas(values: list[int], unknown: set[int]) -> tuple[Area | None, ...]:
    return tuple(None if index in unknown else Area.of_um2(value) for index, value in enumerate(values))


def _kept_shares(
    land_use: Featured, features: set[int], class_column: str, ridge_column: str
) -> tuple[dict[int, Fraction], dict[int, Refusal], int]:
    """Cultivated features with their ridge coefficient, unusable ones, and how many had an empty coefficient."""
    shares: dict[int, Fraction] = {}
    refused: dict[int, Refusal] = {}
    empty = 0
    ridges = land_use.columns.get(ridge_column)
    for feature in sorted(features):
        column, cell = class_column, as_id(land_use.columns[class_column][feature])
        try:
            if not LandClass.read(cell).is_cultivated:
                continue
            column, cell = ridge_column, as_id(ridges[feature]) if ridges else ""
            empty += not cell
            shares[feature] = _coefficient(cell)
        except InputError as error:
            refused[feature] = Refusal.of(int(land_use.rows[feature]), column, cell, error)
    return shares, refused, empty


def _coefficient(cell: str) -> Fraction:
    """KCXS as written. Raises InputError `ridge_coefficient_unreadable`, `ridge_coefficient_outside`."""
    try:
        value = Fraction(Decimal(cell or "0"))
    except (InvalidOperation, ValueError, OverflowError):
        raise InputError("ridge_coefficient_unreadable", value=cell) from None
    net_of_coefficient(0, value)
    return value
