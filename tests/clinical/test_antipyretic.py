"""Before an antipyretic: a fresh temperature, and somebody's grade for a fever (H33)."""

import pytest

from cart_ward.clinical.antipyretic import First, asked_first
from cart_ward.clinical.vocabulary import AttributedFinding, Cause, EpisodeKind, Scale
from tests.clinical.charting import Charting, hour

TEMPERATURE, GRADE = First.TEMPERATURE, First.GRADE


@pytest.fixture
def patient() -> Charting:
    """Return a patient infused at hour 0."""
    return Charting()


def asked(patient: Charting, at: float) -> First | None:
    """Return what is asked for before an antipyretic at an hour."""
    return asked_first(patient.chart(), hour(at))


def test_before_the_infusion_nothing_is_asked(patient: Charting) -> None:
    """Premedication, or no infusion at all: no fever can be of the cells."""
    patient.vitals(-1, temperature=38.5)

    assert asked(patient, -0.5) is None
    assert asked(Charting(infused=False), 5) is None


@pytest.mark.parametrize(
    ("measured", "first"),
    [
        pytest.param({}, TEMPERATURE, id="never"),
        pytest.param({29.9: 37.9}, None, id="a moment ago"),
        pytest.param({29: 36.8}, None, id="an hour ago"),
        pytest.param({28.9: 36.8}, TEMPERATURE, id="more than an hour ago"),
        pytest.param({29.5: None}, TEMPERATURE, id="a set without it"),
        pytest.param({29.5: 36.8, 29.6: None}, None, id="a set without it since"),
        pytest.param({29.5: 36.8, 30.1: 38.5}, None, id="a fever later than the drug"),
        pytest.param({29.5: 38.0}, GRADE, id="38.0"),
        pytest.param({29.5: 37.9}, None, id="37.9"),
        pytest.param({29: 38.5, 29.5: 37.5}, None, id="no fever any more"),
    ],
)
def test_fever_is_measured_before_it_is_hidden(
    patient: Charting, measured: dict[float, float | None], first: First | None
) -> None:
    """Within the hour before, and no fever goes without a grade."""
    for at, temperature in measured.items():
        patient.vitals(at, temperature=temperature)

    assert asked(patient, 30) is first


@pytest.mark.parametrize(
    ("scale", "at", "first"),
    [
        pytest.param(Scale.CRS, 29.6, None, id="after the fever"),
        pytest.param(Scale.CRS, 30, None, id="with the drug"),
        pytest.param(Scale.CRS, 29.4, GRADE, id="before the fever"),
        pytest.param(Scale.CRS, 30.1, GRADE, id="after the drug"),
        pytest.param(Scale.ICANS, 29.6, GRADE, id="the other scale"),
    ],
)
def test_signed_grade_assesses_the_fever(
    patient: Charting, scale: Scale, at: float, first: First | None
) -> None:
    """A grade of 0 before it opened nothing."""
    patient.vitals(29.5, temperature=38.5)
    patient.sign(at, 0 if at < 29.5 else 1, scale)

    assert asked(patient, 30) is first


def test_graded_episode_asks_for_nothing_more(patient: Charting) -> None:
    """Not even for a fresh temperature, until it is closed."""
    patient.vitals(29.5, temperature=38.5)
    patient.sign(29.6, 1)
    assert asked(patient, 40) is None

    patient.mark(41, opened=False)
    assert asked(patient, 42) is TEMPERATURE
    patient.vitals(42, temperature=38.6)
    assert asked(patient, 42) is GRADE


def test_episode_opened_by_a_person_is_assessed(patient: Charting) -> None:
    """That of another kind is not CRS."""
    patient.vitals(29.5, temperature=38.5)
    patient.mark(29.6, opened=True, kind=EpisodeKind.IEC_HS)
    assert asked(patient, 30) is GRADE

    patient.mark(29.7, opened=True)
    assert asked(patient, 30) is None


def test_named_cause_assesses_that_fever_only(patient: Charting) -> None:
    """A clinician said what it is from; the next fever is another one."""
    first = patient.vitals(29.5, temperature=38.5)
    patient.tick(29.5, first, AttributedFinding.HYPOXIA)
    assert asked(patient, 30) is GRADE

    patient.tick(29.6, first, AttributedFinding.FEVER, Cause.OTHER)
    assert asked(patient, 30) is None
    patient.vitals(34, temperature=38.7)
    assert asked(patient, 34) is GRADE
