"""Pure numbers: coordinate systems, the authalic plane, validity, the measuring kernel, balancing."""

from __future__ import annotations


def warm() -> None:
    """Compile the kernel for the arrays that are used in production and keep the machine code; done at set-up."""
    from weipian.geometry.measure import warm as compile_all

    compile_all()
