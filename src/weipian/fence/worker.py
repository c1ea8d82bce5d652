"""The reading process: one request on standard input, one JSON line out, the table as an Arrow file.

Started by `fence.starting` as `python -m weipian.fence.worker`. It shuts itself in before anything heavy is loaded; one
that stands ready has what a Parquet needs loaded and no network before, and its other bounds with the request, before
it looks at anything else.
"""

from __future__ import annotations

import json
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from weipian.fence.limits import READY, Profile, close, cut_network
from weipian.terms.errors import InputError

AGAIN = "WEIPIAN_FENCE_REQUEST"


class _Without:
    """Hides packages that pyogrio and pyarrow would load only to know that they are there (0.1 to 0.3 s)."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> None:
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(name)


def main() -> int:
    """Answer one request; a failure that people can mend is an answer too."""
    network = _stand_ready() if READY in sys.argv else None
    text = os.environ.pop(AGAIN, "") or sys.stdin.read()
    if not text:
        return 0  # whoever wanted it to stand ready is gone
    request = json.loads(text)
    profile = Profile(**request["profile"])
    fence = close(profile, request["seconds"], network)
    try:
        answer = {"fence": fence.as_json()} if request.get("probe") else _answer(request, text)
    except InputError as error:
        answer = {"error": {"code": error.code, "where": error.where, "params": error.params}}
    except (MemoryError, ImportError, OSError) as error:
        answer = {"error": {"code": _why(error), "where": request["where"], "params": {}}}
    sys.stdout.write(json.dumps(answer, default=str))
    return 0


def _stand_ready() -> bool:
    """Load what takes most of a small Parquet's time; whether the network is cut, which must come before threads."""
    network = cut_network()
    sys.meta_path.insert(0, _Without("numpy", "pandas"))
    import_module("weipian.fence.parquet")
    return network


def _why(error: Exception) -> str:
    """Out of memory shows in many ways; a library that can't be mapped in is one."""
    short = isinstance(error, MemoryError) or re.search(r"memory|map segment|alloc", str(error), re.IGNORECASE)
    return "reader_memory" if short else "reader_crashed"


def _answer(request: dict[str, Any], text: str) -> dict[str, Any]:
    if not request.get("odd"):
        return _read(request, text)
    from weipian.fence.odd import look

    return look(Path(request["folder"]))


def _read(request: dict[str, Any], text: str) -> dict[str, Any]:
    if request.get("sheets"):
        from weipian.fence.sheets_reading import read as read_sheets

        return read_sheets(request)
    if request.get("raster"):
        return _read_raster(request, text)
    from weipian.fence import drivers
    from weipian.fence.kinds import Kind, detect

    path, wanted = Path(request["path"]), request["layer"]
    kind = Kind.of_key(request["kind"])
    if kind is Kind.ZIP:
        return _read_inside(request)
    survey = request.get("survey", False)
    if not kind.driver:
        sys.meta_path.insert(0, _Without("numpy", "pandas"))
        from weipian.fence import parquet

        return parquet.survey(path) if survey else parquet.read(path, request)
    if detect(path) is not kind:
        raise InputError("source_broken", where=path.name)
    sys.meta_path.insert(0, _Without("pandas", "geopandas"))
    import pyogrio

    strangers = drivers.strangers(pyogrio.list_drivers(), kind.driver)
    if strangers:
        _start_again(drivers.skipped(kind.driver, strangers), text)
    from weipian.fence import ogr

    return ogr.survey(path, kind, wanted, request) if survey else ogr.read(path, kind, wanted, request)


def _read_raster(request: dict[str, Any], text: str) -> dict[str, Any]:
    from weipian.fence import drivers
    from weipian.fence.raster.drivers import strangers

    sys.meta_path.insert(0, _Without("pandas", "geopandas", "matplotlib"))
    unknown = strangers()
    if unknown:
        _start_again(drivers.skipped(drivers.IMAGES, unknown), text)
    from weipian.fence.raster.reading import read

    return read(request)


def _read_inside(request: dict[str, Any]) -> dict[str, Any]:
    """Unpack only: the parent then asks a new process, with the right driver, for what was inside."""
    from weipian.fence.archive import unpack

    inside = Path(request["folder"]) / "unpacked"
    inside.mkdir()
    found = unpack(Path(request["path"]), inside, Profile(**request["profile"]), request["layer"])
    return {"inside": str(found)}


def _start_again(skip: str, text: str) -> None:
    """A newer GDAL brought drivers that were not named: begin anew without them."""
    if AGAIN + "_DONE" in os.environ:
        raise InputError("reader_crashed")
    env = os.environ | {"GDAL_SKIP": skip, AGAIN: text, AGAIN + "_DONE": "1"}
    os.execve(sys.executable, [sys.executable, "-m", "weipian.fence.worker"], env)  # noqa: S606


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # Python and Arrow taking themselves apart is a tenth of a small reading
