"""Shared fixtures: the real-data folder, and the count of what was skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared_folder() -> Path:
    """The folder of real data that lies beside a checkout; WEIPIAN_SHARED names another."""
    return Path(os.environ.get("WEIPIAN_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real data that no one here made; the project runs without it."""
    folder = shared_folder()
    if not (folder / "data").is_dir():
        pytest.skip("共享数据文件夹不在")
    return folder
