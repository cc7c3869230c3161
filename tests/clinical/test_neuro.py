"""The neuro check: GCS, pupils, handwriting and the signs of raised pressure."""

from decimal import Decimal

import pytest
from hypothesis import given

from cart_ward.clinical import neuro
from cart_ward.clinical.observed import NeuroCheck
from cart_ward.clinical.vocabulary import Consciousness, Handwriting
from tests import strategies
from tests.clinical.charting import CLEAR, but

SIGNS = ("posturing", "cn6_palsy", "papilloedema", "cushing_triad")


def test_gcs_needs_all_three_parts() -> None:
    """15 for the clear check, none with a part missing."""
    assert neuro.gcs(CLEAR) == 15
    for part in ("eye", "verbal", "motor"):
        assert neuro.gcs(but(CLEAR, **{part: None})) is None


@pytest.mark.parametrize(
    ("left", "right", "unequal"),
    [("3", "4", True), ("4", "3", True), ("3", "3.5", False), (None, "3", None), ("3", None, None)],
)
def test_pupils_that_differ_by_1_mm_are_unequal(
    left: str | None, right: str | None, *, unequal: bool | None
) -> None:
    """Both must be measured."""
    widths = [None if side is None else Decimal(side) for side in (left, right)]
    check = but(CLEAR, pupil_left=widths[0], pupil_right=widths[1])
    assert neuro.pupils_unequal(check) is unequal


@pytest.mark.parametrize("sign", [*SIGNS, "raised_icp_sign"])
def test_one_sign_of_raised_pressure_is_enough(sign: str) -> None:
    """Also where nobody looked for the others, and where the sign has no name."""
    nothing = but(CLEAR, **dict.fromkeys(SIGNS))
    assert neuro.raised_pressure(but(nothing, **{sign: True})) is True


@given(check=strategies.neuro_checks())
def test_no_raised_pressure_needs_all_four_looked_for(check: NeuroCheck) -> None:
    """One not looked for: unknown, never "no"."""
    named = [getattr(check, sign) for sign in SIGNS]
    if neuro.raised_pressure(check) is False:
        assert named == [False] * 4
    else:
        assert True in (*named, check.raised_icp_sign) or None in named


@pytest.mark.parametrize(
    ("seen", "changed"),
    [
        (Handwriting.UNCHANGED, False),
        (Handwriting.CHANGED, True),
        (Handwriting.NOT_WRITTEN, True),
        (None, None),
    ],
)
def test_handwriting(seen: Handwriting | None, *, changed: bool | None) -> None:
    """A sentence that could not be written is a change; not looked at is unknown."""
    check = but(CLEAR, handwriting=seen)
    assert neuro.handwriting_changed(check) is changed


def test_every_way_to_wake_has_its_word_in_news2() -> None:
    """No value of ICANS is left without one."""
    assert set(neuro.ACVPU_OF) == set(Consciousness)
