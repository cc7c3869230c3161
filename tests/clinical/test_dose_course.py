"""The course: which doses count, which one runs, how far an order has come."""

import dataclasses
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.medicines import DoseGiven, DrugGiven
from cart_ward.clinical.observed import StruckOut, Weight
from cart_ward.clinical.steady import Drift
from cart_ward.clinical.tocilizumab import course, entry_ids, is_tocilizumab
from cart_ward.clinical.vocabulary import (
    CheckPart,
    DoseStepKind,
    DrugKind,
    EntryId,
    Response,
    Route,
)
from tests.clinical.charting import hour
from tests.clinical.dosing import A, B, Dosed


@pytest.fixture
def patient() -> Dosed:
    """Return a patient without any dose."""
    return Dosed()


def test_no_dose_leaves_the_next_one_possible_now(patient: Dosed) -> None:
    """Without a dose the next possible time is the moment asked about."""
    found = course(patient.chart(), hour(30))

    assert found.given == ()
    assert found.running is None
    assert found.open_order is None
    assert found.last_response is None
    assert found.next_from == hour(30)


def test_second_dose_waits_eight_hours(patient: Dosed) -> None:
    """The next possible time is 8 h after the start, whatever the end."""
    patient.give(20, None)

    assert course(patient.chart(), hour(21)).next_from == hour(28)
    assert course(patient.chart(), hour(30)).next_from == hour(30)


def test_struck_out_dose_no_longer_counts(patient: Dosed) -> None:
    """A dose entered in error leaves the course."""
    dose = patient.give(20, None)
    patient.add(20, StruckOut(), amends=dose)

    assert course(patient.chart(), hour(21)).given == ()


def test_amended_dose_counts_once_at_its_true_time(patient: Dosed) -> None:
    """The amendment takes the place of the entry; steps that named the old one still hold."""
    wrong = patient.give(20, None)
    patient.step(21, wrong, DoseStepKind.END)
    patient.step(22, wrong, DoseStepKind.RESPONSE, Response.WORSE)
    patient.give(20.5, None)
    patient.entries[-1] = _amending(patient, wrong)

    found = course(patient.chart(), hour(23))

    assert [given.started_at for given in found.given] == [hour(20.5)]
    assert found.given[0].ended_at == hour(21)
    assert found.last_response is Response.WORSE


def _amending(patient: Dosed, wrong: EntryId) -> Entry[Any]:
    return dataclasses.replace(patient.entries[-1], amends=wrong, amend_reason="time")


def test_drug_given_elsewhere_counts(patient: Dosed) -> None:
    """Tocilizumab charted as a drug given by another team is a dose of the course."""
    patient.add(20, _elsewhere("Tocilizumab", Decimal(576)))

    [given] = course(patient.chart(), hour(21)).given

    assert given.dose_mg == Decimal(576)
    assert given.deviation
    assert given.ended_at == hour(21)


def test_repeated_drug_counts_each_time(patient: Dosed) -> None:
    """A course written as every 8 h until an end holds a dose each time; unknown mg is 0."""
    patient.add(20, _elsewhere("托珠单抗", None, every=Decimal(8), until=36))

    found = course(patient.chart(), hour(40))

    assert [given.started_at for given in found.given] == [hour(20), hour(28), hour(36)]
    assert found.given[0].dose_mg == 0
    assert found.next_from == hour(44)


@pytest.mark.parametrize(
    ("every", "until"),
    [
        pytest.param(None, 60, id="no interval"),
        pytest.param(Decimal(0), 60, id="an interval of 0"),
        pytest.param(Decimal(8), None, id="no end"),
    ],
)
def test_drug_without_rhythm_counts_once(
    patient: Dosed, every: Decimal | None, until: float | None
) -> None:
    """What is not a known rhythm is one dose."""
    patient.add(20, _elsewhere("tocilizumab", None, every=every, until=until))

    assert len(course(patient.chart(), hour(70)).given) == 1


def _elsewhere(
    drug: str, dose: Decimal | None, every: Decimal | None = None, until: float | None = None
) -> DrugGiven:
    return DrugGiven(
        drug=drug,
        kind=DrugKind.ANTI_CYTOKINE,
        dose=dose,
        unit="mg",
        route=Route.IV_INFUSION,
        interval_hours=every,
        until=None if until is None else hour(until),
    )


