"""What is due when: the table, the reckoning and the combination rule, one example each."""

import dataclasses
from datetime import timedelta

import pytest

from cart_ward.clinical import schedule
from cart_ward.clinical.observed import Infusion
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import Acvpu, Check, Consciousness, Scale
from cart_ward.i18n import wording
from tests.clinical.charting import hour
from tests.clinical.dosing import Dosed
from tests.clinical.monitored import PROTOCOL, ZONE, Monitored, at_hour, protocol_with

MIN = 1 / 60


def _at(patient: Monitored, now: float, check: Check = Check.VITALS) -> float:
    return round(at_hour(patient.due(now, check)), 4)


@pytest.fixture
def patient() -> Dosed:
    """Return a patient whose infusion took half an hour, before any check."""
    dosed = Dosed(infused=False)
    dosed.add(0, Infusion(part=1, ended_at=hour(0.5)))
    return dosed


def test_baseline_is_due_from_the_admission() -> None:
    """Before the infusion each baseline is asked for once."""
    waiting = Monitored(infused=False)

    kinds = {d.check for d in schedule.due(PROTOCOL, waiting.chart(), hour(-40), ZONE)}
    waiting.vitals(-40)

    assert kinds == {Check.VITALS, Check.NEURO, Check.WEIGHT, Check.LABS}
    after = {d.check for d in schedule.due(PROTOCOL, waiting.chart(), hour(-30), ZONE)}
    assert after == kinds - {Check.VITALS}
    assert at_hour(waiting.due(-30, Check.NEURO)) == -48


def test_vitals_follow_the_infusion(patient: Dosed) -> None:
    """At 0, every 15 min to the end and 1 h after, 2 half hours, 4 hours, then every 4 h."""
    turns = [_at(patient, 0)]
    for _ in range(15):
        patient.vitals(turns[-1])
        turns.append(_at(patient, turns[-1]))

    minutes = [round(turn * 60) for turn in turns]
    assert minutes[:3] == [0, 15, 30]
    assert minutes[3:7] == [45, 60, 75, 90]
    assert minutes[7:9] == [120, 150]
    assert minutes[9:13] == [210, 270, 330, 390]
    assert minutes[13:] == [630, 870, 1110]


def test_infusion_without_an_end_is_reckoned_as_an_hour() -> None:
    """Nobody charted the end: the rows after it run from one hour after the start."""
    patient = Monitored()
    for at in (0, 0.25, 0.5, 0.75, 1):
        patient.vitals(at)

    assert _at(patient, 1.1) == 1.25


def test_check_in_the_early_window_counts_for_its_turn(patient: Dosed) -> None:
    """Three minutes before a turn is that turn; five are not."""
    for at in (0, 0.25, 0.5):
        patient.vitals(at)
    patient.vitals(0.75 - 5 * MIN)
    assert _at(patient, 0.7) == 0.75

    patient.vitals(0.75 - 3 * MIN)
    assert _at(patient, 0.71) == 1.0


def test_missed_turns_of_the_infusion_rows_end_with_them(patient: Dosed) -> None:
    """The turn stays due until done; only turns that were asked for count as missed."""
    for at in (0, 0.25, 0.5, 0.75):
        patient.vitals(at)

    found = [patient.due(at, Check.VITALS) for at in (6, 30)]

    assert {d.state for d in found} == {DueState.MISSED}
    assert [at_hour(d) for d in found] == [1.0, 1.0]
    assert [d.missed for d in found] == [3, 5]  # of the first row, of the 4-hourly row


def test_check_asked_for_once_is_missed_once_until_the_next_row(patient: Dosed) -> None:
    """The grade of hours 2 to 6 is one turn; after it every 12 h is a turn that can be missed."""
    found = [patient.due(at, Check.GRADE) for at in (6.5, 18, 18.5, 30.5)]

    assert [at_hour(d) for d in found] == [2.5] * 4
    assert [d.missed for d in found] == [1, 1, 1, 2]


