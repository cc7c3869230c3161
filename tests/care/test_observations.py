"""What is observed is charted as it was, and what cannot be is refused with every reason."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.care import observations
from cart_ward.care.observations import OrderedFirst, Tick
from cart_ward.clinical.entries import KINDS, Body
from cart_ward.clinical.medicines import DrugGiven
from cart_ward.clinical.observed import (
    AlarmAnswer,
    Attribution,
    Background,
    CallMade,
    Done,
    IceAssessment,
    Infusion,
    LabResult,
    MonitoringPause,
    NeuroCheck,
    NotDone,
    Note,
    StruckOut,
    VitalSigns,
    Weight,
)
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    BackgroundKind,
    Cause,
    Check,
    Consciousness,
    DrugKind,
    NotDoneReason,
    NoteKind,
    Oxygen,
    Route,
    Scale,
)
from cart_ward.errors import NotAllowed
from tests.builders import WardBuilder, capd, ice, ice_total, neuro_check, token
from tests.care.helpers import codes
from tests.fakes import NOW, FixedClock

CHILD = date(2021, 5, 1)


def tick(finding: AttributedFinding, cause: Cause, reason: str = "long known") -> Tick:
    """Return a tick with a reason."""
    return Tick(finding=finding, cause=cause, reason=reason)


def drug(name: str, kind: DrugKind = DrugKind.ANTIPYRETIC, **facts: Any) -> DrugGiven:
    """Return a single dose of a drug."""
    values: dict[str, Any] = {
        "drug": name,
        "kind": kind,
        "dose": Decimal(1),
        "unit": "g",
        "route": Route.ORAL,
        "interval_hours": None,
        "until": None,
    }
    return DrugGiven(**{**values, **facts})


def refused_fields(refusal: pytest.ExceptionInfo[NotAllowed]) -> set[str]:
    """Return the fields a refusal speaks about."""
    return {finding.field for finding in refusal.value.findings}


def test_vital_signs_are_charted_as_typed(ward: WardBuilder) -> None:
    """Exact numbers come back as they were typed, zero included."""
    patient = ward.admit()

    entry_id = ward.record_vitals(patient, temperature="38.0", pulse=0)

    entry = ward.chart(patient).entry(entry_id)
    assert entry is not None
    assert isinstance(entry.body, VitalSigns)
    assert (entry.body.temperature, entry.body.pulse) == (Decimal("38.0"), 0)


def test_every_impossible_value_is_told_at_once(ward: WardBuilder) -> None:
    """One refusal names all fields, so that nobody corrects one after the other."""
    patient = ward.admit()

    with pytest.raises(NotAllowed) as refusal:
        ward.record_vitals(patient, temperature="98.6", systolic=900)

    assert refusal.value.code == "entry.refused"
    assert {"temperature", "systolic"} <= refused_fields(refusal)


def test_an_unlikely_value_passes(ward: WardBuilder) -> None:
    """The form asked already; the act charts what was confirmed."""
    patient = ward.admit()

    ward.record_vitals(patient, temperature="33.0")

    assert len(ward.chart(patient).of(VitalSigns)) == 1


def test_more_than_six_litres_by_cannula_is_high_flow(ward: WardBuilder) -> None:
    """The device is charted as what it is (C2)."""
    patient = ward.admit()

    ward.record_vitals(
        patient, temperature="38.4", oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=Decimal(8)
    )

    assert ward.chart(patient).of(VitalSigns)[0].body.oxygen is Oxygen.HIGH_FLOW_NC
    assert ward.crs(patient).grade == 3


def test_a_tick_is_signed_about_its_own_set(ward: WardBuilder) -> None:
    """An "other cause" tick takes the fever out of this set, and of no other."""
    patient = ward.admit()
    other = tick(AttributedFinding.FEVER, Cause.OTHER, "transfusion reaction")

    about = ward.record_vitals(patient, temperature="38.5", ticks=[other])

    (attribution,) = ward.chart(patient).of(Attribution)
    assert (attribution.body.about, attribution.body.reason) == (about, "transfusion reaction")
    assert ward.crs(patient).grade == 0


@pytest.mark.parametrize("cause", [Cause.OTHER, Cause.AIRWAY_ONLY])
def test_a_tick_that_lowers_a_grade_needs_a_reason(ward: WardBuilder, cause: Cause) -> None:
    """Only "because of CRS" says enough by itself."""
    patient = ward.admit()
    bare = tick(AttributedFinding.HYPOXIA, cause, reason="")

    with pytest.raises(NotAllowed, match=r"entry\.reason_needed"):
        ward.record_vitals(patient, oxygen=Oxygen.INTUBATED, ticks=[bare])


def test_because_of_crs_needs_no_reason(ward: WardBuilder) -> None:
    """It is the question's plain yes."""
    patient = ward.admit()
    plain = tick(AttributedFinding.HYPOTENSION, Cause.CRS, reason="")

    ward.record_vitals(patient, temperature="38.5", systolic=84, ticks=[plain])

    assert ward.crs(patient).grade == 2


