"""The workbench under load: `python -m benchmarks.web [--patches 100000] [--users 200] [--minutes 5] [-o FOLDER]`.

A county of so many patches is made in FOLDER (and kept there for the next run), and a copy is served as `weipian serve`
does. People, as locust plays them, look at lists and pages and write a tenth of the time, each with a pause; a view of
bare Django in the same server is asked meanwhile. Then, with nobody else there, each of the quick things alone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from benchmarks.docs import DOCS, PAGE, between
from benchmarks.processes import Tree
from benchmarks.web_alone import TIMES, Visitor, alone, counted, first_page, review_of, tiles_of
from benchmarks.web_county import CLERKS, POLICY
from benchmarks.web_found import Found, as_markdown, found_in
from benchmarks.web_people import people_of
from weipian.policy import load

RESULT = DOCS / "benchmarks-web.json"
START, END = "<!-- web: start -->", "<!-- web: end -->"
RAMP = 10
"""People who come in a second."""
MADE = """
import sys
from pathlib import Path

from benchmarks.web_county import made

made(Path(sys.argv[1]), int(sys.argv[2]))
"""


def main() -> int:
    said = _options().parse_args()
    folder: Path = said.output.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    county = folder / f"county-{said.patches}"
    if not county.exists():
        subprocess.run([sys.executable, "-c", MADE, str(county), str(said.patches)], check=True)
    fresh = folder / "county-under-load"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(county, fresh)  # what is decided in one run can't be decided in the next
    found = measured(fresh, said)
    whole = json.dumps(asdict(found), indent=1, ensure_ascii=False) + "\n"
    (folder / "web.json").write_text(whole, "utf-8")
    sys.stdout.write(as_markdown(found) + "\n")
    if said.docs:
        RESULT.write_text(whole, "utf-8")
        PAGE.write_text(between(PAGE.read_text("utf-8"), START, END, as_markdown(found)), "utf-8")
    return 0 if found.good else 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web", description=__doc__)
    parser.add_argument("--patches", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--think", type=float, default=10.0, metavar="SECONDS", help="pause between two requests")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--docs", action="store_true", help="write the section of docs/benchmarks.md and its JSON anew")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="results and the county")
    return parser


def measured(county: Path, said: argparse.Namespace) -> Found:
    with serving(county) as (port, server):
        address, towns = f"http://127.0.0.1:{port}", load(POLICY).townships
        counting = counted(address, people_of(towns, CLERKS))
        visitor = Visitor(address, "clerk0")
        (review, agenda), tiles = review_of(visitor), tiles_of(visitor)
        half = len(tiles) // 2
        about = {"TOWNS": towns, "REVIEW": [review], "AGENDA": agenda[:-TIMES], "TILES": tiles[:half]}
        before, begun = server.cpu(), time.perf_counter()
        told, own = _load(address, said, about)
        spent, seconds = server.cpu() - before, time.perf_counter() - begun
        return found_in(
            told, patches=said.patches, users=said.users, think=said.think, seconds=seconds, server_cpu=spent,
            tool_cpu=own, alone=alone(visitor, review, agenda, tiles[half:]), first=first_page(visitor),
            counting=counting,
        )  # fmt: skip


def _load(
    address: str, said: argparse.Namespace, about: Mapping[str, Sequence[str]]
) -> tuple[list[dict[str, object]], float]:
    """locust's own figures by request, and the seconds of the processor that it took itself."""
    words = [
        sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("web_users.py")), "--headless", "--json",
        "--host", address, "-u", str(said.users + 2), "-r", str(RAMP),
        "-t", f"{int(said.minutes * 60)}s", "--reset-stats", "--exit-code-on-error", "0",
    ]  # fmt: skip
    told = {
        "PATCHES": str(said.patches),
        "THINK": str(said.think),
        **{name: ",".join(values) for name, values in about.items()},
    }
    env = {**os.environ, **{f"WEIPIAN_WEB_{name}": value for name, value in told.items()}}
    before = _children()
    running = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out, err = running.communicate()
    if running.returncode:
        raise RuntimeError(err)
    return json.loads(out[out.index("[") :]), _children() - before


def _children() -> float:
    """Seconds of the processor of what has ended so far."""
    used = os.times()
    return used.children_user + used.children_system


@contextmanager
def serving(county: Path) -> Iterator[tuple[int, Tree]]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    server = subprocess.Popen([sys.executable, "-m", "benchmarks.web_server", str(county), str(port)])
    try:
        for _ in range(300):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield port, Tree(server.pid)
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    raise SystemExit(main())
