"""The handbook's pictures: the handbook followed to its end, then the rest of the small county's year.

`python scripts/handbook.py` writes docs/handbook/pictures. A picture that needs a program which is not here
(chromium, soffice, pdftoppm) stays as it is.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from walked_handbook import HANDBOOK, Reader, Step, steps  # noqa: E402

PICTURES = HANDBOOK / "pictures"
TODAY = "2023-12-15"
YEAR = (
    "weipian overlay",
    "weipian ledger import ../示范县/虚构数据_实地核查.csv",
    "weipian propose",
    "weipian ledger import ../示范县/虚构数据_会审结果.csv --encoding gb18030",
    f"weipian ledger export ../全年台账.xlsx --today {TODAY}",
    f"weipian summary -o ../全年一页纸 --today {TODAY}",
    f"weipian figure map -o ../全年图斑.png --dpi 90 --today {TODAY}",
    f"weipian figure ratio -o ../全年比例.png --dpi 100 --today {TODAY}",
)
OF_FIGURES = {"套合图.png": "overlay", "期限日历.png": "calendar", "全年图斑.png": "map", "全年比例.png": "ratio"}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        reader = Reader(Path(name))
        for step in steps():
            reader.follow(step)
        rest_of_year(reader)
        PICTURES.mkdir(exist_ok=True)
        for source, target in OF_FIGURES.items():
            shutil.copyfile(reader.folder / source, PICTURES / f"{target}.png")
        page(reader.folder / "全年一页纸" / "一页纸.html", reader.folder)
        ledger(reader.folder / "全年台账.xlsx", reader.folder)


def rest_of_year(reader: Reader) -> None:
    """The other batches, and what the demo county holds of visits and reviews; refused rows are part of the story."""
    files = sorted((reader.folder / "示范县").glob("虚构数据_2023*下发图斑.*"))
    batches = [each.name for each in files if each.suffix in (".shp", ".gpkg") and "202301" not in each.name]
    for command in (*(f"weipian patches add ../示范县/{name}" for name in batches), *YEAR):
        reader.follow(Step("全年", command, codes=(0, 3)))


def page(path: Path, folder: Path) -> None:
    """The leader's page as a browser prints it."""
    if there(("chromium", "pdftoppm")):
        target = folder / "summary.pdf"
        run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--no-pdf-header-footer",
                f"--print-to-pdf={target}",
                path.as_uri(),
            ]
        )
        first_page(target, "summary", 100)


def ledger(path: Path, folder: Path) -> None:
    """The first printed page of 台账."""
    if there(("soffice", "pdftoppm")):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)])
        first_page(folder / f"{path.stem}.pdf", "ledger", 90)


def first_page(pdf: Path, name: str, dpi: int) -> None:
    shown = pdf.with_name(name)
    run(["pdftoppm", "-singlefile", "-r", str(dpi), str(pdf), str(shown)])
    (PICTURES / f"{name}.png").write_bytes(palette_png(shown.with_suffix(".ppm").read_bytes()))


def palette_png(ppm: bytes) -> bytes:
    """A PNG of the 256 colours that occur most, each other colour as the nearest of them."""
    _, size, _, body = ppm.split(b"\n", 3)
    width, height = map(int, size.split())
    colours, which, count = np.unique(
        np.frombuffer(body, np.uint8).reshape(-1, 3), axis=0, return_inverse=True, return_counts=True
    )
    kept = colours[np.argsort(-count)[:256]].astype(int)
    nearest = np.array([np.square(kept - colour).sum(1).argmin() for colour in colours], np.uint8)
    rows = nearest[which.reshape(height, width)]
    lines = np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", kept.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in parts)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def there(programs: Sequence[str]) -> bool:
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        print(f"没有外部程序 {'、'.join(missing)}，相应的图没有重画", file=sys.stderr)
    return not missing


def run(words: Sequence[str]) -> None:
    subprocess.run(words, check=True, capture_output=True, timeout=240)


if __name__ == "__main__":
    main()
