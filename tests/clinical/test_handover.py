"""The facts of the sheet: what was charted, what was not, and what is different since."""

import dataclasses
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical import handover_work
from cart_ward.clinical.handover import HandoverSheet, PatientLine, Severity
from cart_ward.clinical.medicines import DoseStep, OrderStopped
from cart_ward.clinical.observed import (
    Attribution,
    Background,
    CallMade,
    CapdAssessment,
    EpisodeMark,
    Infusion,
    LabResult,
    MonitoringPause,
    NotDone,
    StayChange,
    StruckOut,
    Weight,
)
from cart_ward.clinical.people import Name, Sex, StaffId
from cart_ward.clinical.schedule import CheckDue, DueState, Why
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    BackgroundKind,
    Cause,
    Check,
    Consciousness,
    DoseStepKind,
    DrugKind,
    EntryId,
    EpisodeKind,
    Handwriting,
    NotDoneReason,
    NoteKind,
    Oxygen,
    Reaction,
    Response,
    Scale,
    Seizure,
    StayEvent,
)
from tests.reports import wards
from tests.reports.charting import ITEMS, NOW, Charting, ago, ice, order, vital_signs


def line(patient: Charting, **facts: Any) -> PatientLine:
    """Return the line of one patient on the sheet."""
    return wards.sheet([patient], **facts).patients[0]


def somebody(number: int = 4) -> Charting:
    """Return a patient infused four days ago, about whom nothing else is charted."""
    patient = Charting(number, Name(family_latin="Li", given_latin="Na"))
    patient.infused(96)
    return patient


def codes(found: PatientLine) -> list[str]:
    """Return the codes of what is different since the last handover."""
    return [change.code.removeprefix("handover.changed.") for change in found.changed]


# ---- who --------------------------------------------------------------------------------------


def test_what_nobody_charted_is_none_and_never_normal() -> None:
    """Allergies, code status, isolation, weight, grades and score are None without an entry."""
    found = line(Charting(4, Name(family_latin="Li")))

    assert found.who.allergies is None
    assert (found.who.code_status, found.who.isolation, found.who.diagnosis) == (None, None, None)
    assert (found.who.weight, found.who.weight_at, found.who.weight_measured) == (None, None, None)
    assert (found.who.day, found.who.hour, found.who.infusions) == (None, None, ())
    assert (found.crs.proposal.grade, found.icans.proposal.grade) == (None, None)
    assert (found.crs.signed, found.crs.maximum, found.crs.maximum_day) == (None, None, None)
    assert (found.score, found.news2, found.labs, found.drugs) == (None, (), (), ())
    assert (found.vitals.signs, found.vitals.at, found.neuro.check) == (None, None, None)


def test_no_known_allergy_is_told_apart_from_nothing_charted() -> None:
    """An empty list means none known, an allergy is named, to tocilizumab too."""
    none_known, allergic = somebody(), somebody()
    none_known.known(BackgroundKind.NO_KNOWN_ALLERGY, "")
    allergic.known(BackgroundKind.ALLERGY, "penicillin")
    allergic.known(BackgroundKind.TOCILIZUMAB_ALLERGY, "tocilizumab")

    assert line(none_known).who.allergies == ()
    assert line(allergic).who.allergies == ("penicillin", "tocilizumab")
    assert line(allergic).tocilizumab.allergy == "tocilizumab"


def test_identity_day_and_weight_come_from_the_chart() -> None:
    """Day post infusion, whole hours, parts of the infusion, the latest weight and its kind."""
    patient = somebody()
    patient.add(30, Weight(kilograms=Decimal("71.0"), measured=True))
    patient.add(5, Weight(kilograms=Decimal("70.2"), measured=False))

    who = line(patient).who

    assert (who.day, who.hour, who.infusions[0].started_at) == (4, 96, ago(96))
    assert (who.weight, who.weight_at, who.weight_measured) == (Decimal("70.2"), ago(5), False)


# ---- grades, score, vital signs, neuro ----------------------------------------------------------


