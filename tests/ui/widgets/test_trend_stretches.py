"""What lasts on a trend: signed beside proposed grades, oxygen given alike."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical.vocabulary import Oxygen, Scale
from cart_ward.ui.widgets.trend_data import Trend, trend
from cart_ward.ui.widgets.trend_stretches import Band, unlike
from tests.builders import vital_signs
from tests.ui.charted import Charted


def drawn(care: Charted) -> Trend:
    """Return the trend of the one patient."""
    return trend(care.ward.chart(care.patient), care.ward.status(care.patient))


def test_a_signed_grade_is_told_from_another_proposal(care: Charted) -> None:
    """Signed 1 while 0 was proposed, two hours later 1 is proposed too: two hours differ."""
    care.ward.sign_grade(care.patient, Scale.CRS, 1, reason="looks unwell")
    care.clock.advance(hours=2)
    care.ward.record_vitals(care.patient, temperature="39.0")
    care.clock.advance(hours=1)
    made = drawn(care)

    assert [(band.grade, band.start, band.end) for band in made.signed] == [(1, 48.0, 51.0)]
    assert [(band.grade, band.start, band.end) for band in made.unlike] == [(1, 48.0, 50.0)]


def test_stretches_that_differ_are_joined_over_several_proposals() -> None:
    """One signature against two proposals is one stretch; another scale is another matter."""
    proposed = [
        Band(scale=Scale.CRS, start=0, end=4, grade=2),
        Band(scale=Scale.CRS, start=4, end=6, grade=3),
        Band(scale=Scale.CRS, start=6, end=9, grade=1),
        Band(scale=Scale.ICANS, start=0, end=9, grade=4),
    ]
    signed = [Band(scale=Scale.CRS, start=2, end=9, grade=1)]

    assert unlike(proposed, signed) == (Band(scale=Scale.CRS, start=2, end=6, grade=1),)


@pytest.mark.parametrize(
    ("later", "stretches"),
    [
        pytest.param({"oxygen": Oxygen.LOW_FLOW_NC, "oxygen_flow": Decimal(2)},
                     [(Oxygen.ROOM_AIR, 47.0, 50.0), (Oxygen.LOW_FLOW_NC, 50.0, 52.0)],
                     id="oxygen begins"),
        pytest.param({"oxygen": Oxygen.ROOM_AIR}, [(Oxygen.ROOM_AIR, 47.0, 52.0)],
                     id="the same goes on"),
        pytest.param({"oxygen": None}, [(Oxygen.ROOM_AIR, 47.0, 50.0)], id="nobody said"),
    ],
)  # fmt: skip
def test_oxygen_lasts_until_a_set_says_otherwise(
    care: Charted, later: dict[str, Any], stretches: list[tuple[Oxygen, float, float]]
) -> None:
    """A set that does not say how oxygen is given ends what was known."""
    care.clock.advance(hours=2)
    care.ward.record_vitals(care.patient, **later)
    care.clock.advance(hours=2)

    assert [(o.device, o.start, o.end) for o in drawn(care).oxygen] == stretches


def test_nobody_knows_the_oxygen_after_a_day_without_a_set(care: Charted) -> None:
    """A stretch ends at the last set that knew; it is not drawn on into the unknown."""
    care.clock.advance(hours=30)

    assert [(o.start, o.end) for o in drawn(care).oxygen] == [(47.0, 47.0)]


def test_an_amended_set_gives_the_oxygen_it_was_corrected_to(care: Charted) -> None:
    """What was struck is drawn no more."""
    entry = care.ward.record_vitals(
        care.patient, oxygen=Oxygen.FACEMASK, at=care.clock.now() - timedelta(minutes=30)
    )
    care.ward.amend(care.patient, entry, vital_signs())

    assert {stretch.device for stretch in drawn(care).oxygen} == {Oxygen.ROOM_AIR}
