"""A named person decides on a grade; the machine only proposes."""

from datetime import datetime, timedelta

import pytest

from cart_ward.care import grading
from cart_ward.care.changes import Changes
from cart_ward.clinical.episode import episodes, story
from cart_ward.clinical.graded import RULES
from cart_ward.clinical.observed import EpisodeMark, Grading, StepDown
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import EpisodeKind, Scale
from cart_ward.errors import NotAllowed
from tests.builders import WardBuilder, ice, token
from tests.fakes import FixedClock


def mark(
    ward: WardBuilder,
    patient: AdmissionId,
    *,
    opened: bool,
    role: Role = Role.PHYSICIAN,
    reason: str = "48 h without fever",
) -> Changes:
    """Open or close the CRS episode now."""
    command = grading.MarkEpisode(
        admission_id=patient,
        kind=EpisodeKind.CRS,
        opened=opened,
        at=ward.clock.now(),
        reason=reason,
        token=token(),
    )
    return grading.mark_episode(ward.desk(role), command)


def step_down(
    ward: WardBuilder, patient: AdmissionId, grade: int, role: Role = Role.CHARGE_NURSE
) -> Changes:
    """Let monitoring follow a lower CRS grade."""
    command = grading.StepDownMonitoring(
        admission_id=patient, scale=Scale.CRS, grade=grade, reason="stable", token=token()
    )
    return grading.step_down(ward.desk(role), command)


def fever_of_grade_2(ward: WardBuilder) -> AdmissionId:
    """Return a patient with CRS 2 proposed."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    return patient


def test_a_confirmed_grade_keeps_what_set_it(ward: WardBuilder) -> None:
    """Person, proposal, findings and rule version stand with the grade."""
    patient = fever_of_grade_2(ward)

    ward.sign_grade(patient, Scale.CRS, 2)

    (entry,) = ward.chart(patient).of(Grading)
    assert entry.recorded_by == ward.actor(Role.NURSE).staff_id
    assert (entry.body.grade, entry.body.proposed_grade) == (2, 2)
    assert entry.body.because == ("fluids",)
    assert (entry.body.rule_version, entry.body.override_reason) == (RULES, None)


def test_a_grade_beside_the_proposal_needs_a_reason(ward: WardBuilder) -> None:
    """Overridden, with the reason kept."""
    patient = fever_of_grade_2(ward)

    with pytest.raises(NotAllowed, match=r"grade\.reason_needed"):
        ward.sign_grade(patient, Scale.CRS, 1, reason=" ")
    ward.sign_grade(patient, Scale.CRS, 1, reason="bolus was for the CT")

    (entry,) = ward.chart(patient).of(Grading)
    assert (entry.body.grade, entry.body.proposed_grade) == (1, 2)
    assert entry.body.override_reason == "bolus was for the CT"


def test_without_a_proposal_every_grade_needs_a_reason(ward: WardBuilder) -> None:
    """Not assessed is not 0: signing 0 over it says why."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=r"grade\.reason_needed"):
        ward.sign_grade(patient, Scale.ICANS, 0)


def test_the_proposal_is_worked_out_again_inside_the_act(ward: WardBuilder) -> None:
    """What was shown before a newer set was charted does not count."""
    patient = fever_of_grade_2(ward)
    ward.clock.advance(minutes=5)
    ward.record_vitals(patient, temperature="39.1", systolic=88, vasopressors=1)

    with pytest.raises(NotAllowed, match=r"grade\.reason_needed"):
        ward.sign_grade(patient, Scale.CRS, 2)


