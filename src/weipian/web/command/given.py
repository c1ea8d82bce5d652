"""What was put into a dialog's fields, as its command takes it; files under their own names in the job's folder."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from weipian.terms.errors import InputError
from weipian.web.command.jobs import Job
from weipian.web.command.port import Dialog, FieldAsked, Kind

ERROR_BOOK = {"errors": "错误行.xlsx"}
"""Always wanted: without it the command would write one where the server happens to stand."""
PARTS = frozenset({".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix"})


def given_in(request: Any, asked: Dialog, job: Job) -> dict[str, list[str]]:
    """What was put into a dialog's fields; files into the job's folder. Raises InputError where something lacks."""
    given = {field.name: _values(request, field, job) for field in asked.fields}
    for field in asked.fields:
        if field.required and not given[field.name]:
            raise InputError("dialog_missing", where=asked.title, field=field.label)
    return given


def _values(request: Any, field: FieldAsked, job: Job) -> list[str]:
    match field.kind:
        case Kind.UPLOAD:
            place = job.folder / f"in-{field.name}"
            layer = request.POST.get(field.layer, "").strip() if field.layered else ""
            found = sources([_put(one, place) for one in request.FILES.getlist(field.name)])
            return [f"{one}#{layer}" if layer else str(one) for one in found]
        case Kind.LINES:
            return [line.strip() for line in request.POST.get(field.name, "").splitlines() if line.strip()]
        case Kind.DOWNLOAD:
            wanted = request.POST.get(field.name, "").strip() or ERROR_BOOK.get(field.name, "")
            return [_named(wanted, field)] if wanted or field.required else []
    return [value.strip() for value in request.POST.getlist(field.name) if value.strip()]


def _named(wanted: str, field: FieldAsked) -> str:
    name = plain(wanted) or field.label
    return name if "." in name or not field.ending else name + field.ending


def plain(name: str) -> str:
    """A name alone, no longer than a disk takes it, and with no sign in it that would name a layer."""
    path = PurePosixPath(PurePosixPath(name.replace("\\", "/").replace("\0", "")).name.lstrip("."))
    path = path.with_name(path.name.replace("#", "＃").replace("|", "｜")) if path.name else path
    return path.stem[:60] + path.suffix[:12]


def sources(paths: list[Path]) -> list[Path]:
    """Without the files that only go along with a shapefile of the same name."""
    shapes = {path.with_suffix("") for path in paths if path.suffix.lower() == ".shp"}
    return [path for path in paths if path.suffix.lower() not in PARTS or path.with_suffix("") not in shapes]


def _put(upload: UploadedFile, folder: Path) -> Path:
    """The file under its own name, which says nothing of a folder."""
    folder.mkdir(exist_ok=True)
    name = plain(str(upload.name)) or "文件"
    path = folder / name
    while path.exists():
        path = path.with_name(f"又 {path.name}")
    with path.open("wb") as out:
        shutil.copyfileobj(upload.file, out)
    return path