def test_first_neuro_check_and_grade_come_two_hours_after_the_end(patient: Dosed) -> None:
    """Once between 2 and 6 hours; then by the clock and every 12 h."""
    assert _at(patient, 1, Check.NEURO) == 2.5
    assert _at(patient, 1, Check.GRADE) == 2.5
    assert patient.due(1, Check.GRADE).why.interval is None

    patient.full_neuro(3)
    patient.graded(3)

    assert _at(patient, 4, Check.NEURO) == 12  # 06:00
    assert _at(patient, 4, Check.GRADE) == 15


def test_neuro_check_follows_the_clock(patient: Dosed) -> None:
    """06, 14 and 22 o'clock: a check half an hour early counts, an earlier one does not."""
    patient.full_neuro(11.4)  # 05:24
    assert _at(patient, 11.5, Check.NEURO) == 12

    patient.full_neuro(11.5)  # 05:30
    assert _at(patient, 11.6, Check.NEURO) == 20  # 14:00


def test_missed_clock_turns_are_counted(patient: Dosed) -> None:
    """The 06:00 turn stays due; at 14:00 it is missed, at 22:00 two are."""
    patient.full_neuro(7)

    assert patient.due(19.9, Check.NEURO).state is DueState.VERY_OVERDUE
    assert patient.due(20, Check.NEURO).missed == 1
    assert patient.due(28, Check.NEURO).missed == 2
    assert _at(patient, 28, Check.NEURO) == 12


def test_weight_is_daily_at_six(patient: Dosed) -> None:
    """06:00 in the ward is hour 12 of this patient."""
    assert _at(patient, 5, Check.WEIGHT) == 12

    patient.weigh(12.2)

    assert _at(patient, 13, Check.WEIGHT) == 36


def test_every_check_kind_says_when_it_comes_next(patient: Dosed) -> None:
    """Also what the present phase does not ask for yet has its next time."""
    kinds = [d.check for d in schedule.due(PROTOCOL, patient.chart(), hour(0.1), ZONE)]

    assert sorted(kinds) == sorted(Check)


@pytest.mark.parametrize(
    ("late", "state", "missed"),
    [
        pytest.param(-31, DueState.NOT_DUE, 0, id="31 min early"),
        pytest.param(-30, DueState.DUE, 0, id="30 min early"),
        pytest.param(0, DueState.DUE, 0, id="on the minute"),
        pytest.param(60, DueState.DUE, 0, id="60 min late"),
        pytest.param(61, DueState.OVERDUE, 0, id="61 min late"),
        pytest.param(119, DueState.OVERDUE, 0, id="just under 50 %"),
        pytest.param(120, DueState.VERY_OVERDUE, 0, id="50 %"),
        pytest.param(239, DueState.VERY_OVERDUE, 0, id="just under the interval"),
        pytest.param(240, DueState.MISSED, 1, id="a whole interval"),
        pytest.param(480, DueState.MISSED, 2, id="two intervals"),
    ],
)
def test_four_hourly_check_grows_late_by_the_table(
    patient: Dosed, late: int, state: DueState, missed: int
) -> None:
    """25 %, at most 30 min early and 60 min late; 50 %; a whole interval."""
    patient.vitals(10)

    found = patient.due(14 + late * MIN, Check.VITALS)

    assert (found.state, found.missed) == (state, missed)


@pytest.mark.parametrize(
    ("late", "state"),
    [
        pytest.param(-16, DueState.NOT_DUE, id="16 min early"),
        pytest.param(-15, DueState.DUE, id="25 % early"),
        pytest.param(15, DueState.DUE, id="25 % late"),
        pytest.param(16, DueState.OVERDUE, id="16 min late"),
        pytest.param(30, DueState.VERY_OVERDUE, id="50 % late"),
        pytest.param(60, DueState.MISSED, id="an hour late"),
    ],
)
def test_hourly_check_has_a_window_of_a_quarter(patient: Dosed, late: int, state: DueState) -> None:
    """With CRS 2 the window is a quarter of an hour."""
    patient.vitals(10, temperature=38.5, fluids=True)

    assert patient.due(11 + late * MIN, Check.VITALS).state is state


