"""The benchmarks run in their quick form: every figure has a floor, the store they write holds."""

import json

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks import figures, place, start
from benchmarks.__main__ import Plan, quick, run
from benchmarks.figures import Figure, Target
from cart_ward.clinical.entries import KINDS
from cart_ward.db import verify

ROWS = 18
"""How many figures there are beside those of fresh processes with a window."""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return the quick plan over stores of this module's own."""
    folder = tmp_path_factory.mktemp("bench")
    return quick(folder / "cache", folder / "bench.json", windows=False)


@pytest.fixture(scope="module")
def measured(plan: Plan, qapp: QApplication) -> list[Figure]:
    """Measure everything but the start of the window, once."""
    assert qapp is QApplication.instance()
    return run(plan)


def test_every_figure_has_a_floor_a_ratio_and_a_target(measured: list[Figure]) -> None:
    """No figure stands alone: beside it stands what the machine itself needs."""
    assert len({figure.name for figure in measured}) == len(measured) == ROWS
    for figure in measured:
        assert min(figure.samples) > 0, figure.name
        assert figure.floor_name, figure.name
        assert figure.floor_median > 0, figure.name
        assert figure.ratio > 0, figure.name
        assert figure.target.text, figure.name


def test_the_table_and_the_file_tell_the_same(plan: Plan, measured: list[Figure]) -> None:
    """bench.json holds each row of the table, and what was measured on what."""
    content = json.loads(plan.out.read_text(encoding="utf-8"))
    printed = figures.table(measured).splitlines()

    assert [row["name"] for row in content["figures"]] == [figure.name for figure in measured]
    assert content["store"]["years"] == plan.extent.years
    assert content["store"]["entries"] > 5000
    for number, figure in enumerate(measured, start=2):
        assert printed[number].startswith(figure.name)
        assert printed[number].endswith(("ok", "over"))
        assert figure.target.text in printed[number]


def test_the_written_store_verifies(plan: Plan, measured: list[Figure]) -> None:
    """Pages, chain, head and every row of the written years are sound."""
    assert measured
    with place.opened(place.prepared(plan.extent, plan.cache)) as here:
        assert verify.verify_store(*here.store.parts) == ()


def test_the_written_store_is_a_ward_as_described(plan: Plan, measured: list[Figure]) -> None:
    """24 patients, hourly vital signs, 4-hourly neuro checks, and corrections among them."""
    assert measured
    with place.opened(place.prepared(plan.extent, plan.cache)) as here:
        charts = here.snapshot().charts
        long = here.chart(place.LONG)

    hours = plan.extent.days * 24
    assert len(charts) == 24
    for chart in charts.values():
        assert len(chart.of(KINDS["vital_signs"])) == hours
        assert len(chart.of(KINDS["neuro_check"])) == hours // 4
        assert len(chart.of(KINDS["ice_assessment"])) == hours // 4
    assert len(long.of(KINDS["vital_signs"])) == plan.extent.long_days * 24
    assert any(entry.amends is not None for chart in charts.values() for entry in chart.entries)


def test_a_store_is_made_once(plan: Plan, measured: list[Figure]) -> None:
    """A second run finds the store of the first, whatever was signed while measuring."""
    assert measured
    made = place.prepared(plan.extent, plan.cache)
    before = (made / "ward.db").stat()

    assert place.prepared(plan.extent, plan.cache) == made
    assert (made / "ward.db").stat().st_mtime_ns == before.st_mtime_ns


def test_a_figure_is_over_when_one_part_of_its_target_is() -> None:
    """Both the ratio and the time must be kept."""

    def figure(target: Target) -> Figure:
        return Figure(
            name="a",
            samples=(0.001, 0.002, 0.003, 0.090),
            floor_name="b",
            floor=(0.001,),
            target=target,
        )

    assert figure(Target(times_floor=2.5, seconds=0.1, of=100)).ok
    assert not figure(Target(times_floor=2.4)).ok
    assert figure(Target(seconds=0.0025)).ok
    assert not figure(Target(times_floor=2.5, seconds=0.09, of=99)).ok


def test_a_rank_is_a_sample() -> None:
    """Percentiles are taken by nearest rank: no value that was never measured."""
    samples = [float(n) for n in range(200, 0, -1)]

    assert [figures.rank(samples, percent) for percent in (50, 95, 99, 100)] == [
        100.0,
        190.0,
        198.0,
        200.0,
    ]


def test_an_empty_window_tells_when_it_is_painted() -> None:
    """The floor of the start is a window of its own process that ends by itself."""
    told = start.lines(start.empty_window(["json", "no_such_library"]))

    assert list(told) == ["painted"]
