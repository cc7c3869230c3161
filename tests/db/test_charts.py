"""Every kind of entry comes back as it was signed; charts held in memory stay true."""

import dataclasses
import types
import typing
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import KINDS
from cart_ward.clinical.observed import Note, VitalSigns
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import NoteKind
from cart_ward.db import charts, folder, verify
from cart_ward.db.tables import BODIES, ENTRY
from tests.db.helpers import NURSE, KeptWard, furnish, vitals
from tests.fakes import NOW, FixedClock

LIMITS: dict[str, tuple[int, int]] = {
    "temperature": (10, 50),
    "systolic": (0, 400),
    "diastolic": (0, 400),
    "pulse": (0, 500),
    "respiratory_rate": (0, 200),
    "spo2": (0, 100),
    "oxygen_flow": (0, 200),
    "vasopressors": (0, 20),
    "eye": (1, 4),
    "verbal": (1, 5),
    "motor": (1, 6),
    "pupil_left": (0, 15),
    "pupil_right": (0, 15),
    "kilograms": (0, 1000),
    "grade": (0, 5),
    "proposed_grade": (0, 5),
    "crs_grade": (0, 5),
    "icans_grade": (0, 5),
    "total": (0, 10),
}
"""What the tables allow; a number of any other name may be anything."""

CAPD = (0, 4)


def _numbers(name: str) -> tuple[int, int]:
    if name in {f.name for f in dataclasses.fields(KINDS["capd_assessment"])} - {"total"}:
        return CAPD
    return LIMITS.get(name, (-(10**9), 10**9))


def _values(name: str, kind: Any) -> st.SearchStrategy[Any]:
    """Return values for a field of this type."""
    kind = getattr(kind, "__supertype__", kind)
    if isinstance(kind, types.UnionType):
        some = next(part for part in typing.get_args(kind) if part is not type(None))
        return st.none() | _values(name, some)
    if name.endswith("_id") or name == "about":
        return st.just(2 if name == "checked_by_id" else 1)
    low, high = _numbers(name)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: st.integers(low, high),
        Decimal: st.decimals(low, high, allow_nan=False, allow_infinity=False),
        str: st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
        bytes: st.binary(max_size=60),
        date: st.dates(),
        datetime: st.datetimes(timezones=st.just(UTC)).map(_to_milliseconds),
    }
    return plain[kind] if kind in plain else _of_words(kind)


def _of_words(kind: Any) -> st.SearchStrategy[Any]:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    assert kind == tuple[str, ...]
    return st.lists(st.from_regex(r"[a-z_.0-9]{1,12}", fullmatch=True), max_size=4).map(tuple)


def _to_milliseconds(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000, fold=0)


def _of_kind(body: type[Any]) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(body)
    made = st.builds(body, **{name: _values(name, kind) for name, kind in hints.items()})
    if body is KINDS["dose_given"]:
        return made.filter(lambda one: one.order_id is not None or one.deviation is not None)
    return made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptWard]:
    """Give one ward to all examples: what they chart only adds to it."""
    place: Path = tmp_path_factory.mktemp("shared") / "ward"
    folder.create(place, practice=True)
    clock = FixedClock()
    ward = furnish(folder.open_store(place, clock=clock), place, clock)
    ward.chart()
    yield ward
    ward.store.close()


@settings(max_examples=12, deadline=None)
@given(bodies=st.tuples(*(_of_kind(KINDS[name]) for name in sorted(KINDS))))
def test_every_kind_comes_back_as_it_was_signed(shared: KeptWard, bodies: tuple[Any, ...]) -> None:
    """Zero, None, an exact number's own digits, a picture's bytes: nothing is rounded or lost."""
    with shared.store.act(NURSE, "chart", NOW) as work:
        first, *_, last = [work.append(shared.admission_id, body, NOW) for body in bodies]

    with shared.store.engine.begin() as connection:
        found = charts.read_entries(connection, ENTRY.c.id.between(first, last))

    entries = sorted(found, key=lambda entry: entry.id)
    assert tuple(entry.body for entry in entries) == bodies
    assert repr([entry.body for entry in entries]) == repr(list(bodies))


@settings(max_examples=2, deadline=None)
@given(bodies=st.tuples(*(_of_kind(KINDS[name]) for name in sorted(KINDS))))
def test_what_was_charted_so_is_sound(shared: KeptWard, bodies: tuple[Any, ...]) -> None:
    """The digest in the chain is that of the stored row, whatever it holds."""
    for body in bodies:
        shared.chart(body)

    assert verify.rows(shared.store.engine) == ()


def test_each_kind_has_its_table_and_each_field_its_column() -> None:
    """No mapper by hand can forget a field."""
    for body in KINDS.values():
        fields = ["entry_id", *(field.name for field in dataclasses.fields(body))]
        assert [column.name for column in BODIES[body].columns] == fields


def test_a_chart_read_again_is_the_same_value(ward: KeptWard) -> None:
    """What screens derived from it stays."""
    ward.chart()

    with ward.store.read() as reading:
        assert reading.chart(ward.admission_id) is reading.chart(ward.admission_id)
        assert reading.charts()[ward.admission_id] is reading.chart(ward.admission_id)


def test_a_held_chart_gains_what_another_program_wrote(ward: KeptWard) -> None:
    """Only newer entries are read again, and all of them."""
    other = folder.open_store(ward.folder, clock=FixedClock())
    with ward.store.read() as reading:
        before = reading.chart(ward.admission_id)
    with other.act(NURSE, "elsewhere", NOW) as work:
        work.append(ward.admission_id, vitals(pulse=130), NOW)
        work.append(None, Note(kind=NoteKind.HANDOVER, text="ward"), NOW)
    other.close()

    with ward.store.read() as reading:
        after = reading.chart(ward.admission_id)
    assert len(after.entries) == len(before.entries) + 1
    assert after.of(VitalSigns)[-1].body.pulse == 130


def test_a_chart_far_behind_is_read_anew(ward: KeptWard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catching up has its limit; the answer is the same."""
    ward.chart()
    with ward.store.read() as reading:
        reading.chart(ward.admission_id)
    monkeypatch.setattr(charts, "CATCH_UP", 0)
    ward.chart()

    with ward.store.read() as reading:
        assert len(reading.chart(ward.admission_id).entries) == 2


def test_the_shelf_keeps_the_charts_last_used(ward: KeptWard) -> None:
    """A week of looking at old stays does not fill the memory."""
    shelf = charts.Shelf(room=1)
    with ward.store.read() as reading:
        stay = reading.admission(ward.admission_id)
    other = dataclasses.replace(stay, id=AdmissionId(stay.id + 1))

    with ward.store.engine.begin() as connection:
        first = shelf.charts(connection, (stay,), keep=True)[stay.id]
        shelf.charts(connection, (other,), keep=True)
        again = shelf.charts(connection, (stay,), keep=True)[stay.id]

    assert isinstance(first, Chart)
    assert again is not first
    assert again.entries == first.entries
