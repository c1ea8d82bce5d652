"""A workbook in LibreOffice's hands: saved again, or every formula worked out anew."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl


def saved_again(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it; fails where it had anything to say about the file."""
    program = shutil.which("soffice")
    assert program
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "saved"
    command = [program, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    done = subprocess.run([*command, str(path)], check=True, capture_output=True, text=True, timeout=240)
    said = [line for line in done.stderr.splitlines() if line.strip() and "javaldx" not in line]
    assert not said, said
    assert (out / path.name).is_file(), done.stdout
    return out / path.name


def worked_out(path: Path, folder: Path) -> Any:
    """The values of a workbook whose cached results were thrown away first (openpyxl keeps formulas only)."""
    folder.mkdir(parents=True, exist_ok=True)
    stripped = folder / f"stripped-{path.name}"
    openpyxl.load_workbook(path).save(stripped)
    return openpyxl.load_workbook(saved_again(stripped, folder), data_only=True)


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """Every formula of a workbook by sheet and cell."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