def test_grade_rise_plans_again_at_once(patient: Dosed) -> None:
    """A fever at hour 12 makes the 16:00 set due at hour 14; the grade is to be signed now."""
    patient.graded(8)
    patient.vitals(10)
    before = _at(patient, 11), _at(patient, 11, Check.GRADE)

    patient.vitals(12, temperature=38.6)
    after = _at(patient, 12), _at(patient, 12, Check.GRADE)

    assert before == (14, 20)
    assert after == (14, 12)
    assert patient.due(12, Check.VITALS).why.state == "crs_1"


def test_shortened_check_is_never_due_before_its_state_began(patient: Dosed) -> None:
    """The last full set is 3 h old when the grade rises by an incomplete one: due now, not ago."""
    patient.vitals(10)
    patient.vitals(13, temperature=38.6, spo2=None)

    assert _at(patient, 13) == 13


def test_highest_state_and_base_combine_to_the_shortest_interval(patient: Dosed) -> None:
    """CRS 1 asks for vitals every 2 h, ICANS 2 every hour: every hour it is."""
    patient.vitals(30, temperature=38.6)
    patient.neuro(30, consciousness=Consciousness.VOICE)
    patient.ice(30, 5)

    found = patient.due(30.5, Check.VITALS)

    assert at_hour(found) == 31
    assert found.why.state == "icans_2"
    assert found.why.interval == timedelta(hours=1)
    assert _at(patient, 30.5, Check.NEURO) == 30.5


def test_interval_never_lengthens_by_itself(patient: Dosed) -> None:
    """After the fever has gone, CRS 1 still sets the pace until a person steps down."""
    patient.vitals(30, temperature=38.6)
    patient.vitals(31)
    patient.vitals(56)
    assert _at(patient, 57) == 58

    patient.step_down(57, 0)
    assert _at(patient, 57) == 60


def test_step_down_ends_only_what_lies_above_it(patient: Dosed) -> None:
    """From CRS 3 to 1: the hourly and half-hourly rows end, the two-hourly ones stay."""
    patient.vitals(30, temperature=38.6, vasopressors=1)
    assert _at(patient, 30) == 30.25

    patient.vitals(40, temperature=38.4)
    patient.step_down(41, 1)

    found = patient.due(41, Check.VITALS)
    assert at_hour(found) == 42
    assert found.why.state == "crs_1"


def test_signed_grade_above_the_proposal_decides(patient: Dosed) -> None:
    """The higher of confirmed and proposed grade sets the pace."""
    patient.vitals(30, temperature=38.6)
    patient.sign(30, 3)

    assert _at(patient, 30) == 30.25


def test_first_sign_of_icans_is_watched_half_hourly_for_two_hours(patient: Dosed) -> None:
    """Every 30 min for 2 h, then every 4 h (by the clock if that comes first)."""
    patient.full_neuro(20, 9)
    turns: list[float] = []
    for _ in range(6):
        turns.append(_at(patient, turns[-1] if turns else 20, Check.NEURO))
        patient.full_neuro(turns[-1], 9)

    assert turns == [20.5, 21, 21.5, 22, 26, 28]  # hour 28 is 22:00


def test_check_just_before_the_end_of_the_two_hours_counts_as_the_last(patient: Dosed) -> None:
    """The last half-hourly turn is the end of the two hours; its early window counts."""
    patient.full_neuro(20, 9)
    patient.full_neuro(21.8, 9)
    assert _at(patient, 21.8, Check.NEURO) == 22

    patient.full_neuro(21.9, 9)
    assert _at(patient, 21.9, Check.NEURO) == 25.9


