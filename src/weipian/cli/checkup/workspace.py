"""All that is looked at where `doctor` stands in a workspace; nothing where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from weipian.cli.checkup.check import MISSING, Check
from weipian.cli.checkup.folder import folder_checks
from weipian.cli.checkup.images import image_checks
from weipian.cli.checkup.layers import layer_checks
from weipian.cli.checkup.outside import outside_checks
from weipian.terms.errors import InputError


def workspace_checks(folder: Path) -> Iterator[Check]:
    """Where it lies and who can read it, then what its books say of secrecy."""
    from weipian.policy import load
    from weipian.record.audit import CARD
    from weipian.store.start import start

    if not (folder / CARD).is_file():
        return
    yield from folder_checks(folder.resolve())
    try:
        workspace = start(folder)
    except InputError as error:
        yield Check("工作区", MISSING, str(error))
        return
    yield from layer_checks(load(workspace.policy))
    yield from image_checks()
    yield from outside_checks(folder)