def test_a_grade_carries_its_direction_maximum_and_the_person() -> None:
    """The proposal, the one before, the highest with its day, and who signed what."""
    patient = somebody()
    patient.vitals(60, "38.4", systolic=84, fluids=True)
    patient.add(60, attributed(patient.entries[-1].id, AttributedFinding.HYPOTENSION))
    patient.vitals(20, "38.5")
    patient.signed(19, Scale.CRS, 1)

    crs = line(patient).crs

    assert (crs.before, crs.proposal.grade, crs.maximum) == (2, 1, 2)
    assert (crs.maximum_at, crs.maximum_day) == (ago(60), 2)
    assert crs.signed is not None
    assert (crs.signed.grade, crs.signed.by, crs.signed.at) == (1, "李娜 Li Na", ago(19))


def attributed(about: Any, finding: AttributedFinding, cause: Cause = Cause.CRS) -> Attribution:
    """Return a tick that a finding has this cause."""
    return Attribution(about=about, finding=finding, cause=cause, reason="seen")


def test_a_masked_fever_names_its_drug() -> None:
    """After an antipyretic in an open episode the sheet says since when fever is masked."""
    patient = somebody()
    patient.vitals(20, "38.6")
    patient.drug(18, "paracetamol", DrugKind.ANTIPYRETIC)
    patient.vitals(4, "36.9")

    crs = line(patient).crs

    assert crs.masked_since == ago(18)
    assert crs.masked_by is not None
    assert line(somebody()).crs.masked_since is None


def test_the_last_score_is_given_with_its_items() -> None:
    """ICE with items, tool, language, the one before and the baseline."""
    patient = somebody()
    patient.neuro(100)
    patient.neuro(9, 9)
    patient.neuro(2, 7)

    score = line(patient).score

    assert score is not None
    assert (score.tool, score.total, score.before, score.baseline) == ("ICE", 7, 9, 10)
    assert dict(score.items)["attention"] is False
    assert len(score.items) == 10


def test_a_total_without_items_has_none() -> None:
    """A total of which the items were not recorded stands alone."""
    patient = somebody()
    unrecorded: dict[str, Any] = dict.fromkeys(ITEMS)
    patient.add(2, dataclasses.replace(ice(0), **unrecorded, total=8))

    score = line(patient).score

    assert score is not None
    assert (score.total, score.items) == (8, ())


def test_the_later_of_ice_and_capd_counts() -> None:
    """A CAPD after an ICE is the score of the sheet, with its language and no interpreter."""
    patient = somebody()
    patient.neuro(6)
    items: dict[str, Any] = dict.fromkeys(
        ("eye_contact", "purposeful", "aware", "communicates", "restless", "inconsolable"), 1
    )
    patient.add(2, CapdAssessment(**items, underactive=2, slow=1, total=None, language="zh"))

    score = line(patient).score

    assert score is not None
    assert (score.tool, score.total, score.interpreter) == ("CAPD", 9, None)


def test_vital_signs_have_ranges_of_24_hours_and_a_baseline() -> None:
    """Lowest and highest with times; what lies further back or was not taken does not count."""
    patient = Charting(4, Name(family_latin="Li"))
    patient.vitals(99, "36.5", systolic=130, spo2=99)
    patient.infused(96)
    patient.vitals(30, "40.1")
    patient.vitals(12, "38.8", systolic=None)
    patient.vitals(3, None, systolic=101)

    vitals = line(patient).vitals
    ranges = {r.sign: r for r in vitals.ranges}

    assert (vitals.baseline_systolic, vitals.baseline_spo2) == (130, 99)
    assert (ranges["temperature"].high, ranges["temperature"].high_at) == (Decimal("38.8"), ago(12))
    assert (ranges["systolic"].low, ranges["systolic"].high) == (Decimal(101), Decimal(101))
    assert vitals.temperatures == ((ago(12), Decimal("38.8")),)


