"""Tables for the terminal and for the docs."""

from __future__ import annotations

from unicodedata import east_asian_width

from benchmarks.marks import not_won, verdicts
from benchmarks.results import COMPUTING, PROCESS, Measured, Report

Row = tuple[str, ...]
HEAD: Row = ("engine", "form", "seconds", "× weipian", "CPU s", "peak MiB", "runs", "worst Δ m²")


def measured_rows(report: Report, kind: str, patches: int) -> list[Row]:
    """The quickest first; ratios to our warm run."""
    ours = report.ours(kind, patches)
    return [_row(one, ours, report.runs) for one in report.of(kind, patches)]


def _row(one: Measured, ours: Measured | None, runs: int) -> Row:
    ratio = f"{one.seconds / ours.seconds:.2f}" if ours else "—"
    fewer = f"{one.runs}" if one.runs >= runs else f"{one.runs} (of {runs})"
    worst = "—" if one.case.is_ours else f"{one.worst_m2:.2g}"
    figures = (f"{one.seconds:.3f}", ratio, f"{one.cpu_seconds:.2f}", f"{one.peak_mib:.0f}", fewer, worst)
    return (one.case.engine, one.case.form, *figures)


def sections(report: Report) -> list[tuple[str, Row, list[Row]]]:
    """Title, head and rows of every table."""
    found: list[tuple[str, Row, list[Row]]] = [
        ("Marks", ("mark", "found", ""), [(one.mark, one.found, one.state) for one in verdicts(report)])
    ]
    for patches in sorted({one.case.patches for one in report.measured}):
        for kind in (COMPUTING, PROCESS):
            rows = measured_rows(report, kind, patches)
            if rows:
                found.append((f"{kind.capitalize()}, {patches:,} patches", HEAD, rows))
    return found


def as_text(report: Report) -> str:
    """For a terminal."""
    parts = []
    for title, head, rows in sections(report):
        widths = [max(_width(row[column]) for row in (head, *rows)) for column in range(len(head))]
        lines = [_line(row, widths) for row in (head, *rows)]
        parts.append("\n".join([title, *lines]))
    return "\n\n".join([*parts, "\n".join(["Not won", *(not_won(report) or ["Nothing."])]), *said(report)])


def as_markdown(report: Report) -> str:
    """For the docs."""
    parts = [f"{line}" for line in said(report)]
    for title, head, rows in sections(report):
        lines = [f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows)]
        parts.append("\n".join([f"### {title}", "", *lines]))
    lost = [f"- {line}" for line in not_won(report)] or ["Nothing."]
    return "\n\n".join([*parts, "### What was not won", "\n".join(lost)])


def said(report: Report) -> list[str]:
    """When, where, on what, with what, and what was left out."""
    layers = ", ".join(f"{count:,} {name}" for name, count in report.layers.items())
    machine = ", ".join(report.machine.values())
    versions = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    wanted = f"Medians of {report.runs} runs each where no other count stands."
    lines = [f"Measured {report.made} on {machine}. {wanted}", f"Layers: {layers}.", f"Versions: {versions}."]
    return [*lines, *report.left_out]


def _line(row: Row, widths: list[int]) -> str:
    padded = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
