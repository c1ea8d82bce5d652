"""An error by its code, whatever its sentence says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from weipian.terms.errors import WeipianError


@contextmanager
def refuses(code: str, kind: type[WeipianError] = WeipianError) -> Iterator[None]:
    with pytest.raises(kind) as found:
        yield
    assert found.value.code == code
    assert found.value.message