def test_without_any_value_there_is_no_range_and_no_baseline() -> None:
    """A sign never measured in 24 h has no range; an infused patient may lack a baseline."""
    patient = somebody()
    patient.vitals(3, None)

    vitals = line(patient).vitals

    assert "temperature" not in {r.sign for r in vitals.ranges}
    assert (vitals.baseline_systolic, vitals.baseline_spo2) == (None, None)


def test_handwriting_and_seizure_are_the_last_ones_seen() -> None:
    """A later check without handwriting or seizure does not wipe out the earlier finding."""
    patient = somebody()
    patient.neuro(9, handwriting=Handwriting.CHANGED, seizure=Seizure.BRIEF, picture=b"png")
    patient.neuro(2, handwriting=None)

    neuro = line(patient).neuro

    assert (neuro.handwriting, neuro.handwriting_at, neuro.picture) == (
        Handwriting.CHANGED,
        ago(9),
        True,
    )
    assert (neuro.seizure, neuro.seizure_at) == (Seizure.BRIEF, ago(9))
    assert neuro.at == ago(2)


def test_news2_shows_the_last_three_sets() -> None:
    """Three, oldest first; a set with a sign missing has no total."""
    patient = somebody()
    for hours in (9, 6, 4):
        patient.vitals(hours, consciousness=None)
        patient.neuro(hours + 0.5)
    patient.vitals(1, respiratory_rate=None)

    assert [score.total for _, score in line(patient).news2] == [0, 0, None]


def test_a_check_after_the_set_completes_it_on_the_sheet_too() -> None:
    """As on the board; what was seen after the next set is no part of the one before."""
    patient = somebody()
    patient.vitals(6, consciousness=None)
    patient.neuro(5)
    patient.vitals(4, consciousness=None)
    patient.neuro(3, consciousness=Consciousness.VOICE)

    assert [score.total for _, score in line(patient).news2] == [0, 3]


def test_a_child_has_no_news2_on_the_sheet() -> None:
    """Under 16 years the score says nothing."""
    child = Charting(1, Name(family_latin="Li"), birth_date=date(2020, 1, 1))
    child.vitals(1)

    assert (line(child).news2, line(child).news2_asked) == ((), None)


# ---- treatment ----------------------------------------------------------------------------------


def test_doses_of_an_earlier_stay_stand_on_the_sheet_with_their_people() -> None:
    """Two stays back: what was charted of them there is told here."""
    first, before, patient = somebody(1), somebody(2), somebody()
    first.dose(40, "480")
    dose = before.dose(30)
    before.add(
        28,
        DoseStep(
            dose_id=dose,
            step=DoseStepKind.RESPONSE,
            volume_ml=None,
            reaction=None,
            response=Response.IMPROVED,
        ),
    )
    before.earlier = (first.chart(),)
    patient.earlier = (before.chart(),)
    patient.dose(10)
    course = line(patient).tocilizumab

    assert [(d.earlier, d.started_at) for d in course.doses] == [
        (True, ago(40)),
        (True, ago(30)),
        (False, ago(10)),
    ]
    assert course.doses[0].dose_mg == 480
    assert course.doses[1].response is Response.IMPROVED
    assert all(d.given_by and d.checked_by for d in course.doses)


def test_doses_carry_response_reaction_and_people() -> None:
    """Each dose with start, end, reaction and response, who gave and who checked."""
    patient = somebody()
    given = patient.dose(9, reaction=Reaction.MILD)
    patient.add(7, wards.response(given, Response.IMPROVED))
    later = patient.dose(0.5)
    reacted = dataclasses.replace(wards.response(later, Response.SAME), reaction=Reaction.SEVERE)
    patient.add(0.2, reacted)

    first, second = line(patient).tocilizumab.doses

    assert (first.reaction, first.response) == (Reaction.MILD, Response.IMPROVED)
    assert (first.given_by, first.checked_by) == ("李娜 Li Na", "何雨 He Yu")
    assert (second.reaction, second.response) == (Reaction.SEVERE, Response.SAME)
    assert not first.deviation


