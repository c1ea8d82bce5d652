"""`weipian measure` on more than memory should hold: stopped by Ctrl-C, gone on with by the same command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cli.conftest import Weipian
from programme.overlay.test_parted import sample, write


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything is big, blocks and parts are tiny; the cache is this test's own."""
    monkeypatch.setenv("WEIPIAN_BIG_BYTES", "0")
    monkeypatch.setenv("WEIPIAN_PART_ROWS", "40")
    monkeypatch.setenv("WEIPIAN_BLOCK_ROWS", "7")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    patches = write(tmp_path / "patches.parquet", *sample(1))
    layer = write(tmp_path / "layer.parquet", *sample(2))
    return ["measure", str(patches), "--layer", f"layer={layer}:DLBM", "--id", "id", "--partition", "layer"]


@pytest.mark.requirement("F4")
@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise there")
def test_ctrl_c_keeps_what_is_done_and_the_same_command_goes_on(
    weipian: Weipian, tmp_path: Path, command: list[str]
) -> None:
    whole = weipian(*command, "-o", tmp_path / "whole.parquet")
    assert whole.code == 3, whole.err
    output = tmp_path / "out.parquet"
    journal = tmp_path / "out.parquet.未完成"
    run = subprocess.Popen(
        [sys.executable, "-m", "weipian", *command, "-o", str(output)],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # a job in the background has none
        encoding="utf-8",
    )
    deadline = time.monotonic() + 120
    while not list(journal.glob("block-*.json")) and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    said = run.communicate(timeout=120)[1]
    assert run.returncode == 1, said
    assert "已按要求中止" in said
    assert "Traceback" not in said
    assert not output.exists()
    resumed = weipian(*command, "-o", output)
    assert "接着上次没有做完的继续" in resumed.err
    assert resumed.code == 3
    assert output.read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    assert not journal.exists()
    assert resumed.out.replace("out.parquet", "whole.parquet") == whole.out


def test_the_json_answer_counts_rows_and_lists_the_rest(weipian: Weipian, tmp_path: Path, command: list[str]) -> None:
    output = tmp_path / "out.parquet"
    run = weipian(*command, "-o", output, "--json")
    assert run.json["row_count"] == pq.read_metadata(output).num_rows
    assert run.json["contradictions"]
    assert run.json["refused"]
    assert (tmp_path / "out-错误行.xlsx").exists()


def test_a_dry_run_leaves_nothing(weipian: Weipian, tmp_path: Path, command: list[str]) -> None:
    before = sorted(tmp_path.iterdir())
    run = weipian(*command, "-o", tmp_path / "out.parquet", "--dry-run")
    assert "演练" in run.out
    assert sorted(path for path in tmp_path.iterdir() if path.name != "cache") == before


def test_what_is_wrong_is_said_as_ever(weipian: Weipian, tmp_path: Path, command: list[str]) -> None:
    run = weipian(*command[:3], "layer=nowhere.parquet", "-o", tmp_path / "out.parquet")
    assert run.code == 1
    assert "找不到" in run.err
    run = weipian(*command[:2], "--layer", command[3], "--id", "nothing", "-o", tmp_path / "out.parquet")
    assert run.code == 1
    assert "nothing" in run.err
