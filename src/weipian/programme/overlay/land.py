"""Land classes of the survey, as the rules ask for them."""

from __future__ import annotations

from weipian.geometry.cultivated import LandClass
from weipian.terms.errors import InputError


def is_one_of(text: str, classes: tuple[str, ...]) -> bool:
    """Does a land class belong to a list of classes; 「05」 stands for all of 05xx."""
    try:
        code = LandClass.read(text).code
    except InputError:
        return False
    return code in classes or code[:2] in classes