def test_a_deviation_says_why_and_who_decided() -> None:
    """A dose outside the rules keeps its reason."""
    patient = somebody()
    patient.dose(9, order_id=None, deviation="given in theatre", decided_by="Dr Gao")

    (dose,) = line(patient).tocilizumab.doses

    assert dose.deviation
    assert (dose.reason, dose.decided_by) == ("given in theatre", "Dr Gao")


def test_tocilizumab_charted_as_given_elsewhere_is_not_forgotten() -> None:
    """A dose charted as another ward's drug counts in the course and stands on the sheet."""
    patient = somebody()
    patient.drug(9, "tocilizumab", DrugKind.ANTI_CYTOKINE, dose=Decimal(560))

    (dose,) = line(patient).tocilizumab.doses

    assert dose.started_at == ago(9)
    assert (dose.given_by, dose.reason, dose.reaction) == ("", None, None)


def test_an_open_order_names_its_prescriber_and_step() -> None:
    """An order neither given nor stopped stands on the sheet; a stopped one does not."""
    waiting, stopped = somebody(), somebody()
    waiting.add(1, order())
    order_id = stopped.add(1, order())
    stopped.add(0.5, OrderStopped(order_id=order_id, reason="better"))

    open_order = line(waiting).tocilizumab.open_order

    assert open_order is not None
    assert (open_order.prescriber, open_order.step) == ("高明 Gao Ming", "ordered")
    assert line(stopped).tocilizumab.open_order is None


def test_drugs_that_still_matter_are_listed_with_their_next_turn() -> None:
    """Running courses, single ones of 24 h, and chemotherapy however long ago."""
    patient = somebody()
    patient.drug(200, "fludarabine", DrugKind.CHEMOTHERAPY)
    patient.drug(30, "paracetamol", DrugKind.ANTIPYRETIC)
    patient.drug(6, "furosemide", DrugKind.OTHER)
    patient.drug(20, "dexamethasone", DrugKind.STEROID, interval_hours=Decimal(6))
    patient.drug(50, "ended", DrugKind.STEROID, interval_hours=Decimal(6), until=ago(30))
    patient.drug(40, "ending", DrugKind.STEROID, interval_hours=Decimal(6), until=ago(-1))
    patient.drug(3, "odd", DrugKind.OTHER, interval_hours=Decimal(0))
    patient.drug(3, "odder", DrugKind.OTHER, interval_hours=Decimal("0.0001"))

    found = {d.drug: d.next_at for d in line(patient).drugs}

    assert found == {
        "fludarabine": None,
        "furosemide": None,
        "dexamethasone": ago(-4),
        "ending": None,
        "odd": None,
        "odder": None,
    }


def test_laboratory_values_keep_the_one_before_in_the_same_unit() -> None:
    """The latest value, the one before, and none where the unit changed."""
    patient = somebody()
    for hours, value, unit in ((30, "100", "mg/L"), (6, "42", "mg/L")):
        patient.add(hours, LabResult(analyte="CRP", value=Decimal(value), unit=unit))
    for hours, value, unit in ((30, "2", "g/L"), (6, "180", "mg/dL")):
        patient.add(hours, LabResult(analyte="fibrinogen", value=Decimal(value), unit=unit))
    patient.add(5, LabResult(analyte="LDH", value=Decimal(300), unit="U/L"))

    crp, ldh, fibrinogen = line(patient).labs

    assert (crp.value, crp.previous, crp.previous_at) == (Decimal(42), Decimal(100), ago(30))
    assert (ldh.previous, ldh.previous_at) == (None, None)
    assert (fibrinogen.value, fibrinogen.previous) == (Decimal(180), None)


# ---- checks -------------------------------------------------------------------------------------


def test_pending_checks_have_clock_times_until_the_next_shift_ends() -> None:
    """In order of time; each turn stands at its interval, none after the shift."""
    sheet = wards.sheet([wards.quiet(4)])
    (patient,) = sheet.patients

    assert list(patient.pending) == sorted(patient.pending, key=lambda p: p.at)
    for due in patient.pending:
        gaps = {b - a for a, b in zip(due.turns, due.turns[1:], strict=False)}
        assert due.turns[0] == due.at
        assert gaps <= {due.why.interval}
        assert due.turns[-1] <= sheet.shift_in.ends_at


