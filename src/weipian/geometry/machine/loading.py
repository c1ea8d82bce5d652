"""Object code into this process, by LLVM alone."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from typing import Any

import llvmlite.binding as llvm

OURS_NEVER = ("NRT_", "numba_", "Py", "_Py")
"""What only raising an exception needs; compiled code here raises none."""
MATHS = ("sin", "cos", "exp", "atan2", "rint", "memcpy", "memset", "memmove")
"""What LLVM may call for an instruction that the processor lacks."""
_ALIVE: list[Any] = []


class Unloadable(Exception):
    """This code can't be loaded here."""


def host() -> str:
    """The processor that code is made for."""
    return f"{llvm.get_process_triple()} {llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()}"


def load(code: bytes, symbols: dict[str, str], needed: Sequence[str]) -> dict[str, int]:
    """The addresses of all entries. Raises Unloadable."""
    try:
        _find(needed)
        machine = llvm.Target.from_default_triple().create_target_machine(codemodel="jitdefault")
        engine = llvm.create_mcjit_compiler(llvm.parse_assembly(_stubs(needed)), machine)
        engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        engine.finalize_object()
        found = {name: int(engine.get_function_address(symbol)) for name, symbol in symbols.items()}
    except (RuntimeError, OSError, AttributeError) as error:
        raise Unloadable(str(error)) from error
    if not all(found.values()):
        raise Unloadable("symbol")
    _ALIVE.append(engine)
    return found


def _find(needed: Sequence[str]) -> None:
    """LLVM ends the process over a symbol that it can't find, so all are looked for before."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    for name in (*MATHS, *needed):
        if not name.startswith(OURS_NEVER):
            llvm.add_symbol(name, ctypes.cast(getattr(library, name), ctypes.c_void_p).value)


def _stubs(needed: Sequence[str]) -> str:
    """What is never called, for this code alone: numba in the same process must go on finding its own."""
    trap = "declare void @llvm.trap()\n"
    never = (name for name in needed if name.startswith(OURS_NEVER))
    return trap + "".join(f'define void @"{name}"() {{ call void @llvm.trap() unreachable }}\n' for name in never)
