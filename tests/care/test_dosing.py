"""Between order and infusion: two people apart, and the rules once more."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cart_ward.care import dosing
from cart_ward.clinical.medicines import (
    DoseGiven,
    DoubleCheck,
)
from cart_ward.clinical.observed import Weight
from cart_ward.clinical.people import AdmissionId, Name, Role, Staff, StaffId
from cart_ward.clinical.vocabulary import (
    CheckPart,
    Scale,
)
from cart_ward.db import folder
from cart_ward.errors import CartWardError, Conflict, NotAllowed
from tests.builders import WardBuilder
from tests.care.helpers import codes
from tests.fakes import FixedClock

TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)


def test_two_people_who_agree_make_the_dose_ready(ward: WardBuilder, patient: AdmissionId) -> None:
    """Each enters weight, dose and volume."""
    ward.ready(patient)

    opened = ward.course(patient).open_order
    assert opened is not None
    assert opened.step == "checked"


@pytest.mark.parametrize(
    ("one", "other"),
    [(CheckPart.FIRST, CheckPart.SECOND), (CheckPart.SECOND, CheckPart.FIRST)],
)
def test_nobody_is_their_own_second_person(
    ward: WardBuilder, patient: AdmissionId, one: CheckPart, other: CheckPart
) -> None:
    """R11, from either side."""
    order_id = ward.order(patient)
    ward.check(patient, order_id, one, desk=ward.desk(Role.NURSE))

    with pytest.raises(NotAllowed, match=r"dose\.same_person"):
        ward.check(patient, order_id, other, desk=ward.desk(Role.NURSE))


def test_a_disagreement_is_charted_and_reopens_both(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """Both calculations stay visible; only a new pair that agrees counts (H26)."""
    order_id = ward.order(patient)
    ward.prepare(patient, order_id)
    ward.check(patient, order_id, CheckPart.FIRST)
    ward.check(patient, order_id, CheckPart.SECOND, dose_mg=Decimal(864))

    with pytest.raises(NotAllowed) as refusal:
        ward.start(patient, order_id)
    ward.check(patient, order_id, CheckPart.FIRST)
    with pytest.raises(NotAllowed, match=r"order\.refused"):
        ward.start(patient, order_id)
    ward.check(patient, order_id, CheckPart.SECOND)
    ward.start(patient, order_id)

    assert codes(refusal) == {"SECOND_CHECK.differs"}
    assert len(ward.chart(patient).of(DoubleCheck)) == 4


def test_a_check_tells_nothing_of_the_other_one(ward: WardBuilder, patient: AdmissionId) -> None:
    """What comes back names entries, no figures and no verdict (H26)."""
    order_id = ward.order(patient)
    ward.check(patient, order_id, CheckPart.FIRST)

    wrong = ward.check(patient, order_id, CheckPart.SECOND, weight=Decimal(27))

    assert wrong.kinds == {"double_check"}
    assert len(wrong.entries) == 1


def test_once_two_agree_there_is_nothing_more_to_check(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """A third entry would undo what two people signed."""
    order_id = ward.ready(patient)

    with pytest.raises(NotAllowed, match=r"dose\.checked_already"):
        ward.check(patient, order_id, CheckPart.FIRST)


@pytest.mark.parametrize("field", ["weight", "dose_mg", "volume_ml"])
def test_a_calculation_has_positive_figures(
    ward: WardBuilder, patient: AdmissionId, field: str
) -> None:
    """0 mg is no calculation."""
    order_id = ward.order(patient)
    nothing: dict[str, Any] = {field: Decimal(0)}

    with pytest.raises(NotAllowed) as refusal:
        ward.check(patient, order_id, CheckPart.FIRST, **nothing)

    assert refusal.value.findings[0].field == field


def test_a_started_dose_names_both_people_and_uses_the_vials(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """Given by the first checker, checked by the second; course 1 of 4."""
    ward.give_tocilizumab(patient)

    body = ward.chart(patient).of(DoseGiven)[0].body
    assert body.given_by_id == ward.actor(Role.NURSE, 0).staff_id
    assert body.checked_by_id == ward.actor(Role.NURSE, 1).staff_id
    assert body.deviation is None
    snapshot = ward.snapshot()
    assert snapshot.stock.reserved == {80: 0, 200: 0, 400: 0}
    assert snapshot.stock.free == {80: 40, 200: 19, 400: 19}
    course = ward.course(patient)
    assert course.next_from == ward.clock.now() + timedelta(hours=8)


@pytest.mark.parametrize("missing", ["vials", "second"])
def test_a_dose_starts_only_when_every_step_is_done(
    ward: WardBuilder, patient: AdmissionId, missing: str
) -> None:
    """No vials, or no second person: not started."""
    order_id = ward.order(patient)
    if missing != "vials":
        ward.prepare(patient, order_id)
    ward.check(patient, order_id, CheckPart.FIRST)
    if missing != "second":
        ward.check(patient, order_id, CheckPart.SECOND)

    with pytest.raises(NotAllowed, match=r"order\.(refused|not_prepared)"):
        ward.start(patient, order_id)

    assert ward.chart(patient).of(DoseGiven) == ()


def test_a_start_lies_between_order_and_now(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """Neither in the future, nor before the order, nor long ago."""
    order_id = ward.ready(patient)

    with pytest.raises(NotAllowed, match=r"entry\.future"):
        ward.start(patient, order_id, clock.now() + timedelta(seconds=1))
    with pytest.raises(NotAllowed, match=r"dose\.before_order"):
        ward.start(patient, order_id, clock.now() - timedelta(seconds=1))
    ordered_at = clock.now()
    clock.advance(hours=12, seconds=1)
    with pytest.raises(NotAllowed, match=r"dose\.too_long_ago"):
        ward.start(patient, order_id, ordered_at)


def test_second_dose_waits_eight_hours(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """A minute early is refused, exactly 8 h passes."""
    ward.give_tocilizumab(patient)
    clock.advance(hours=7, minutes=59)

    with pytest.raises(NotAllowed) as refusal:
        ward.order(patient)
    clock.advance(minutes=1)
    ward.give_tocilizumab(patient)

    assert codes(refusal) & {"INTERVAL_8H"}
    assert len(ward.course(patient).given) == 2


def test_three_doses_within_a_day_hold_the_fourth_off(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """Gaps that were too short elsewhere bind here: exactly 24 h after the first it passes."""
    for hours in (22, 15, 9):
        ward.deviation(patient, at=clock.now() - timedelta(hours=hours))

    with pytest.raises(NotAllowed) as refusal:
        ward.order(patient)
    clock.advance(hours=2)
    ward.give_tocilizumab(patient)

    assert "MAX_3_IN_24H" in codes(refusal)
    assert "INTERVAL_8H" not in codes(refusal)


def test_the_fifth_dose_is_refused(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """Four in a course, however much time has passed."""
    for _ in range(4):
        ward.give_tocilizumab(patient)
        clock.advance(hours=30)

    with pytest.raises(NotAllowed) as refusal:
        ward.order(patient)

    assert "MAX_4_TOTAL" in codes(refusal)


def test_the_chart_is_ruled_again_when_the_dose_starts(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """A deviation charted after the order stops its start."""
    order_id = ward.ready(patient)
    ward.deviation(patient)

    with pytest.raises(NotAllowed) as refusal:
        ward.start(patient, order_id)

    assert "INTERVAL_8H" in codes(refusal)


def test_a_weight_corrected_after_the_order_stops_the_start(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """72 kg was 27 kg: the ordered dose no longer fits."""
    order_id = ward.ready(patient)
    weighed = ward.chart(patient).of(Weight)[0]
    ward.amend(patient, weighed.id, Weight(kilograms=Decimal(27), measured=True))

    with pytest.raises(NotAllowed) as refusal:
        ward.start(patient, order_id)

    assert "DOSE_DEVIATION" in codes(refusal)


def test_a_new_warning_sends_the_order_back(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """CRS is gone since the physician signed: no start on the old reason."""
    order_id = ward.ready(patient)
    clock.advance(minutes=30)
    ward.record_vitals(patient)

    with pytest.raises(NotAllowed) as refusal:
        ward.start(patient, order_id)

    assert refusal.value.code == "order.changed_since"
    assert codes(refusal) == {"CRS_0_NOT_INDICATED"}


def test_time_alone_sends_no_order_back(
    ward: WardBuilder, clock: FixedClock, patient: AdmissionId
) -> None:
    """A grade that has only grown old is no news of the patient."""
    ward.sign_grade(patient, Scale.CRS, 2)
    order_id = ward.ready(patient)
    clock.advance(hours=3)

    ward.start(patient, order_id)

    assert len(ward.course(patient).given) == 1


def test_an_order_is_given_once(ward: WardBuilder, patient: AdmissionId) -> None:
    """The second start is a conflict."""
    order_id = ward.ready(patient)
    ward.start(patient, order_id)

    with pytest.raises(Conflict, match=r"order\.already_given"):
        ward.start(patient, order_id)


def test_an_order_stays_given_when_its_dose_is_struck_out(
    ward: WardBuilder, patient: AdmissionId
) -> None:
    """A new order is needed."""
    order_id = ward.ready(patient)
    dose_id = ward.start(patient, order_id)
    ward.strike_out(patient, dose_id)

    with pytest.raises(Conflict, match=r"order\.already_given"):
        ward.start(patient, order_id)
    ward.give_tocilizumab(patient)

    assert len(ward.course(patient).given) == 1


def test_two_desks_giving_the_same_order_at_once(
    ward: WardBuilder, patient: AdmissionId, data: Path
) -> None:
    """One dose is charted, the other desk sees the conflict."""
    order_id = ward.ready(patient)
    others = [folder.open_store(data, clock=ward.clock) for _ in range(2)]
    builders = [WardBuilder(store, ward.clock) for store in others]
    ready = threading.Barrier(2)
    answers: list[str] = []

    def give(builder: WardBuilder) -> None:
        ready.wait()
        try:
            builder.start(patient, order_id)
            answers.append("given")
        except CartWardError as error:
            answers.append(f"{type(error).__name__} {error.code}")

    threads = [threading.Thread(target=give, args=(builder,)) for builder in builders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in others:
        store.close()

    assert sorted(answers) == ["Conflict order.already_given", "given"]
    assert len(ward.chart(patient).of(DoseGiven)) == 1


@pytest.mark.parametrize(("until", "fits"), [(None, True), (TODAY, True), (YESTERDAY, False)])
def test_a_checkers_competence_runs_out(until: date | None, fits: bool) -> None:  # noqa: FBT001
    """The last day still counts; no date on record refuses nobody."""
    person = Staff(
        id=StaffId(1), name=Name(family_latin="Li"), role=Role.NURSE, competent_until=until
    )

    if fits:
        dosing.competent(person, TODAY)
        return
    with pytest.raises(NotAllowed, match=r"dose\.not_competent"):
        dosing.competent(person, TODAY)


@pytest.mark.parametrize(
    ("hours", "stopped"), [(1, True), (7.98, True), (8, False), (24 * 31, False)]
)
def test_a_readmission_does_not_forget_the_dose_before_it(
    ward: WardBuilder, clock: FixedClock, hours: float, *, stopped: bool
) -> None:
    """Doses are counted per infusion: who comes back in twenty minutes still waits eight hours."""
    first = ward.admit(bed="5", hospital_no="P77")
    ward.give_tocilizumab(first)
    clock.advance(minutes=10)
    ward.discharge(first)
    clock.advance(minutes=10)
    again = ward.admit(bed="5", hospital_no="P77")
    clock.advance(hours=hours - 1 / 3)
    ward.record_vitals(again, temperature="39.1", systolic=86, fluids=True)
    ward.weigh(again)

    found: set[str] = set()
    try:
        ward.order(again)
    except NotAllowed as refusal:
        found = {finding.code for finding in refusal.findings}

    assert ("INTERVAL_8H" in found) is stopped


def test_the_ceiling_of_four_holds_over_two_stays(ward: WardBuilder, clock: FixedClock) -> None:
    """Two doses before the discharge and two after it use the course up."""
    stay = ward.admit(bed="5", hospital_no="P77")
    for number in range(4):
        if number == 2:
            ward.discharge(stay)
            stay = ward.admit(bed="5", hospital_no="P77")
        ward.weigh(stay)
        ward.record_vitals(stay, temperature="39.1", systolic=86, fluids=True)
        ward.give_tocilizumab(stay)
        clock.advance(hours=9)

    ward.weigh(stay)
    with pytest.raises(NotAllowed) as refusal:
        ward.order(stay)

    assert "MAX_4_TOTAL" in codes(refusal)