def test_a_late_check_comes_again_an_interval_after_now() -> None:
    """The turns of a late check go on from now, not from when it was due."""
    patient = somebody()
    patient.vitals(9)
    found = {p.check: p for p in line(patient).pending}

    vitals = found[Check.VITALS]

    assert vitals.turns[0] < NOW
    assert vitals.turns[1] - NOW == vitals.why.interval


@pytest.mark.parametrize(
    ("interval", "count"),
    [
        pytest.param(None, 1, id="once"),
        pytest.param(timedelta(), 1, id="no interval"),
        pytest.param(timedelta(hours=4), 4, id="every 4 h"),
        pytest.param(timedelta(minutes=1), 96, id="never more than 96"),
    ],
)
def test_turns_follow_the_interval_of_the_check(interval: timedelta | None, count: int) -> None:
    """A check without an interval has one turn; no check fills pages with clock times."""
    why = Why(
        protocol="p", version="1", state="s", interval=interval, entry_id=None, reckoned_from=None
    )
    due = CheckDue(check=Check.VITALS, at=NOW, state=DueState.DUE, missed=0, why=why)

    assert len(handover_work.turns(due, NOW, ago(-12))) == count


def test_late_and_done_late_are_told_apart() -> None:
    """What is late now has no time of being done; what was done late has one."""
    patient = somebody()
    patient.vitals(30)
    patient.vitals(8)

    late = [one for one in line(patient).late if one.check is Check.VITALS]

    assert [one.done_at for one in late] == [ago(8), None]


def test_a_check_done_on_time_is_not_late() -> None:
    """A patient cared for on time has nothing late."""
    patient = somebody()
    for hours in (12.1, 8.2, 4.3, 0.4):
        patient.vitals(hours)

    assert not [one for one in line(patient).late if one.check is Check.VITALS]


def test_a_pause_stands_with_reason_and_end() -> None:
    """Monitoring paused: since when, why, until when; resumed it is gone."""
    away, back = somebody(), somebody()
    pause = MonitoringPause(paused=True, reason="CT", until=ago(-1))
    away.add(0.5, pause)
    back.add(0.5, pause)
    back.add(0.2, MonitoringPause(paused=False, reason="", until=None))

    found = line(away).pause

    assert found is not None
    assert (found.since, found.reason, found.until) == (ago(0.5), "CT", ago(-1))
    assert line(back).pause is None


# ---- what happened this shift -------------------------------------------------------------------


def test_what_happened_before_the_shift_is_not_told_again() -> None:
    """Not done, overridden, other cause, notes and calls of the shift before are left out."""
    patient = somebody()
    hours = 40.0
    about = patient.vitals(hours, "38.5")
    patient.add(hours, attributed(about, AttributedFinding.FEVER, Cause.OTHER))
    patient.add(hours, NotDone(what=Check.NEURO, reason=NotDoneReason.ASLEEP, note=""))
    patient.signed(hours, Scale.CRS, 0, proposed_grade=1, override_reason="other cause")
    patient.note(hours, "old")
    patient.add(hours, CallMade(role="icu", name="", answered_at=ago(39), outcome="came"))

    found = line(patient)

    assert (found.skipped, found.overridden, found.causes, found.notes, found.calls) == ((),) * 5


