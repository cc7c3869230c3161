"""What a ward charts every day and no report tells: weight, fluids, samples, signed grades."""

from datetime import datetime, timedelta
from uuid import uuid4

from cart_ward.care import calls, grading, monitoring, observations
from cart_ward.care.calls import LogCall
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk
from cart_ward.clinical.entries import Body
from cart_ward.clinical.episode import GradeStory
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.observed import AlarmAnswer, Done, Weight
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import CallOutcome, Check

MADE_AFTER = timedelta(minutes=4)
ANSWERED_AFTER = timedelta(minutes=3)
TYPED_WITHIN = timedelta(hours=11)
"""A call typed later than 12 h would ask why."""

WAITING = (DueState.NOT_DUE, DueState.PAUSED)


def chart(
    desk: Desk, before: WardSnapshot | None, admission_id: AdmissionId, at: datetime
) -> WardSnapshot:
    """Chart what is due of the daily round at `at`; `desk` is the nurse's.

    Returns the ward as read for it, from which the next call need not read everything.
    """
    snapshot = (
        monitoring.read_ward(desk)
        if before is None
        else monitoring.reread(desk, before, frozenset({admission_id}))
    )
    status = monitoring.status_of(snapshot, admission_id, at, desk.zone)
    due = {check.check for check in status.due if check.state not in WAITING}
    for check in (Check.FLUID_BALANCE, Check.LABS):
        if check in due:
            _record(desk, admission_id, Done(what=check, note=""), at)
    if Check.WEIGHT in due and status.weight is not None:
        _record(desk, admission_id, Weight(kilograms=status.weight, measured=True), at)
    for alarm in status.alarms:
        if alarm.code == "alarm.first_fever" and not alarm.answered:
            answer = AlarmAnswer(alarm_key=alarm.key, answer="doctor came, cultures taken")
            _record(desk, admission_id, answer, at)
    _call(desk, snapshot, status, at)
    if Check.GRADE in due:
        _sign(desk, status, status.crs, status.crs_story, at)
        _sign(desk, status, status.icans, status.icans_story, at)
    return snapshot


def _call(desk: Desk, snapshot: WardSnapshot, status: PatientStatus, at: datetime) -> None:
    """Chart the calls that were due before this moment: made in time, answered, typed now."""
    asked = {
        role: call.since
        for call in sorted(calls.due(snapshot, status), key=lambda call: call.since)
        for role in call.roles
        if call.since < at - MADE_AFTER - ANSWERED_AFTER
    }
    for role, since in asked.items():
        made = max(since + MADE_AFTER, at - TYPED_WITHIN)
        command = LogCall(
            admission_id=status.admission.id,
            called_at=made,
            role=role,
            name="",
            answered_at=made + ANSWERED_AFTER,
            outcome=CallOutcome.COMES if role == "ward_doctor" else CallOutcome.ADVICE,
            late_reason=None,
            token=uuid4().hex,
        )
        calls.log_call(desk, command)


def _record(desk: Desk, admission_id: AdmissionId, body: Body, at: datetime) -> None:
    command = observations.RecordEntry(
        admission_id=admission_id, taken_at=at, body=body, late_reason=None, token=uuid4().hex
    )
    observations.record_entry(desk, command)


def _sign(
    desk: Desk, status: PatientStatus, proposal: Graded, story: GradeStory, at: datetime
) -> None:
    """Confirm the proposal; where a physician has overridden it, sign that word again."""
    said = story.confirmed
    kept = said is not None and said.reason is not None and said.proposed == proposal.grade
    grade = said.grade if said is not None and kept else proposal.grade
    if grade is None:
        return
    command = grading.SignGrade(
        admission_id=status.admission.id,
        scale=story.scale,
        grade=grade,
        at=at,
        override_reason=said.reason if said is not None and kept else None,
        token=uuid4().hex,
    )
    grading.sign_grade(desk, command)
