"""Where one patient stands: everything put together, and who comes first."""

import dataclasses
from decimal import Decimal

from cart_ward.clinical.observed import AlarmAnswer, Infusion
from cart_ward.clinical.people import Bed, BedId
from cart_ward.clinical.status import PatientStatus, status, urgency
from cart_ward.clinical.vocabulary import Check, EpisodeKind, Oxygen, Scale
from tests.clinical.charting import hour
from tests.clinical.dosing import Dosed
from tests.clinical.monitored import PROTOCOL, ZONE


def _status(patient: Dosed, at: float) -> PatientStatus:
    return status(PROTOCOL, patient.chart(), hour(at), ZONE)


def _quiet() -> Dosed:
    patient = Dosed()
    patient.vitals(30)
    patient.full_neuro(30)
    patient.graded(30)
    patient.weigh(30)
    for check in (Check.LABS, Check.FLUID_BALANCE):
        patient.done(30, check)
    return patient


def test_before_the_infusion_nothing_is_known() -> None:
    """Missing is None, never a normal value."""
    found = _status(Dosed(infused=False), -40)

    assert (found.day, found.hour) == (None, None)
    assert found.crs.grade is None
    assert found.icans.grade is None
    assert (found.news2, found.vitals, found.neuro, found.ice, found.capd) == (None,) * 5
    assert (found.score, found.score_before, found.score_baseline) == (None,) * 3
    assert (found.weight, found.weight_at) == (None, None)
    assert found.course.given == ()
    assert found.pause is None
    assert found.alarms


def test_charted_patient_is_seen_whole() -> None:
    """Every part of the answer comes from the chart."""
    patient = Dosed()
    patient.full_neuro(-2, 9)
    patient.weigh(20, "71.5")
    patient.vitals(30, temperature=38.5, consciousness=None)
    patient.full_neuro(30, 8)
    patient.give(31, None)
    patient.pause(32, until=34)

    found = _status(patient, 33)

    assert (found.day, found.hour, found.age) == (2, 33, 56)
    assert found.crs.grade == 1
    assert found.icans.grade == 1
    assert found.crs_story.scale is Scale.CRS
    assert found.icans_story.scale is Scale.ICANS
    assert {episode.kind for episode in found.episodes} == {EpisodeKind.CRS, EpisodeKind.ICANS}
    assert found.news2 is not None
    assert found.vitals is not None
    assert found.neuro is not None
    assert found.ice is not None
    assert (found.score, found.score_before, found.score_baseline) == (8, 9, 9)
    assert (found.weight, found.weight_at) == (Decimal("71.5"), hour(20))
    assert len(found.course.given) == 1
    assert found.pause is not None
    assert len(found.due) == len(Check)
    assert found.now == hour(33)


def test_hours_and_days_are_those_of_the_latest_infusion() -> None:
    """Split doses: the window of the last dose is what is watched now."""
    patient = Dosed()
    patient.add(240, Infusion(part=2, ended_at=None))

    assert (_status(patient, 239).day, _status(patient, 241).day) == (10, 0)
    assert _status(patient, 241).hour == 1


def test_only_what_was_taken_by_then_is_shown() -> None:
    """Asked about an earlier moment, later entries are unknown."""
    patient = _quiet()
    patient.vitals(40, temperature=38.5)

    earlier = _status(patient, 35)

    assert earlier.crs.grade == 0
    assert earlier.vitals is not None
    assert earlier.vitals.taken_at == hour(30)


def test_most_urgent_patient_comes_first() -> None:
    """Unanswered high before medium before low before quiet, whatever the bed."""
    quiet, due, late, fever, shock = (_quiet() for _ in range(5))
    due.vitals(30.2)
    fever.vitals(33, temperature=38.5)
    shock.vitals(33, temperature=38.5, vasopressors=1)
    late.vitals(29.8)
    quiet.vitals(32)

    at = {"shock": shock, "fever": fever, "quiet": quiet, "due": due}
    order = sorted(at, key=lambda name: urgency(_status(at[name], 34)))

    assert order == ["shock", "fever", "due", "quiet"]


def test_answered_alarm_lets_another_patient_pass() -> None:
    """What somebody answered no longer leads the board."""
    answered, waiting = _quiet(), _quiet()
    for patient in (answered, waiting):
        patient.full_neuro(31, 5)
        patient.graded(31, 0, 2)
        patient.vitals(31)
    [alarm] = [a for a in _status(answered, 31).alarms if a.code == "alarm.ice_fall"]
    answered.add(31, AlarmAnswer(alarm_key=alarm.key, answer="neurology comes"))

    assert urgency(_status(waiting, 31)) < urgency(_status(answered, 31))


def test_grade_then_later_check_then_next_due_then_bed_decide() -> None:
    """Among equals the order is stable."""
    one, two = _quiet(), _quiet()
    two.subject = dataclasses.replace(two.subject, bed=Bed(id=BedId(2), name="2"))

    assert urgency(_status(one, 31)) < urgency(_status(two, 31))

    two.vitals(30.5)
    two.full_neuro(30.5, 9)
    two.graded(30.5, 0, 1)
    assert urgency(_status(two, 30.6)) < urgency(_status(one, 30.6))


def test_worse_grade_leads_past_a_check_that_is_only_due() -> None:
    """CRS 4, signed and with nothing due, stands before a grade 3 whose check is due now."""
    shock, awake = _quiet(), _quiet()
    shock.vitals(30, temperature=39.5, vasopressors=2)
    shock.graded(30, 4, 0)
    awake.full_neuro(29, 1)
    awake.graded(29, 0, 3)

    assert urgency(_status(shock, 30.1))[0] <= urgency(_status(awake, 30.1))[0]
    assert urgency(_status(shock, 30.1))[1] < urgency(_status(awake, 30.1))[1]


def test_ended_stay_still_has_its_place() -> None:
    """Nothing is due, so the present moment stands in."""
    patient = _quiet()
    patient.subject = dataclasses.replace(patient.subject, discharged_at=hour(31))

    found = _status(patient, 32)

    assert found.due == ()
    assert urgency(found)[3] == hour(32)


def test_what_a_patient_shows_leads_past_a_check_that_was_missed() -> None:
    """A fresh fall of the ICE stands before labs missed a day ago, even beside a worse grade."""
    falls, missed = _quiet(), Dosed()
    falls.full_neuro(53, 10)
    falls.full_neuro(53.5, 5)
    missed.vitals(53.5, temperature=39.2, oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=2)
    missed.graded(53.5, 2, 2)
    there = {a.code for a in _status(missed, 53.6).alarms if not a.answered}
    order = sorted((missed, falls), key=lambda patient: urgency(_status(patient, 53.6)))

    assert "alarm.missed.labs" in there
    assert order == [falls, missed]


def test_within_a_patient_what_is_shown_stands_before_work_that_waits() -> None:
    """The older check does not hide the fall of the same priority."""
    patient = Dosed()
    patient.full_neuro(53, 10)
    patient.full_neuro(53.5, 5)
    codes = [a.code for a in _status(patient, 53.6).alarms if a.priority == "high"]

    assert codes[0] == "alarm.ice_fall"
    assert any(code.startswith("alarm.missed") for code in codes[1:])