def test_this_shift_is_told_with_names() -> None:
    """Not done with its reason, both grades of an override, the other cause, who and when."""
    patient = somebody()
    about = patient.vitals(4, "38.5")
    patient.add(4, attributed(about, AttributedFinding.FEVER, Cause.OTHER))
    patient.add(4, attributed(about, AttributedFinding.HYPOTENSION, Cause.CRS))
    patient.add(3, NotDone(what=Check.NEURO, reason=NotDoneReason.ASLEEP, note="tried"))
    patient.signed(2, Scale.CRS, 0, proposed_grade=1, override_reason="line infection")
    patient.signed(2, Scale.ICANS, 0)

    found = line(patient)

    (skipped,), (overridden,), (cause,) = found.skipped, found.overridden, found.causes
    assert (skipped.what, skipped.reason, skipped.note) == (
        Check.NEURO,
        NotDoneReason.ASLEEP,
        "tried",
    )
    assert (overridden.grade, overridden.proposed, overridden.reason) == (0, 1, "line infection")
    assert (cause.finding, cause.cause, cause.by) == (
        AttributedFinding.FEVER,
        Cause.OTHER,
        "李娜 Li Na",
    )


def test_a_correction_shows_both_values_and_a_strike_out_says_so() -> None:
    """An amended entry names each field before and after; observed at another time counts."""
    patient = somebody()
    wrong = patient.vitals(5, "37.9", spo2=89)
    patient.add(4.5, vital_signs("37.9", spo2=98), amends=wrong, reason="probe off", recorded=4)
    gone = patient.neuro(6, picture=b"a")
    patient.add(6, StruckOut(), amends=gone, reason="wrong patient", recorded=3)

    corrected, struck = line(patient).corrected

    assert corrected.changes == (("taken_at", ago(5), ago(4.5)), ("spo2", 89, 98))
    assert (corrected.kind, corrected.reason, corrected.struck_out) == (
        "vital_signs",
        "probe off",
        False,
    )
    assert (struck.kind, struck.struck_out, struck.changes) == ("neuro_check", True, ())


def test_an_old_entry_corrected_now_is_told_one_corrected_before_is_not() -> None:
    """What counts is when the correction was typed."""
    patient = somebody()
    old, older = patient.vitals(60), patient.vitals(61)
    patient.add(60, vital_signs("37.0"), amends=old, reason="typo", recorded=1)
    patient.add(61, vital_signs("37.0"), amends=older, reason="typo", recorded=50)

    (corrected,) = line(patient).corrected

    assert corrected.taken_at == ago(60)


def test_a_correction_of_an_entry_that_is_not_in_the_chart_is_still_told() -> None:
    """The amending entry itself then says what kind it is."""
    patient = somebody()
    patient.add(2, vital_signs("37.0"), amends=EntryId(900), reason="moved")

    (corrected,) = line(patient).corrected

    assert (corrected.kind, corrected.changes) == ("vital_signs", ())


def test_the_newest_watch_line_and_the_notes_of_the_shift_are_kept() -> None:
    """One watch line however old, handover notes of the shift, no observations, no blanks."""
    patient = somebody()
    patient.note(80, "older watch", NoteKind.WATCH)
    patient.note(60, "watch", NoteKind.WATCH)
    patient.note(3, "tell", NoteKind.HANDOVER)
    patient.note(2, "seen", NoteKind.OBSERVATION)
    patient.note(1, "  ", NoteKind.HANDOVER)

    assert [note.text for note in line(patient).notes] == ["watch", "tell"]


def test_an_unanswered_call_is_told_however_old() -> None:
    """A call nobody answered stays until somebody does."""
    patient = somebody()
    patient.add(40, CallMade(role="icu", name="", answered_at=None, outcome=""))

    (call,) = line(patient).calls

    assert call.answered_at is None


# ---- changed since ------------------------------------------------------------------------------


def test_changes_are_counted_from_the_last_signed_handover() -> None:
    """A dose 14 h ago is news to a shift that took over before it, not to one after."""
    patient = somebody()
    patient.dose(14)

    assert "dose" in codes(line(patient, since=ago(20)))
    assert "dose" not in codes(line(patient, since=ago(13)))