def test_further_fall_begins_the_two_hours_anew(patient: Dosed) -> None:
    """A score that is not stable keeps the half-hourly checks."""
    patient.full_neuro(20, 9)
    patient.full_neuro(21.9, 8)

    assert _at(patient, 21.9, Check.NEURO) == 22.4


def test_labs_of_a_new_state_are_due_at_once(patient: Dosed) -> None:
    """CRS 1: cultures now, then daily; one set answers ICANS 1."""
    patient.done(20, Check.LABS)
    assert _at(patient, 29, Check.LABS) == 44

    patient.vitals(30, temperature=38.6)
    assert _at(patient, 30, Check.LABS) == 30

    patient.done(31, Check.LABS)
    assert _at(patient, 31, Check.LABS) == 55


def test_weight_below_the_product_day_stays_in_the_dense_phase() -> None:
    """Cilta-cel does not relax before day 14, axi-cel not before day 10."""
    early = {name: _neuro_state(name, 9 * 24) for name in ("axi_cel", "ide_cel", "cilta_cel")}
    later = {name: _neuro_state(name, 11 * 24) for name in ("axi_cel", "cilta_cel", "")}

    assert early == {
        "axi_cel": "day_0_to_7",
        "ide_cel": "day_8_to_14",
        "cilta_cel": "day_0_to_7",
    }
    assert later == {"axi_cel": "day_8_to_14", "cilta_cel": "day_0_to_7", "": "day_0_to_7"}


def _neuro_state(product: str, at: float) -> str:
    patient = Monitored(product=product)
    patient.full_neuro(at)
    return patient.due(at, Check.NEURO).why.state


def test_inpatient_after_day_28_is_still_watched() -> None:
    """The last phase stays open: vitals every 6 h, neuro daily."""
    patient = Monitored()
    patient.vitals(40 * 24)
    patient.full_neuro(40 * 24)

    assert _at(patient, 40 * 24) == 40 * 24 + 6
    assert _at(patient, 40 * 24, Check.NEURO) == 41 * 24


def test_turn_of_the_old_phase_stays_due_in_the_new_one() -> None:
    """A set due at the end of day 14 is not put off because day 15 has begun."""
    patient = Monitored()
    patient.vitals(14 * 24 + 1)  # due 5 h into the night, before midnight of day 15
    assert _at(patient, 14 * 24 + 1) == 14 * 24 + 5
    assert _at(patient, 14 * 24 + 7) == 14 * 24 + 5

    patient.vitals(14 * 24 + 4)
    assert _at(patient, 14 * 24 + 5) == 14 * 24 + 10


def test_second_infusion_begins_the_phases_anew(patient: Dosed) -> None:
    """Split doses: the rows run from the latest infusion."""
    patient.vitals(10 * 24)
    patient.add(10 * 24 + 1, Infusion(part=2, ended_at=hour(10 * 24 + 1.5)))

    assert _at(patient, 10 * 24 + 1) == 10 * 24 + 1


def test_patient_admitted_later_owes_no_check_of_before() -> None:
    """Somebody transferred in on day 5 is due from the admission on."""
    patient = Monitored()
    patient.subject = dataclasses.replace(patient.subject, admitted_at=hour(120))

    found = patient.due(120, Check.VITALS)

    assert at_hour(found) == 120
    assert found.why.state == "day_0_to_7"


def test_after_tocilizumab_vitals_come_every_quarter_for_two_hours(patient: Dosed) -> None:
    """During the hour of the infusion and the hour after it, then as before."""
    patient.vitals(30)
    patient.give(30, None)
    turns: list[float] = []
    for _ in range(9):
        turns.append(_at(patient, turns[-1] if turns else 30))
        patient.vitals(turns[-1])

    assert [round((t - 30) * 60) for t in turns] == [15, 30, 45, 60, 75, 90, 105, 120, 360]


