"""What the reading process may use, and what of it this system can enforce."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import asdict, dataclass
from typing import Any

from weipian.terms.messages import sentence

_GIB = 2**30
_MIB = 2**20
READY = "--ready"
"""Tells a reading process to load what a Parquet needs, and to wait."""
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


@dataclass(frozen=True, slots=True)
class Profile:
    """The bounds of one kind of reading; seconds grow with the size of what is read."""

    name: str
    memory: int
    seconds: int
    seconds_per_mib: float
    unpacked: int
    entries: int = 2000

    def time(self, size: int) -> int:
        """Seconds of processor time for `size` bytes."""
        return self.seconds + int(self.seconds_per_mib * size / _MIB)


OFFICE = Profile("office", 3 * _GIB, 60, 1.0, 20 * _GIB)
UPLOAD = Profile("upload", 1 * _GIB, 10, 0.0, 1 * _GIB)


@dataclass(frozen=True, slots=True)
class Fence:
    """What really holds in a reading process."""

    memory: bool
    processor: bool
    network: bool

    def as_json(self) -> dict[str, bool]:
        return asdict(self)


def describe(fence: Fence) -> tuple[str, ...]:
    """For `doctor`: each bound that does not hold here, in a sentence."""
    codes = {"memory": "fence_no_memory", "processor": "fence_no_processor", "network": "fence_no_network"}
    return tuple(sentence(code, {}) for name, code in codes.items() if not getattr(fence, name))


def close(profile: Profile, seconds: int, network: bool | None = None) -> Fence:
    """Shut this process in; call it first thing, before any thread starts, or with what `cut_network` said then."""
    return Fence(*_limit(profile, seconds), network=cut_network() if network is None else network)


def _limit(profile: Profile, seconds: int) -> tuple[bool, bool]:
    if sys.platform == "win32":
        return False, False
    import resource

    def lower(what: int, bound: int, grace: int = 0) -> bool:
        try:
            hard = resource.getrlimit(what)[1]
            most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
            last = bound + grace if hard == resource.RLIM_INFINITY else min(bound + grace, hard)
            resource.setrlimit(what, (most, last))
        except (OSError, ValueError):
            return False
        return True

    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_FSIZE, profile.unpacked + profile.memory)
    return lower(resource.RLIMIT_AS, profile.memory), lower(resource.RLIMIT_CPU, seconds, grace=5)


def cut_network() -> bool:
    """A network namespace of its own, without any interface; Linux where the kernel allows it."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        libc: Any = ctypes.CDLL(None, use_errno=True)
        return bool(libc.unshare(_NEW_NET) == 0 or libc.unshare(_NEW_USER | _NEW_NET) == 0)
    except (OSError, AttributeError):
        return False


def environment(package_home: str, skipped_drivers: str) -> dict[str, str]:
    """The worker's environment: nothing of the caller's but what starting a process needs."""
    kept = ("PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE", "LD_LIBRARY_PATH")
    nowhere = "http://127.0.0.1:9"
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "PYTHONPATH": package_home,
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
        "GDAL_SKIP": skipped_drivers,
        "GDAL_HTTP_PROXY": nowhere,
        "http_proxy": nowhere,
        "https_proxy": nowhere,
        "ALL_PROXY": nowhere,
        "GDAL_HTTP_TIMEOUT": "1",
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
        "GDAL_PAM_ENABLED": "NO",
        "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
        "OGR_GEOJSON_MAX_OBJ_SIZE": "500",
        "PROJ_NETWORK": "OFF",
        "GDAL_CACHEMAX": "64",
        "GDAL_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "mimalloc",
    }