@pytest.mark.parametrize(
    "ticks",
    [
        pytest.param([tick(AttributedFinding.OEDEMA, Cause.OTHER)], id="not about vital signs"),
        pytest.param([tick(AttributedFinding.FEVER, Cause.CRS)] * 2, id="twice"),
        pytest.param([tick(AttributedFinding.FEVER, Cause.AIRWAY_ONLY)], id="airway of a fever"),
    ],
)
def test_a_misplaced_tick_is_refused(ward: WardBuilder, ticks: list[Tick]) -> None:
    """A tick belongs to a finding of the observation, once."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=r"entry\.tick_misplaced"):
        ward.record_vitals(patient, temperature="38.5", ticks=ticks)


def test_a_neuro_check_is_charted_with_its_score(ward: WardBuilder) -> None:
    """Items, not only the sum, at the same time as the check."""
    patient = ward.admit()

    ward.record_neuro(patient, ice(8), consciousness=Consciousness.SPONTANEOUS)

    chart = ward.chart(patient)
    assert chart.of(NeuroCheck)[0].taken_at == chart.of(IceAssessment)[0].taken_at
    assert chart.of(IceAssessment)[0].body.writing is False
    assert ward.icans(patient).grade == 1


def test_an_ice_total_without_items_is_charted_as_that(ward: WardBuilder) -> None:
    """History knows sums only; the items stay not recorded."""
    patient = ward.admit()

    ward.record_neuro(patient, ice_total(5))

    body = ward.chart(patient).of(IceAssessment)[0].body
    assert (body.total, body.year) == (5, None)
    assert ward.icans(patient).grade == 2


def test_a_score_not_done_says_why_and_is_no_score(ward: WardBuilder) -> None:
    """Not done is an entry with a reason, never 10 and never 0."""
    patient = ward.admit()
    asleep = NotDone(what=Check.NEURO, reason=NotDoneReason.SEDATED, note="")

    ward.record_neuro(patient, asleep)

    chart = ward.chart(patient)
    assert (len(chart.of(NotDone)), chart.of(IceAssessment)) == (1, ())
    assert ward.icans(patient).grade is None


def test_unarousable_with_an_ice_above_zero_is_refused(ward: WardBuilder) -> None:
    """A contradiction is put right before it is charted."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=r"entry\.refused"):
        ward.record_neuro(patient, ice(4), consciousness=Consciousness.UNAROUSABLE)

    assert ward.chart(patient).of(NeuroCheck) == ()


def test_a_neuro_check_holds_exactly_one_score(ward: WardBuilder) -> None:
    """Neither none nor two."""
    patient = ward.admit()
    none = observations.RecordNeuroCheck(
        admission_id=patient,
        taken_at=NOW,
        neuro=neuro_check(),
        ice=None,
        capd=None,
        score_not_done=None,
        ticks=(),
        late_reason=None,
        token=token(),
    )
    two = replace(
        none,
        ice=ice(),
        score_not_done=NotDone(what=Check.NEURO, reason=NotDoneReason.ASLEEP, note=""),
    )
    other = replace(
        none, score_not_done=NotDone(what=Check.VITALS, reason=NotDoneReason.ASLEEP, note="")
    )

    for command in (none, two, other):
        with pytest.raises(NotAllowed, match=r"entry\.one_score"):
            observations.record_neuro_check(ward.desk(), command)


def test_a_child_is_scored_by_capd(ward: WardBuilder) -> None:
    """Under 12 years ICE is refused."""
    child = ward.admit(birth_date=CHILD, product="tisa-cel")

    with pytest.raises(NotAllowed, match=r"entry\.refused"):
        ward.record_neuro(child, ice())
    ward.record_neuro(child, capd(2, 2, 2, 2, 2))

    assert ward.icans(child).grade == 3


