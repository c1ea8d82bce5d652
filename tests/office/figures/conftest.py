"""A workspace with outlines and layers, laid over each other, determined in part; nobody looked for redlines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from made_ground import ground_desk


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    desk = ground_desk(tmp_path)
    from weipian.programme.overlay.acts.measuring import overlay_plots

    overlay_plots(desk)
    return desk
