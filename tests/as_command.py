"""`weipian` as a process of its own with its own exit code, forked from one that has read the modules already.

What a command does in its own process costs a fifth of what reading Python's modules does; the tests run thousands.
How the command starts from nothing has tests of its own, which start it plainly.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import runpy
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

READ = ("weipian.cli", "weipian.office", "weipian.programme", "weipian.store")
BESIDE = {"weipian.store.migrations", "weipian.store.template"}


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*words: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    """The command with these words in a folder; `env` is the whole environment, this process's own where not given."""
    with tempfile.TemporaryDirectory(prefix="as-command-") as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        asked = {
            "words": list(map(str, words)),
            "cwd": str(cwd),
            "env": dict(os.environ if env is None else env),
            "out": str(out),
            "err": str(err),
        }
        forker = _forker()
        assert forker.stdin is not None
        assert forker.stdout is not None
        forker.stdin.write(json.dumps(asked) + "\n")
        forker.stdin.flush()
        answer = forker.stdout.readline()
        assert answer, "the process that forks is gone"
        return Done(int(answer), out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


@cache
def _forker() -> subprocess.Popen[str]:
    """This test process's own; it ends when its input does."""
    return subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def read_all() -> None:
    """Every module that a command on a workspace may need."""
    from weipian.policy.policy import load
    from weipian.store.settings import configure, database_of

    configure(database_of(Path(os.devnull)))
    for name in READ:
        for module in pkgutil.walk_packages(importlib.import_module(name).__path__, f"{name}."):
            if module.name not in BESIDE and not module.name.startswith("weipian.store.migrations"):
                importlib.import_module(module.name)
    load("ziyuan-2023")


def serve() -> None:
    """A fork for every line asked; the answer is its exit code."""
    read_all()
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            be_the_command(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def be_the_command(asked: dict[str, Any]) -> None:
    """What `python -m weipian` would be; never comes back."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    turned(0, os.devnull, os.O_RDONLY)
    for number, name in ((1, "out"), (2, "err")):
        turned(number, asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    sys.stdin, sys.stdout, sys.stderr = (open(n, m, encoding="utf-8", closefd=False) for n, m in enumerate("rww"))  # noqa: SIM115
    sys.argv = ["weipian", *asked["words"]]
    code: object = 0
    try:
        runpy.run_module("weipian", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def turned(number: int, path: str, how: int) -> None:
    """The stream of that number comes from, or goes to, a file."""
    opened = os.open(path, how, 0o600)
    os.dup2(opened, number)
    os.close(opened)


if __name__ == "__main__":
    serve()