def test_a_grade_that_rose_fell_appeared_or_vanished_is_a_change() -> None:
    """Both grades are named; None before or after has its own sentence."""
    rose, first, same = somebody(), somebody(), somebody()
    rose.vitals(30, "38.5")
    rose.vitals(3, "38.5", systolic=80, fluids=True)
    rose.add(3, attributed(rose.entries[-1].id, AttributedFinding.HYPOTENSION))
    first.vitals(3, "38.5")
    same.vitals(30, "36.8")
    same.vitals(3, "36.8")

    assert "grade" in codes(line(rose))
    assert line(rose).changed[0].facts == {"scale": Scale.CRS, "before": 1, "after": 2}
    assert codes(line(first)) == ["graded"]
    assert codes(line(same)) == []


def test_what_was_typed_after_the_handover_is_news_though_it_happened_before() -> None:
    """A dose of an hour before the handover, charted an hour after it, and the fever with it."""
    patient = somebody()
    patient.vitals(30, "36.8")
    patient.vitals(13, "38.5")
    patient.dose(13)
    patient.entries = [
        dataclasses.replace(entry, recorded_at=ago(11)) if entry.taken_at == ago(13) else entry
        for entry in patient.entries
    ]

    found = line(patient, since=ago(12))

    assert {"grade", "dose"} <= set(codes(found))
    assert found.changed[0].facts == {"scale": Scale.CRS, "before": 0, "after": 1}


def test_a_grade_that_can_no_longer_be_told_is_a_change() -> None:
    """Known before, not assessable now: the sheet says what it was."""
    patient = somebody()
    patient.vitals(30, "38.5")
    patient.vitals(3, None)

    found = line(patient)

    assert found.crs.proposal.grade is None
    assert "ungraded" in codes(found)


def test_a_score_that_changed_this_shift_is_a_change() -> None:
    """ICE 10 to 8; an equal score, an older one and a first one are none."""
    fell, same, older = somebody(), somebody(), somebody()
    fell.neuro(30)
    fell.neuro(3, 8)
    same.neuro(30)
    same.neuro(3)
    older.neuro(60)
    older.neuro(30, 8)

    assert "score" in codes(line(fell))
    assert "score" not in codes(line(same))
    assert "score" not in codes(line(older))


def test_doses_orders_moves_and_background_are_changes() -> None:
    """A dose, one outside the rules, an open order, admission, cells, a new allergy."""
    patient = Charting(4, Name(family_latin="Li"))
    event = StayChange(event=StayEvent.ADMITTED, bed_id=None, protocol_version_id=None, note="")
    patient.add(9, event)
    patient.add(8, Infusion(part=1, ended_at=None))
    patient.dose(5)
    patient.dose(4, order_id=None, deviation="too early", decided_by="Dr Gao")
    patient.add(3, order())
    patient.add(2, Background(kind=BackgroundKind.ALLERGY, text="latex"))

    assert codes(line(patient)) == [
        *("dose", "deviation", "ordered", "admitted", "infused", "background"),
    ]


# ---- the ward -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "severity"),
    [
        pytest.param({"temperature": "36.8"}, Severity.STABLE, id="well"),
        pytest.param({"temperature": "38.4"}, Severity.WATCH, id="grade 1"),
        pytest.param(
            {"temperature": "38.4", "oxygen": Oxygen.CPAP, "spo2": 88}, Severity.UNSTABLE, id="CPAP"
        ),
        pytest.param({"respiratory_rate": 23, "pulse": 132}, Severity.WATCH, id="NEWS2 5"),
        pytest.param(
            {"respiratory_rate": 26, "pulse": 132, "systolic": 108}, Severity.UNSTABLE, id="NEWS2 7"
        ),
        pytest.param({"temperature": None}, Severity.WATCH, id="not assessed"),
        pytest.param({"respiratory_rate": 26}, Severity.WATCH, id="a single 3"),
        pytest.param({"spo2": 90, "pulse": None}, Severity.WATCH, id="a single 3, incomplete"),
        pytest.param(
            {"respiratory_rate": 26, "pulse": 132, "systolic": 108, "spo2": None},
            Severity.UNSTABLE,
            id="at least 7",
        ),
    ],
)
def test_how_ill_a_patient_is_in_a_word(make: dict[str, Any], severity: Severity) -> None:
    """Stable, to watch, unstable, by grades and NEWS2."""
    patient = somebody()
    patient.cared_for(6)
    patient.vitals(0.05, **make)

    assert line(patient).severity is severity