def test_an_adult_is_scored_by_capd_only_where_that_was_agreed(ward: WardBuilder) -> None:
    """Developmental delay: the chart must say so first."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=r"entry\.refused"):
        ward.record_neuro(patient, capd())
    ward.record(patient, Background(kind=BackgroundKind.CAPD_FROM_12, text=""))
    ward.record_neuro(patient, capd())

    desk = ward.desk()
    assert observations.scored_by_capd(ward.chart(patient), desk.clock.now(), desk.zone)


@pytest.mark.parametrize(
    "body",
    [
        NotDone(what=Check.WEIGHT, reason=NotDoneReason.OFF_WARD, note=""),
        Done(what=Check.FLUID_BALANCE, note="+300 mL"),
        Weight(kilograms=Decimal("72.4"), measured=True),
        drug("ceftazidime", DrugKind.ANTIBIOTIC),
        Note(kind=NoteKind.WATCH, text="hourly urine"),
        LabResult(analyte="CRP", value=Decimal(0), unit="mg/L"),
        Background(kind=BackgroundKind.ALLERGY, text="penicillin"),
        CallMade(role="ward doctor", name="Gao", answered_at=NOW, outcome="comes"),
        Infusion(part=2, ended_at=NOW),
        MonitoringPause(paused=True, reason="CT", until=NOW + timedelta(hours=1)),
        MonitoringPause(paused=False, reason="", until=None),
        AlarmAnswer(alarm_key="overdue:vitals", answer="on the way"),
    ],
    ids=lambda body: type(body).__name__,
)
def test_other_observations_are_charted(ward: WardBuilder, body: Body) -> None:
    """What has no form of its own goes through one act."""
    patient = ward.admit()

    entry_id = ward.record(patient, body)

    entry = ward.chart(patient).entry(entry_id)
    assert entry is not None
    assert entry.body == body


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"struck_out"}))
def test_what_has_an_act_of_its_own_is_refused_here(kind: str) -> None:
    """No kind slips past its rules: it is recordable, or it has its own act."""
    own = {"vital_signs", "attribution", "neuro_check", "ice_assessment", "capd_assessment"}
    own |= {"grading", "episode_mark", "step_down", "stay_change", "handover_signed"}
    own |= {"medication_order", "order_stopped", "preparation", "double_check", "dose_given"}
    own |= {"dose_step", "stock_move"}

    assert issubclass(KINDS[kind], observations.RECORDABLE) is not (kind in own)


def test_a_strike_out_is_no_observation(ward: WardBuilder) -> None:
    """It has its act, and that asks for a reason."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=r"entry\.own_act"):
        ward.record(patient, StruckOut())


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        (Note(kind=NoteKind.WATCH, text="  "), "entry.text_needed", "text"),
        (Background(kind=BackgroundKind.ALLERGY, text=""), "entry.text_needed", "text"),
        (LabResult(analyte="", value=Decimal(1), unit=""), "entry.text_needed", "analyte"),
        (AlarmAnswer(alarm_key="", answer=""), "entry.text_needed", "alarm_key"),
        (
            CallMade(role="", name="", answered_at=None, outcome=""),
            "entry.text_needed",
            "role",
        ),
        (
            NotDone(what=Check.VITALS, reason=NotDoneReason.OTHER, note=""),
            "entry.reason_needed",
            "note",
        ),
        (MonitoringPause(paused=True, reason="", until=None), "entry.reason_needed", "reason"),
        (
            MonitoringPause(paused=True, reason="CT", until=NOW - timedelta(hours=1)),
            "entry.end_before_start",
            "until",
        ),
        (Infusion(part=0, ended_at=None), "entry.positive_needed", "part"),
        (Infusion(part=1, ended_at=NOW + timedelta(minutes=1)), "entry.future", "ended_at"),
        (drug("paracetamol", dose=Decimal(0)), "entry.positive_needed", "dose"),
        (
            drug("paracetamol", interval_hours=Decimal(0)),
            "entry.positive_needed",
            "interval_hours",
        ),
        (
            drug("paracetamol", interval_hours=Decimal(6901234567890)),
            "entry.too_much",
            "interval_hours",
        ),
        (
            MonitoringPause(paused=True, reason="CT", until=datetime(9999, 12, 31, tzinfo=UTC)),
            "entry.too_far",
            "until",
        ),
        (drug(" "), "entry.text_needed", "drug"),
        (Weight(kilograms=Decimal(720), measured=True), "entry.refused", "weight"),
    ],
)
def test_an_empty_or_impossible_entry_is_refused(
    ward: WardBuilder, body: Body, code: str, field: str
) -> None:
    """The refusal says at which field."""
    patient = ward.admit()

    with pytest.raises(NotAllowed) as refusal:
        ward.record(patient, body)

    assert refusal.value.code == code
    assert refused_fields(refusal) == {field}