def test_other_drugs_do_not_count(patient: Dosed) -> None:
    """An antipyretic or a similar name is no dose."""
    patient.drug(20)
    patient.give(20, None, drug="tofacitinib")

    assert course(patient.chart(), hour(21)).given == ()
    assert is_tocilizumab("Actemra 200 mg")
    assert not is_tocilizumab("tofacitinib")


def test_ordered_dose_runs_until_its_end_is_charted(patient: Dosed) -> None:
    """An infusion started here runs until somebody charts its end or stops it."""
    order = patient.order(19, patient.weigh(18))
    dose = patient.give(20, order)

    running = course(patient.chart(), hour(26)).running
    patient.step(21, dose, DoseStepKind.STOP)

    assert running is not None
    assert running.entry_id == dose
    assert course(patient.chart(), hour(26)).running is None


def test_deviation_without_an_end_runs_for_an_hour(patient: Dosed) -> None:
    """What was given elsewhere is taken to have lasted its usual hour."""
    patient.give(20, None, deviation="downtime")

    assert course(patient.chart(), hour(20.9)).running is not None
    assert course(patient.chart(), hour(21)).running is None


def test_dose_set_ahead_of_a_turned_clock_still_counts(patient: Dosed) -> None:
    """A clock set back never makes a dose legal."""
    patient.give(20, None)

    assert course(patient.chart(), hour(10)).next_from == hour(28)


def test_response_is_the_one_to_the_last_dose(patient: Dosed) -> None:
    """An old response says nothing about a new dose."""
    first = patient.give(20, None)
    patient.step(22, first, DoseStepKind.RESPONSE, Response.IMPROVED)

    before = course(patient.chart(), hour(23)).last_response
    patient.give(30, None)

    assert before is Response.IMPROVED
    assert course(patient.chart(), hour(31)).last_response is None


def test_order_goes_step_by_step(patient: Dosed) -> None:
    """Ordered, prepared, checked once, checked."""
    order = patient.order(19, patient.weigh(18))
    steps = [_step(patient)]
    patient.prepare(19.1, order)
    steps.append(_step(patient))
    patient.check(19.2, order, CheckPart.FIRST, A)
    steps.append(_step(patient))
    patient.check(19.3, order, CheckPart.SECOND, B)
    steps.append(_step(patient))

    assert steps == ["ordered", "prepared", "checked_once", "checked"]


def test_second_person_may_check_first(patient: Dosed) -> None:
    """Either part alone is half of the double check."""
    order = patient.order(19, patient.weigh(18))
    patient.check(19.2, order, CheckPart.SECOND, B)

    assert _step(patient) == "checked_once"


def test_unequal_checks_reopen_both(patient: Dosed) -> None:
    """After a mismatch a new calculation begins a new pair."""
    order = patient.order(19, patient.weigh(18))
    patient.both_check(19.2, order, second="57.6")
    steps = [_step(patient)]
    patient.check(19.4, order, CheckPart.FIRST, A)
    steps.append(_step(patient))
    patient.check(19.5, order, CheckPart.SECOND, B)
    steps.append(_step(patient))

    assert steps == ["mismatch", "checked_once", "checked"]


def test_stopped_order_is_closed_and_an_older_one_stands(patient: Dosed) -> None:
    """Withdrawing an order leaves the one before it open, if it was not given."""
    weight = patient.weigh(18)
    first = patient.order(19, weight)
    second = patient.order(20, weight)
    patient.stop_order(21, second)

    found = course(patient.chart(), hour(22)).open_order

    assert found is not None
    assert found.entry_id == first


def test_given_order_stays_closed_though_the_dose_is_struck_out(patient: Dosed) -> None:
    """A claimed order is never given again: a new one is needed."""
    order = patient.order(19, patient.weigh(18))
    dose = patient.give(20, order)
    patient.add(20, StruckOut(), amends=dose)

    assert course(patient.chart(), hour(21)).open_order is None


def test_amended_entry_is_known_by_all_its_ids(patient: Dosed) -> None:
    """Others may name an entry by any of its versions."""
    order = patient.order(19, patient.weigh(18))
    patient.order(19, patient.last(Weight).id)
    patient.entries[-1] = _amending(patient, order)

    entry = patient.entries[-1]

    assert entry_ids(patient.chart(), entry) == {order, entry.id}
    assert entry_ids(patient.chart(), patient.entries[0]) == {patient.entries[0].id}


def _step(patient: Dosed) -> str:
    order = course(patient.chart(), hour(20)).open_order
    assert order is not None
    return order.step


