"""Uploads into files of their own, and no more of them than is let in."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MOST = 200 << 20
"""Bytes in one request; larger layers come in by the command at the desk."""


class Limited(TemporaryFileUploadHandler):
    """Stops where it becomes too much: nothing is done with a part of it."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.taken += len(raw_data)
        if self.taken > MOST:
            raise RequestDataTooBig("uploads")
        super().receive_data_chunk(raw_data, start)