@pytest.mark.parametrize("name", ["tocilizumab", "Actemra 80 mg", "托珠单抗", "Tyenne", "BAT1806"])
def test_tocilizumab_is_a_dose_and_not_any_drug(ward: WardBuilder, name: str) -> None:
    """It must count towards the next dose with two people behind it."""
    patient = ward.admit()

    with pytest.raises(NotAllowed, match=r"entry\.tocilizumab_is_a_dose"):
        ward.record(patient, drug(name, DrugKind.ANTI_CYTOKINE))


def test_a_fever_before_the_antipyretic_keeps_the_episode(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """Paracetamol hides the fever, not the CRS (H33)."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="39.1")
    ward.sign_grade(patient, Scale.CRS, 1)
    ward.record(patient, drug("paracetamol"))
    clock.advance(hours=2)

    ward.record_vitals(patient, temperature="36.9", systolic=86, fluids=True)

    assert ward.crs(patient).grade == 2


@pytest.mark.parametrize(
    ("temperature", "code"),
    [
        pytest.param(None, "antipyretic.temperature_first", id="not measured"),
        pytest.param("38.5", "antipyretic.grade_first", id="fever without a grade"),
    ],
)
def test_an_antipyretic_waits_for_the_assessment(
    ward: WardBuilder, temperature: str | None, code: str
) -> None:
    """Nothing is charted; another drug is not held up (H33)."""
    patient = ward.admit()
    if temperature is not None:
        ward.record_vitals(patient, temperature=temperature)

    with pytest.raises(NotAllowed) as refusal:
        ward.record(patient, drug("paracetamol"))
    ward.record(patient, drug("levetiracetam", DrugKind.OTHER))

    assert refusal.value.code == code
    assert [e.body.drug for e in ward.chart(patient).of(DrugGiven)] == ["levetiracetam"]


def test_an_antipyretic_ordered_before_the_assessment_names_who_and_why(ward: WardBuilder) -> None:
    """The truth can be charted; the note goes to the next shift with it."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="38.5")
    told = OrderedFirst(ordered_by="Dr Gao", reason="rigors", told="By Dr Gao: rigors")
    ward.record(patient, drug("paracetamol"), exception=told)

    chart = ward.chart(patient)
    (given,), (note,) = chart.of(DrugGiven), chart.of(Note)
    assert (note.body.kind, note.body.text) == (NoteKind.HANDOVER, "By Dr Gao: rigors")
    assert note.taken_at == given.taken_at


@pytest.mark.parametrize("empty", ["ordered_by", "reason", "told"])
def test_an_exception_is_complete(ward: WardBuilder, empty: str) -> None:
    """A name without a reason, or a reason without a name, passes nothing."""
    patient = ward.admit()
    words = {"ordered_by": "Dr Gao", "reason": "rigors", "told": "told"} | {empty: " "}

    with pytest.raises(NotAllowed) as refusal:
        ward.record(patient, drug("paracetamol"), exception=OrderedFirst(**words))

    assert refused_fields(refusal) == {empty}
    assert ward.chart(patient).of(DrugGiven) == ()


def test_an_exception_that_was_not_needed_leaves_no_note(ward: WardBuilder) -> None:
    """Without fever there was nothing to assess."""
    patient = ward.admit()
    ward.record_vitals(patient, temperature="36.8")
    told = OrderedFirst(ordered_by="Dr Gao", reason="headache", told="told")
    ward.record(patient, drug("paracetamol"), exception=told)

    assert ward.chart(patient).of(Note) == ()


def test_masked_fever_keeps_the_episode_open(ward: WardBuilder, clock: FixedClock) -> None:
    """After tocilizumab fever is no longer required."""
    patient = ward.admit(bed="3", day=2)
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    ward.give_tocilizumab(patient)
    clock.advance(hours=6)

    ward.record_vitals(patient, temperature="36.8", systolic=86, fluids=True)

    assert ward.crs(patient).grade == 2


def test_the_twelfth_birthday_begins_in_the_zone_of_the_ward(
    ward: WardBuilder, clock: FixedClock
) -> None:
    """At 02:00 in Shanghai the form asks for ICE, though in UTC it is the day before: it counts."""
    clock.turn(hours=-12)
    child = ward.admit(birth_date=date(2014, 11, 22))

    with pytest.raises(NotAllowed) as refusal:
        ward.record_neuro(child, capd(1, 2))
    ward.record_neuro(child, ice(2))

    assert codes(refusal) == {"capd.from_12"}
    found = ward.icans(child)
    assert (found.grade, found.because, found.missing) == (3, ("ice",), ())
