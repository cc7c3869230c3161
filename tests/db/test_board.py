"""The board's read model: the last current entry of each kind, one query."""

from datetime import timedelta
from decimal import Decimal

from cart_ward.clinical.observed import StruckOut, VitalSigns, Weight
from cart_ward.clinical.people import Name, Sex
from cart_ward.db.board import read_board
from tests.db.helpers import NURSE, KeptWard, vitals
from tests.fakes import NOW


def test_the_last_current_entry_of_each_kind_stands_on_the_board(ward: KeptWard) -> None:
    """What was amended or struck out, and what was charted late, does not hide the newest."""
    ward.chart(vitals("38.0"), taken_at=NOW - timedelta(hours=2))
    wrong = ward.chart(vitals("40.0"), taken_at=NOW - timedelta(hours=1))
    right = ward.chart(
        vitals("39.0"), taken_at=NOW - timedelta(hours=1), amends=wrong, amend_reason="typing error"
    )
    error = ward.chart(vitals("41.0"))
    ward.chart(StruckOut(), amends=error, amend_reason="wrong patient")
    ward.chart(vitals("37.0"), taken_at=NOW - timedelta(hours=9), late_reason="downtime")
    ward.chart(Weight(kilograms=Decimal("61.5"), measured=True))

    with ward.store.engine.begin() as connection:
        (row,) = read_board(connection)

    assert row.bed == "2"
    assert set(row.latest) == {"vital_signs", "weight"}
    assert row.latest["vital_signs"].id == right
    assert row.latest["vital_signs"].body == vitals("39.0")
    assert row.latest["weight"].body == Weight(kilograms=Decimal("61.5"), measured=True)


def test_the_board_says_what_the_charts_say(ward: KeptWard) -> None:
    """Two stays, by bed as people count; a stay without entries has its row."""
    with ward.store.act(NURSE, "admit", NOW) as work:
        other = work.add_patient("H2", Name(family_latin="Roe"), NOW.date(), Sex.MALE)
        second = work.open_admission(other, ward.beds[1], ward.product_id, ward.protocol_id, NOW)
    for hours in range(5):
        ward.chart(vitals(pulse=80 + hours), taken_at=NOW - timedelta(hours=hours))

    with ward.store.engine.begin() as connection:
        rows = read_board(connection)
    with ward.store.read() as reading:
        charts = reading.charts()

    assert [(row.bed, row.admission_id) for row in rows] == [
        ("2", ward.admission_id),
        ("10", second),
    ]
    assert rows[0].latest["vital_signs"] == charts[ward.admission_id].latest(VitalSigns)
    assert rows[1].latest == {}
