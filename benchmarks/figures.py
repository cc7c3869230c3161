"""A figure: samples of the program, samples of its floor from the same run, and the target."""

import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median
from time import perf_counter

Work = Callable[[], object]
Timed = Callable[[], float]
"""Does something once and returns the seconds that count."""

ENOUGH_FOR_TAIL = 20
"""A tail of fewer samples says nothing and is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a figure may be: times its floor, and seconds; `of` 50 is the median, 100 the worst."""

    times_floor: float | None = None
    seconds: float | None = None
    of: int = 50

    @property
    def text(self) -> str:
        """The target in a few letters."""
        names = {50: "", 100: "worst "}
        parts = [] if self.times_floor is None else [f"<= {self.times_floor:g}x"]
        if self.seconds is not None:
            parts.append(f"{names.get(self.of, f'p{self.of} ')}< {shown(self.seconds)}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of the table; all samples in seconds, `note` says what was measured on what."""

    name: str
    samples: tuple[float, ...]
    floor_name: str
    floor: tuple[float, ...]
    target: Target
    note: str = ""

    @property
    def median(self) -> float:
        """The median of the samples, in seconds."""
        return median(self.samples)

    @property
    def floor_median(self) -> float:
        """The median of the floor, in seconds."""
        return median(self.floor)

    @property
    def ratio(self) -> float:
        """How many times its floor the figure is."""
        return self.median / self.floor_median

    @property
    def ok(self) -> bool:
        """Whether the figure is within its target."""
        times, seconds = self.target.times_floor, self.target.seconds
        within = times is None or self.ratio <= times
        return within and (seconds is None or rank(self.samples, self.target.of) < seconds)

    def facts(self) -> dict[str, object]:
        """Return the row for bench.json, in milliseconds."""
        return {
            "name": self.name,
            "n": len(self.samples),
            "median_ms": _ms(self.median),
            "p95_ms": _ms(rank(self.samples, 95)),
            "p99_ms": _ms(rank(self.samples, 99)),
            "worst_ms": _ms(max(self.samples)),
            "floor": self.floor_name,
            "floor_n": len(self.floor),
            "floor_median_ms": _ms(self.floor_median),
            "floor_p95_ms": _ms(rank(self.floor, 95)),
            "floor_p99_ms": _ms(rank(self.floor, 99)),
            "ratio": round(self.ratio, 2),
            "target": self.target.text,
            "ok": self.ok,
            "note": self.note,
        }


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 4)


def rank(samples: Sequence[float], percent: int) -> float:
    """Return the sample at this percentile, by nearest rank; 100 is the worst."""
    ordered = sorted(samples)
    return ordered[max(ceil(len(ordered) * percent / 100), 1) - 1]


def timed(work: Work) -> float:
    """Return the seconds one piece of work takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def alternating(
    times: int, work: Timed, floor: Timed, *, block: int = 1
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Measure work and floor in turn, so that a busy machine touches both; the first is dropped.

    `block` runs of each follow one another, where changing over would itself cost something.
    """
    samples: list[float] = []
    floors: list[float] = []
    work()
    floor()
    while len(samples) < times:
        size = min(block, times - len(samples))
        samples.extend(work() for _ in range(size))
        floors.extend(floor() for _ in range(size))
    return tuple(samples), tuple(floors)


def shown(seconds: float) -> str:
    """Return a time in the unit in which it can be read."""
    for unit, name in ((1.0, "s"), (1e-3, "ms")):
        if seconds >= unit:
            return f"{seconds / unit:.3g} {name}"
    return f"{seconds * 1e6:.3g} us"


HEADINGS = ("figure", "n", "median", "p95", "p99", "floor", "ratio", "target", "")


def row(figure: Figure) -> tuple[str, ...]:
    """Return a figure as the cells of the table."""
    tails = [
        shown(rank(figure.samples, percent)) if len(figure.samples) >= ENOUGH_FOR_TAIL else "-"
        for percent in (95, 99)
    ]
    return (
        figure.name,
        str(len(figure.samples)),
        shown(figure.median),
        *tails,
        shown(figure.floor_median),
        f"{figure.ratio:.2f}",
        figure.target.text,
        "ok" if figure.ok else "over",
    )


def table(figures: Sequence[Figure]) -> str:
    """Return the table, and under it what each floor is and what a figure was measured on."""
    rows = [HEADINGS, *(row(figure) for figure in figures)]
    widths = [max(len(cells[n]) for cells in rows) for n in range(len(HEADINGS))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in rows
    ]
    lines.insert(1, "-" * max(len(line) for line in lines))
    lines.append("")
    lines.extend(f"{f.name}: floor = {f.floor_name}. {f.note}".rstrip() for f in figures)
    return "\n".join(lines)


def report(figures: Sequence[Figure], store: dict[str, object]) -> dict[str, object]:
    """Return everything for bench.json: the machine, the store that was measured, the figures."""
    return {
        "machine": {
            "system": platform.platform(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load_average": [round(load, 2) for load in _load()],
        },
        "store": store,
        "figures": [figure.facts() for figure in figures],
    }


def _load() -> tuple[float, ...]:
    """Return the load of the machine, where the system tells it."""
    return os.getloadavg() if hasattr(os, "getloadavg") else ()


def save(path: Path, content: dict[str, object]) -> None:
    """Write bench.json."""
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