def test_longer_infusion_is_watched_longer(patient: Dosed) -> None:
    """The hour after begins at the charted end."""
    patient.vitals(32.5)
    patient.give(30, None, ended_at=hour(32))

    assert _at(patient, 32.5) == 32.75


def test_grades_follow_tocilizumab_at_two_four_and_eight_hours(patient: Dosed) -> None:
    """A grade in the early window counts for its turn; a later one for all before it."""
    patient.graded(29)
    patient.give(30, None)
    assert _at(patient, 30, Check.GRADE) == 32

    assert patient.due(30, Check.GRADE).why.interval is None

    patient.graded(31.5)
    assert _at(patient, 32, Check.GRADE) == 34

    patient.graded(37.5)
    assert _at(patient, 38, Check.GRADE) == 49.5


def test_dose_before_the_admission_asks_for_nothing(patient: Dosed) -> None:
    """What another hospital gave is history."""
    patient.give(-60, None)
    patient.vitals(7)

    assert _at(patient, 7) == 11


def test_news2_only_raises(patient: Dosed) -> None:
    """A total of 5 asks for hourly, 7 for half-hourly sets, a single 3 for hourly."""
    awake = Acvpu.ALERT
    patient.vitals(30, respiratory_rate=25, consciousness=awake)
    single = _at(patient, 30)
    patient.vitals(31, respiratory_rate=25, pulse=115, consciousness=awake)
    five = _at(patient, 31)
    patient.vitals(32, respiratory_rate=25, pulse=115, systolic=95, consciousness=awake)
    seven = _at(patient, 32)
    patient.vitals(33, consciousness=awake)

    assert (single, five, seven) == (31, 32, 32.5)
    assert _at(patient, 33) == 37


def test_incomplete_set_keeps_what_news2_asked_for(patient: Dosed) -> None:
    """A temperature alone five minutes after a NEWS2 of 7 does not make the watch sparser."""
    patient.neuro(29)
    patient.vitals(32, respiratory_rate=25, pulse=115, systolic=95)
    patient.vitals(32.1, systolic=None, pulse=None, respiratory_rate=None, spo2=None, oxygen=None)

    assert _at(patient, 32.2) == 32.5


def test_incomplete_set_raises_the_watch_at_once(patient: Dosed) -> None:
    """At least 7 without a temperature: half-hourly, until a complete score says less."""
    patient.neuro(29)
    patient.vitals(30)
    patient.vitals(31, respiratory_rate=25, pulse=115, systolic=95, temperature=None)
    high = _at(patient, 31)
    patient.vitals(31.2, spo2=None)
    incomplete = _at(patient, 31.2)
    patient.vitals(31.5, consciousness=Acvpu.ALERT)

    assert (high, incomplete, _at(patient, 31.5)) == (31, 31, 35.5)


def test_neuro_check_after_a_set_does_not_put_the_next_set_off(patient: Dosed) -> None:
    """The hour runs from the set that asked for it."""
    patient.neuro(29)
    patient.vitals(30, respiratory_rate=25)
    patient.neuro(30.9)

    assert _at(patient, 31) == 31


def test_child_has_no_news2() -> None:
    """Under 16 years the score says nothing."""
    child = Monitored(9)
    child.vitals(30, respiratory_rate=30)

    assert _at(child, 30) == 34


def test_pause_shows_every_check_paused(patient: Dosed) -> None:
    """One line a check, no turn missed; on return what fell due is due at once."""
    patient.vitals(10)
    patient.pause(12, until=20)

    paused = schedule.due(PROTOCOL, patient.chart(), hour(19), ZONE)
    back = patient.due(20, Check.VITALS)

    assert {d.state for d in paused} == {DueState.PAUSED}
    assert {d.missed for d in paused} == {0}
    assert {d.paused_until for d in paused} == {hour(20)}
    assert back.paused_until is None
    assert len(paused) == len(Check)
    assert (at_hour(back), back.state) == (20, DueState.DUE)


