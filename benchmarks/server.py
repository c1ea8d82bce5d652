"""A PostgreSQL of our own with PostGIS: a fresh cluster in a temporary folder, a Unix socket, no network, gone after.

It never runs as root. Durability is off and memory is ample: it is there to be quick.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import Tree

DSN = "WEIPIAN_BENCH_POSTGIS"
"""Environment variable that tells a measured process where the server is."""
SERVER = "WEIPIAN_BENCH_SERVER"
"""And the id of its first process."""
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "work_mem": "256MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "max_worker_processes": "4",
    "max_parallel_workers": "2",
    "max_parallel_workers_per_gather": "1",  # the leader works too: two in all
    "max_parallel_maintenance_workers": "2",
    "parallel_setup_cost": "0",
    "parallel_tuple_cost": "0",
    "min_parallel_table_scan_size": "0",
    "random_page_cost": "1.1",
    "effective_cache_size": "4GB",
}


def programs() -> Path | None:
    """Where PostgreSQL's programs lie, the newest that has PostGIS; None where there is none."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    for found in known:
        control = Path("/usr/share/postgresql") / found.parent.name / "extension" / "postgis.control"
        if (found / "initdb").exists() and control.exists():
            return found
    found_there = shutil.which("initdb")
    return Path(found_there).resolve().parent if found_there and _has_postgis(Path(found_there)) else None


def _has_postgis(initdb: Path) -> bool:
    config = initdb.resolve().parent / "pg_config"
    if not config.exists():
        return False
    share = subprocess.run([config, "--sharedir"], capture_output=True, text=True, check=True).stdout.strip()
    return (Path(share) / "extension" / "postgis.control").exists()


@contextmanager
def running() -> Iterator[Tree | None]:
    """The server's processes; `DSN` is in the environment while it runs. None where PostGIS is not installed."""
    where = programs()
    if where is None:
        yield None
        return
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="weipian-bench-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        _start(where, folder, user)
        first = (folder / "data" / "postmaster.pid").read_text("utf-8").split()[0]
        os.environ.update({DSN: f"host={folder} dbname=postgres user=bench", SERVER: first})
        yield Tree(int(first))
    finally:
        for name in (DSN, SERVER):
            os.environ.pop(name, None)
        _run([where / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop"], folder, user, must=False)
        shutil.rmtree(folder, ignore_errors=True)


def _start(where: Path, folder: Path, user: str | None) -> None:
    data = folder / "data"
    _run([where / "initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync"], folder, user)
    options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
    options += f" -c unix_socket_directories='{folder}'"
    _run([where / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start"], folder, user)


def _run(command: list[str | Path], folder: Path, user: str | None, *, must: bool = True) -> None:
    """With its output in a file: a server that inherits a pipe would keep it open."""
    with (folder / "said").open("ab") as said:
        subprocess.run(command, cwd=folder, user=user, stdout=said, stderr=said, check=must)


def _user() -> str | None:
    """Root lends the server another user; anyone else runs it as himself."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def version() -> str:
    """PostGIS's, with its PostgreSQL's; empty where there is none."""
    where = programs()
    if where is None:
        return ""
    control = Path("/usr/share/postgresql") / where.parent.name / "extension" / "postgis.control"
    lines = control.read_text("utf-8").splitlines() if control.exists() else []
    stated = [line.partition("=")[2].strip(" '") for line in lines if line.startswith("default_version")]
    return f"{stated[0] if stated else '?'} on PostgreSQL {where.parent.name}"