def test_a_grade_is_held_against_the_proposal_of_its_time(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Signed an hour late, it is compared with what stood then."""
    patient = fever_of_grade_2(ward)
    then = clock.now()
    clock.advance(hours=1)
    ward.record_vitals(patient, temperature="39.1", systolic=88, vasopressors=1)
    command = grading.SignGrade(
        admission_id=patient,
        scale=Scale.CRS,
        grade=2,
        at=then,
        override_reason=None,
        token=token(),
    )

    grading.sign_grade(ward.desk(), command)

    assert ward.chart(patient).of(Grading)[0].body.proposed_grade == 2


@pytest.mark.parametrize("grade", [-1, 6])
def test_a_grade_lies_between_0_and_5(ward: WardBuilder, grade: int) -> None:
    """Nothing else is a grade."""
    patient = fever_of_grade_2(ward)

    with pytest.raises(NotAllowed, match=r"grade\.out_of_range"):
        ward.sign_grade(patient, Scale.CRS, grade, reason="x")


def test_only_a_physician_signs_grade_5(ward: WardBuilder) -> None:
    """Death of CRS is a physician's word."""
    patient = fever_of_grade_2(ward)

    with pytest.raises(NotAllowed, match=r"grade\.death_by_physician"):
        ward.sign_grade(patient, Scale.CRS, 5, reason="died of CRS")
    ward.sign_grade(patient, Scale.CRS, 5, role=Role.PHYSICIAN, reason="died of CRS")

    assert ward.chart(patient).of(Grading)[0].body.grade == 5


def test_a_signed_grade_opens_the_episode_where_none_is_open(ward: WardBuilder) -> None:
    """The mark is charted in the same act."""
    patient = ward.admit()

    changes = ward.sign_grade(patient, Scale.ICANS, 1, reason="word finding, family says")

    (entry,) = ward.chart(patient).of(EpisodeMark)
    assert (entry.body.kind, entry.body.opened) == (EpisodeKind.ICANS, True)
    assert len(changes.entries) == 2


def test_an_open_episode_is_not_opened_twice(ward: WardBuilder) -> None:
    """The fever opened it already."""
    patient = fever_of_grade_2(ward)

    ward.sign_grade(patient, Scale.CRS, 2)

    assert ward.chart(patient).of(EpisodeMark) == ()


def test_a_signed_0_opens_nothing(ward: WardBuilder) -> None:
    """Grade 0 is no episode."""
    patient = ward.admit()
    ward.record_neuro(patient, ice(10))

    ward.sign_grade(patient, Scale.ICANS, 0)

    assert episodes(ward.chart(patient)) == ()


def test_only_a_physician_closes_an_episode(ward: WardBuilder, clock: FixedClock) -> None:
    """Nurses open, physicians close, and say why."""
    patient = fever_of_grade_2(ward)
    clock.advance(hours=1)

    with pytest.raises(NotAllowed, match=r"episode\.closed_by_physician"):
        mark(ward, patient, opened=False, role=Role.CHARGE_NURSE)
    with pytest.raises(NotAllowed, match=r"entry\.reason_needed"):
        mark(ward, patient, opened=False, reason="")
    mark(ward, patient, opened=False)

    assert episodes(ward.chart(patient))[0].closed_at == clock.now()


def test_an_episode_that_is_not_open_cannot_be_closed(ward: WardBuilder) -> None:
    """There is nothing to close."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=r"episode\.not_open"):
        mark(ward, patient, opened=False)


def test_a_nurse_may_open_an_episode(ward: WardBuilder) -> None:
    """The first to see it opens it."""
    patient = ward.admit()

    mark(ward, patient, opened=True, role=Role.NURSE, reason="")

    assert episodes(ward.chart(patient))[0].closed_at is None


def fallen(ward: WardBuilder, clock: FixedClock) -> tuple[AdmissionId, datetime]:
    """Return a patient whose CRS fell from 2 to 1, and when."""
    patient = fever_of_grade_2(ward)
    clock.advance(hours=1)
    ward.record_vitals(patient, temperature="38.6")
    return patient, clock.now()


def test_monitoring_follows_a_fall_after_24_hours(ward: WardBuilder, clock: FixedClock) -> None:
    """Exactly 24 h passes, a minute less does not."""
    patient, fell_at = fallen(ward, clock)
    clock.advance(hours=23, minutes=59)

    with pytest.raises(NotAllowed) as refusal:
        step_down(ward, patient, 1)
    clock.advance(minutes=1)
    step_down(ward, patient, 1)

    assert refusal.value.facts["earliest"] == fell_at + timedelta(hours=24)
    assert story(ward.chart(patient), Scale.CRS).effective == 1


def test_a_physician_lets_monitoring_follow_at_once(ward: WardBuilder, clock: FixedClock) -> None:
    """A physician's word comes before the 24 h."""
    patient, _ = fallen(ward, clock)

    step_down(ward, patient, 1, Role.PHYSICIAN)

    assert len(ward.chart(patient).of(StepDown)) == 1


def test_nobody_steps_below_the_grade_that_stands(ward: WardBuilder, clock: FixedClock) -> None:
    """Not even a physician: sign the grade first."""
    patient, _ = fallen(ward, clock)

    with pytest.raises(NotAllowed, match=r"stepdown\.still_higher"):
        step_down(ward, patient, 0, Role.PHYSICIAN)


def test_a_signed_higher_grade_holds_monitoring_up(ward: WardBuilder, clock: FixedClock) -> None:
    """The proposal alone has fallen; the person's grade still stands above."""
    patient = fever_of_grade_2(ward)
    ward.sign_grade(patient, Scale.CRS, 2)
    clock.advance(hours=1)
    ward.record_vitals(patient, temperature="38.6")
    clock.advance(hours=25)

    with pytest.raises(NotAllowed, match=r"stepdown\.still_higher"):
        step_down(ward, patient, 1)


def test_a_lower_bound_shows_no_fall(ward: WardBuilder, clock: FixedClock) -> None:
    """Fever, and nobody said whether a vasopressor still runs: the 3 before it may stand."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="39.1", systolic=88, vasopressors=1)
    clock.advance(hours=1)
    ward.record_vitals(
        patient, temperature="38.5", fluids=None, vasopressors=None, vasopressin=None
    )
    clock.advance(hours=25)

    with pytest.raises(NotAllowed, match=r"stepdown\.still_higher"):
        step_down(ward, patient, 1)


def test_there_must_be_something_to_lower(ward: WardBuilder) -> None:
    """A step down to the same grade changes nothing."""
    patient = fever_of_grade_2(ward)

    with pytest.raises(NotAllowed, match=r"stepdown\.nothing_to_lower"):
        step_down(ward, patient, 2)
