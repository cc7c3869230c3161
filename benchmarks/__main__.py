"""`python -m benchmarks [--years N] [--quick]`: the table on stdout, bench.json beside it."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks import chain, figures, place, start
from benchmarks.figures import Figure
from benchmarks.history import Extent
from benchmarks.place import Place, say
from tools.hush import hush

ROOT = Path(__file__).resolve().parents[1]
SHORTER = 10
"""How many times shorter the history is that flatness is measured against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is measured and how often; `windows`: fresh processes with a window too."""

    extent: Extent
    signatures: int
    reads: int
    screens: int
    sheets: int
    starts: int
    windows: bool
    cache: Path
    out: Path

    @property
    def shorter(self) -> Extent:
        """The extent with a tenth of the years."""
        extent = self.extent
        return Extent(years=extent.years / SHORTER, days=extent.days, long_days=extent.long_days)


def full(years: float) -> Plan:
    """Return the plan of `make bench`."""
    return Plan(
        extent=Extent(years=years, days=14, long_days=28),
        signatures=500,
        reads=200,
        screens=20,
        sheets=5,
        starts=9,
        windows=True,
        cache=place.default_cache(),
        out=ROOT / "bench.json",
    )


def quick(cache: Path, out: Path, *, windows: bool) -> Plan:
    """Return a plan that says little of time but runs every measurement."""
    return Plan(
        extent=Extent(years=0.1, days=3, long_days=4),
        signatures=5,
        reads=3,
        screens=1,
        sheets=1,
        starts=1,
        windows=windows,
        cache=cache,
        out=out,
    )


def run(plan: Plan) -> list[Figure]:
    """Measure everything of a plan, write bench.json and return the figures."""
    source = place.prepared(plan.extent, plan.cache)
    before = place.prepared(plan.shorter, plan.cache)
    with ExitStack() as stack:
        here = stack.enter_context(place.opened(source))
        facts: dict[str, object] = {"years": plan.extent.years, **here.facts()}
        found = list(_told(_measured(plan, here)))
        short = stack.enter_context(place.opened(before))
        found.extend(_told(_flatness(plan, short, here)))
    figures.save(plan.out, figures.report(found, facts))
    return found


def _told(found: Iterator[Figure]) -> Iterator[Figure]:
    for figure in found:
        say("  ".join(figures.row(figure)))
        yield figure


def _measured(plan: Plan, here: Place) -> Iterator[Figure]:
    """Yield every figure of one store; what loads Qt comes after what needs none."""
    from benchmarks import paper, reading, signing, thinking  # noqa: PLC0415 - only what is measured

    if plan.windows:
        yield from start.figures(here.folder, plan.starts)
    yield signing.figure(here, plan.signatures)
    yield from thinking.figures(here, plan.reads // 4 + 1)
    yield from reading.figures(here, plan.reads)
    from benchmarks import board, palette, patient  # noqa: PLC0415 - Qt, as above

    yield from patient.figures(here, plan.extent.long_days, plan.screens)
    yield from board.figures(here, plan.reads)
    yield palette.figure(plan.reads)
    # Last: sheets and the chain fill the memory with what no window holds.
    yield paper.figure(here, plan.sheets)
    yield chain.figure(here, plan.sheets)


def _flatness(plan: Plan, short: Place, here: Place) -> Iterator[Figure]:
    from benchmarks import growth  # noqa: PLC0415 - Qt, as above

    years = (plan.shorter.years, plan.extent.years)
    yield from growth.figures(short, here, years, plan.reads)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and write bench.json; a figure over its target is shown, not a failure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--years", type=float, default=10, help="years of earlier stays")
    parser.add_argument("--quick", action="store_true", help="a tenth of a year, few samples")
    parsed = parser.parse_args(arguments)
    plan = full(parsed.years)
    if parsed.quick:
        plan = quick(plan.cache, plan.out, windows=True)
    found = run(plan)
    print(figures.table(found))
    return 0


if __name__ == "__main__":
    hush()
    sys.exit(main())