def test_length_of_a_dose_has_no_meaning_for_the_interval(patient: Dosed) -> None:
    """From start to start, however long the infusion ran."""
    patient.give(20, None, ended_at=hour(24))

    assert course(patient.chart(), hour(25)).next_from == hour(20) + timedelta(hours=8)


def stays(*charts: Dosed) -> Chart:
    """Return the chart of the last stay, which holds those of the stays before it."""
    found: tuple[Chart, ...] = ()
    for typed in charts:
        found = (Chart(typed.subject, typed.entries, found),)
    return found[0]


def test_doses_of_earlier_stays_count(patient: Dosed) -> None:
    """Two stays back and one; they wait for each other and never run on."""
    first, second = Dosed(), Dosed()
    first.give(20, None)
    second.drug(30, DrugKind.ANTI_CYTOKINE)
    given = dataclasses.replace(second.entries[-1].body, drug="Actemra")
    second.entries[-1] = dataclasses.replace(second.entries[-1], body=given)
    second.give(39.9, None)
    found = course(stays(first, second, patient), hour(40))

    assert [(g.started_at, g.earlier) for g in found.given] == [
        (hour(20), True),
        (hour(30), True),
        (hour(39.9), True),
    ]
    assert found.given[-1].ended_at == hour(40.9)
    assert (found.running, found.next_from) == (None, hour(47.9))

    patient.give(48, None)
    later = course(stays(first, second, patient), hour(57))
    assert (len(later.given), later.next_from) == (4, None)
    assert not later.given[-1].earlier


def test_each_dose_of_three_stays_counts_once(patient: Dosed) -> None:
    """The store tells the last stay of both before it, and the second one of the first."""
    first, second = Dosed(), Dosed()
    first.give(10, None)
    second.give(20, None)
    patient.give(30, None)
    oldest = first.chart()
    before = Chart(second.chart().subject, second.chart().entries, (oldest,))
    last = Chart(patient.chart().subject, patient.chart().entries, (oldest, before))
    found = course(last, hour(31))

    assert [g.started_at for g in found.given] == [hour(10), hour(20), hour(30)]
    assert found.next_from == hour(38)


def _typed(start: float, recorded: float, ahead: float, amends: Entry[Any] | None = None) -> Any:
    """Return a dose whose start was typed by a clock that was some hours ahead."""
    giver = Dosed()
    giver.give(start, None)
    entry = next(e for e in giver.entries if isinstance(e.body, DoseGiven))
    return dataclasses.replace(
        entry,
        id=EntryId(entry.id if amends is None else amends.id + 1),
        recorded_at=hour(recorded),
        clock_ahead=timedelta(hours=ahead),
        amends=None if amends is None else amends.id,
        amend_reason=None if amends is None else "a slip",
    )


@pytest.mark.parametrize(
    ("start", "recorded", "ahead", "counts"),
    [
        (11, 11, 5, 11),  # the start button of a clock five hours ahead: as it says
        (10, 11.2, 5, 10),  # within those hours it was read off that clock: else not yet begun
        (6, 11.2, 5, 11),  # so far back it may be the true time: the jump is not taken off
    ],
)
def test_a_start_that_may_be_true_is_not_taken_for_the_clocks(
    start: float, recorded: float, ahead: float, counts: float
) -> None:
    """Of two readings of a start the one that holds longer, while the clock is as it was."""
    patient = Dosed()
    patient.entries.append(_typed(start, recorded, ahead))
    found = course(patient.chart(), hour(20), Drift(ahead=timedelta(hours=ahead)))

    assert found.last_counts_from == hour(counts)


def test_a_corrected_minute_does_not_forget_the_jump() -> None:
    """The dose was read off a right clock, the correction is typed five hours ahead of it."""
    patient = Dosed()
    first = _typed(6, 6, 0)
    patient.entries += [first, _typed(6 + 1 / 60, 11.1, 5, first)]
    found = course(patient.chart(), hour(12), Drift(ahead=timedelta(hours=5)))

    assert found.next_from == hour(6 + 1 / 60 + 5 + 8)


def test_response_of_the_last_dose_comes_over_the_readmission(patient: Dosed) -> None:
    """Improved after a dose of the stay before: a repeat is still to be thought about."""
    before = Dosed()
    before.step(28, before.give(20, None), DoseStepKind.RESPONSE, Response.IMPROVED)
    assert course(stays(before, patient), hour(30)).last_response is Response.IMPROVED

    patient.give(30, None)
    assert course(stays(before, patient), hour(30)).last_response is None