def test_ended_stay_asks_for_nothing(patient: Dosed) -> None:
    """After the discharge nothing falls due."""
    patient.subject = dataclasses.replace(patient.subject, discharged_at=hour(30))

    assert schedule.due(PROTOCOL, patient.chart(), hour(31), ZONE) == ()
    assert schedule.next_change(PROTOCOL, patient.chart(), hour(31), ZONE) is None


def test_why_names_version_state_interval_and_entry(patient: Dosed) -> None:
    """Every due time explains itself."""
    entry = patient.vitals(10)

    why = patient.due(11, Check.VITALS).why

    assert (why.protocol, why.version) == (PROTOCOL.name, PROTOCOL.version)
    assert (why.state, why.interval) == ("day_0_to_7", timedelta(hours=4))
    assert (why.entry_id, why.reckoned_from) == (entry, hour(10))

    never = patient.due(11, Check.LABS).why
    assert (never.entry_id, never.reckoned_from) == (None, None)


def test_most_urgent_check_comes_first(patient: Dosed) -> None:
    """Late before due before later."""
    states = [d.state for d in schedule.due(PROTOCOL, patient.chart(), hour(13), ZONE)]

    assert [schedule.RANK[s] for s in states] == sorted(
        (schedule.RANK[s] for s in states), reverse=True
    )


def test_changed_grade_asks_for_a_signature_once(patient: Dosed) -> None:
    """A change before the last signature, or none at all, asks for nothing."""
    patient.vitals(20)
    patient.graded(20)
    assert _at(patient, 21, Check.GRADE) == 32

    patient.vitals(22, temperature=38.4)
    patient.graded(22, 1)
    assert _at(patient, 22, Check.GRADE) == 26

    patient.vitals(23, temperature=None)
    patient.vitals(23.5, temperature=38.4)
    assert _at(patient, 24, Check.GRADE) == 26

    patient.vitals(25)
    assert _at(patient, 25, Check.GRADE) == 25
    why = patient.due(25, Check.GRADE).why
    assert (why.state, why.interval) == (schedule.GRADE_CHANGED, None)
    assert wording.knows(f"state.{why.state}")


def test_changed_grade_without_any_signature_is_due_since_then(patient: Dosed) -> None:
    """Never graded: due since two hours after the infusion, whatever changed later."""
    patient.vitals(22, temperature=38.4)

    assert _at(patient, 23, Check.GRADE) == 2.5


def test_next_change_is_the_next_edge(patient: Dosed) -> None:
    """The wake-up is set to the moment at which any check changes its state."""
    patient.vitals(10)
    quiet = protocol_with(
        phases=tuple(
            dataclasses.replace(p, rules=tuple(r for r in p.rules if r.check is Check.VITALS))
            for p in PROTOCOL.phases
        )
    )
    moments = [hour(10)]
    for _ in range(5):
        found = schedule.next_change(quiet, patient.chart(), moments[-1], ZONE)
        assert found is not None
        moments.append(found)

    tick = timedelta(microseconds=1)
    assert moments[1:] == [hour(13.5), hour(15) + tick, hour(16), hour(18), hour(22)]


def test_next_change_of_a_pause_is_its_end(patient: Dosed) -> None:
    """While monitoring is paused nothing changes before the pause ends."""
    patient.pause(12, until=20)
    assert schedule.next_change(PROTOCOL, patient.chart(), hour(13), ZONE) == hour(20)

    patient.pause(21)
    assert schedule.next_change(PROTOCOL, patient.chart(), hour(22), ZONE) is None


def test_step_down_of_icans_leaves_crs_alone(patient: Dosed) -> None:
    """Each scale steps down by itself."""
    patient.vitals(30, temperature=38.6)
    patient.full_neuro(30, 8)
    patient.full_neuro(31, 10)
    patient.step_down(60, 0, Scale.ICANS)
    patient.vitals(60)

    assert _at(patient, 60) == 62
    assert patient.due(60, Check.VITALS).why.state == "crs_1"
