"""A workspace with outlines and layers, laid over each other; nobody looked for redlines. Made once, a copy a test."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from made_ground import ground_desk


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    desk = ground_desk(tmp_path_factory.mktemp("made"))
    from weipian.programme.overlay.acts.measuring import overlay_plots

    overlay_plots(desk)
    return desk


@pytest.fixture
def desk(made: Any, tmp_path: Path) -> Any:
    """The process's Django is switched to the copy."""
    from weipian.store.start import start

    folder = tmp_path / "county"
    shutil.copytree(made.workspace.folder, folder)
    return replace(made, workspace=start(folder))
