"""Writing a table of results: CSV, Parquet, Excel or GeoPackage, chosen by the suffix, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weipian.terms.errors import InputError, UsageError
from weipian.work.placing import is_full, put

if TYPE_CHECKING:  # asking whether a place can be written must not cost numpy
    from weipian.workbook.columns import Columns
    from weipian.workbook.drawn import Drawn

SUFFIXES = (".csv", ".parquet", ".xlsx", ".gpkg")


def write_rows(path: Path | str, columns: Columns, drawn: Drawn | None = None) -> None:
    """Write; what stood there is replaced only by a finished one. Raises UsageError, InputError `output_…`."""
    from weipian.workbook.columns import require_equal_lengths

    target = Path(path)
    write = _writer(target, drawn)
    require_equal_lengths(columns)
    with whole(target) as partial:
        write(partial, columns)


@contextmanager
def whole(target: Path, *, lasting: bool = True) -> Iterator[Path]:
    """A place to write to that takes the target's place when all went well. Raises InputError `output_…`.

    `lasting`: it is there after a power cut too; not asked for hundreds of drawings, which can be made again.
    """
    partial = target.with_name(f".{target.stem}.{os.getpid()}.partial{target.suffix.lower()}")
    try:
        yield partial
        if lasting:
            put(partial, target)
        else:
            partial.replace(target)
    except OSError as error:
        raise unwritable(target, error) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def import_writer(path: Path) -> None:
    """Import what writing will need, at a moment when there is nothing else to do."""
    import_module("weipian.workbook.forms")
    if path.suffix.lower() == ".parquet":
        import_module("pyarrow.parquet")


def require_writable(path: Path | str) -> None:
    """Say before the long work what would fail after it. Raises UsageError, InputError `output_…`."""
    target = Path(path)
    _require_suffix(target)
    try:
        with target.open("ab") if target.exists() else _probe(target):
            pass
    except OSError as error:
        raise unwritable(target, error) from None


def _probe(target: Path) -> Any:
    probe = target.with_name(f".{target.stem}.{os.getpid()}.probe")
    stream = probe.open("wb")
    stream.close()
    probe.unlink()
    return open(os.devnull, "rb")


def unwritable(target: Path, error: OSError) -> InputError:
    if not target.parent.is_dir():
        return InputError("output_no_folder", where=str(target), folder=str(target.parent))
    if os.path.isdir(target):  # unlike Path.is_dir, no error where the name is too long
        return InputError("output_is_folder", where=str(target))
    code = "output_disk_full" if is_full(error) else "output_locked"
    return InputError(code, where=str(target))


def _require_suffix(target: Path) -> None:
    if target.suffix.lower() not in SUFFIXES:
        raise UsageError("output_suffix", where=target.name, suffixes="、".join(SUFFIXES))


def _writer(target: Path, drawn: Drawn | None) -> Callable[[Path, Columns], None]:
    _require_suffix(target)
    from weipian.workbook import forms

    match target.suffix.lower():
        case ".csv":
            return forms.csv
        case ".parquet":
            return forms.parquet
        case ".xlsx":
            return forms.xlsx
        case _:
            if drawn is None:
                raise UsageError("output_no_shapes", where=target.name)
            from weipian.workbook.drawn import gpkg

            return lambda path, columns: gpkg(path, columns, drawn)


def as_records(columns: Columns) -> list[dict[str, str]]:
    """The rows for --json."""
    texts = {name: column.texts() for name, column in columns.items()}
    return [dict(zip(texts, row, strict=True)) for row in zip(*texts.values(), strict=True)]