def test_a_masked_episode_and_a_late_check_ask_for_watching() -> None:
    """Grade 0 alone is not stable while fever is masked or a check is late."""
    masked, late = somebody(), somebody()
    masked.vitals(20, "38.6")
    masked.drug(18, "paracetamol", DrugKind.ANTIPYRETIC)
    masked.cared_for(5)
    late.neuro(9)
    late.vitals(9)

    assert line(masked).severity is Severity.WATCH
    assert line(late).severity is Severity.WATCH


def test_a_masked_icans_episode_is_told_from_a_crs_one() -> None:
    """Each scale shows its own episode only; a closed one masks nothing."""
    patient = somebody()
    patient.vitals(30, "38.6")
    patient.drug(28, "paracetamol", DrugKind.ANTIPYRETIC)
    patient.vitals(8)
    patient.add(4, EpisodeMark(kind=EpisodeKind.CRS, opened=False, reason="over"))

    found = line(patient)

    assert (found.crs.masked_since, found.icans.masked_since) == (None, None)


def test_worst_patients_come_first_then_late_then_by_bed() -> None:
    """Grades, signed or proposed, outweigh late checks; equal patients stand by bed."""
    ill, signed = somebody(9), somebody(8)
    ill.cared_for(6, temperature="38.5", oxygen=Oxygen.HIGH_FLOW_NC, spo2=88)
    signed.cared_for(6)
    signed.signed(1, Scale.CRS, 4, proposed_grade=0, override_reason="seen")

    sheet = wards.sheet([wards.quiet(2), wards.quiet(1), ill, signed])

    assert [p.who.bed for p in sheet.patients] == ["08", "09", "01", "02"]


def test_the_ward_is_counted() -> None:
    """Patients, grades, not assessed, NEWS2, doses, late checks and infusions of today."""
    sheet: HandoverSheet = wards.sheet(wards.seven())
    c = sheet.counts

    assert (c.patients, c.crs_from_2, c.icans_from_2, c.not_assessed) == (7, 1, 2, 1)
    assert (c.news2_from_5, c.tocilizumab_this_shift, c.infused_today) == (1, 1, 1)
    assert c.checks_late == sum(one.done_at is None for p in sheet.patients for one in p.late)


def test_a_patient_without_any_set_counts_as_not_assessed_only() -> None:
    """No vital signs: no NEWS2 to count, no grade to count, but one patient."""
    c = wards.sheet([Charting(4, Name(family_latin="Li"), sex=Sex.UNKNOWN)]).counts

    assert (c.patients, c.not_assessed, c.news2_from_5, c.crs_from_2) == (1, 1, 0, 0)


def test_only_who_left_in_the_last_24_hours_is_listed() -> None:
    """Yesterday's discharge is gone from the sheet, today's is on it."""
    sheet = wards.sheet([wards.quiet(1)])
    (left,) = sheet.left

    long_gone = dataclasses.replace(wards.full(30).subject, discharged_at=ago(25))
    still_here = wards.full(31).subject
    other = wards.sheet([wards.quiet(1)], left=(long_gone, still_here))

    assert (left.hospital_no, left.at) == ("40021", ago(5))
    assert other.left == ()


def test_an_unknown_person_has_no_name() -> None:
    """An entry of somebody who is not in the list of staff is kept without a name."""
    patient = somebody()
    patient.vitals(2)
    entry = patient.entries[-1]
    patient.entries[-1] = dataclasses.replace(entry, recorded_by=StaffId(99))

    assert line(patient).vitals.by == ""


def test_the_turns_of_a_check_end_with_the_shift() -> None:
    """Nothing is written for the shift after the next."""
    sheet = wards.sheet([wards.full()])

    assert sheet.shift_in.ends_at - NOW == timedelta(hours=12, minutes=12)
    for due in sheet.patients[0].pending:
        assert due.turns[-1] <= sheet.shift_in.ends_at
