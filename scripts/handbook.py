"""The handbook's pictures: the handbook followed to its end, then the rest of the small county's year.

`python scripts/handbook.py` writes docs/handbook/pictures. A picture that needs a program which is not here
(chromium, soffice with pdftoppm) stays as it is; ImageMagick makes all of them small where it is here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

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
    f"weipian figure map -o ../全年图斑.png --dpi 100 --today {TODAY}",
    "weipian figure ratio -o ../全年比例.png --dpi 100",
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
        page(reader.folder / "全年一页纸" / "一页纸.html")
        ledger(reader.folder / "全年台账.xlsx", reader.folder)
        for picture in PICTURES.glob("*.png"):
            make_small(picture)


def rest_of_year(reader: Reader) -> None:
    """The other batches, and what the demo county holds of visits and reviews; refused rows are part of the story."""
    files = sorted((reader.folder / "示范县").glob("虚构数据_2023*下发图斑.*"))
    batches = [each.name for each in files if each.suffix in (".shp", ".gpkg") and "202301" not in each.name]
    for command in (*(f"weipian patches add ../示范县/{name}" for name in batches), *YEAR):
        reader.follow(Step("全年", command, codes=(0, 3)))


def page(path: Path) -> None:
    """The leader's page as a browser shows it."""
    if there(("chromium",)):
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=1000,1400"]
        run(["chromium", *options, f"--screenshot={PICTURES / 'summary.png'}", path.as_uri()])


def ledger(path: Path, folder: Path) -> None:
    """The first printed page of 台账."""
    if there(("soffice", "pdftoppm")):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)])
        pdf = folder / f"{path.stem}.pdf"
        run(["pdftoppm", "-png", "-singlefile", "-r", "100", str(pdf), str(PICTURES / "ledger")])


def make_small(picture: Path) -> None:
    if there(("convert",)):
        run(["convert", str(picture), "-strip", "-dither", "None", "-colors", "64", f"PNG8:{picture}"])


def there(programs: Sequence[str]) -> bool:
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        print(f"没有外部程序 {'、'.join(missing)}，相应的图没有重画", file=sys.stderr)
    return not missing


def run(words: Sequence[str]) -> None:
    subprocess.run(words, check=True, capture_output=True, timeout=240)


if __name__ == "__main__":
    main()
