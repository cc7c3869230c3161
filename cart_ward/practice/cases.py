"""Run case files against the clinical rules: the hospital's own validation kit."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from cart_ward.clinical import crs, icans, news2, tocilizumab, vitals
from cart_ward.clinical.crs import CrsFindings, Hypotension, Hypoxia
from cart_ward.clinical.icans import IcansFindings
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.vocabulary import (
    Acvpu,
    Consciousness,
    Oedema,
    Oxygen,
    Response,
    Route,
    Seizure,
)
from cart_ward.errors import Finding, stops, warns
from cart_ward.practice import case_files
from cart_ward.practice.case_files import (
    CASE_CODES,
    Case,
    DoseCase,
    DoseInput,
    GradingCase,
    GradingInput,
    News2Case,
    News2Input,
    StockCase,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of a case where the rules give something else than expected."""

    case_id: str
    field: str
    expected: object
    got: object

    def line(self) -> str:
        """Return id, field, expected and got, tab-separated, the values as JSON."""
        shown = (json.dumps(_plain(v), ensure_ascii=False) for v in (self.expected, self.got))
        return "\t".join((self.case_id, self.field, *shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One file with all its cases checked."""

    name: str
    kind: str
    count: int
    differences: tuple[Difference, ...]


def check(path: Path) -> Checked:
    """Run every case of a file; NotAllowed("file.malformed") if it cannot be read as described."""
    read = case_files.read(path)
    differences = tuple(d for case in read.cases for d in compare(case))
    return Checked(name=read.name, kind=read.kind, count=len(read.cases), differences=differences)


def compare(case: Case) -> Iterator[Difference]:
    """Yield the fields of one case in which the rules differ."""
    if isinstance(case, GradingCase):
        expected = case.expected
        wanted = {"crs": expected.crs, "icans": expected.icans}
        got = {"crs": _crs(case.input), "icans": _icans(case.input)}
        asserted = {field: value for field, value in wanted.items() if value is not None}
        yield from _differences(case.id, "", asserted, got)
    elif isinstance(case, DoseCase):
        yield from _differences(case.id, "", _expected_dose(case), _dose(case.input))
    elif isinstance(case, StockCase):
        dose = tocilizumab.calculate(case.input.weight_kg)
        mg = None if dose is None else dose.dose_mg
        stock = case.input.stock.by_size()
        doses = case.input.required_doses
        enough = mg is not None and tocilizumab.enough_for(stock, mg, doses)
        got_stock: dict[str, object] = {"dose_mg": mg, "enough": enough}
        yield from _differences(case.id, "", case.expected.model_dump(), got_stock)
    else:
        yield from _differences(case.id, "", case.expected.model_dump(), _news2(case))


def _differences(
    case_id: str, prefix: str, expected: Mapping[str, object], got: Mapping[str, object]
) -> Iterator[Difference]:
    for field, value in expected.items():
        found = got[field]
        if isinstance(value, dict) and isinstance(found, dict):
            yield from _differences(case_id, f"{prefix}{field}.", value, found)
        elif value != found or isinstance(value, bool) is not isinstance(found, bool):
            yield Difference(case_id=case_id, field=prefix + field, expected=value, got=found)


def _plain(value: object) -> object:
    """Return a value as JSON can say it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(str(item) for item in value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _crs(asked: GradingInput) -> object:
    airway = asked.airway_protection_only
    findings = CrsFindings(
        fever=asked.temp_c >= vitals.FEVER and not asked.fever_other_cause,
        masked=asked.fever_masked,
        hypotension=(
            Hypotension.NONE if asked.hypotension_other_cause else Hypotension(asked.sbp_status)
        ),
        hypoxia=(Hypoxia.NONE if asked.hypoxia_other_cause or airway else Hypoxia(asked.oxygen)),
    )
    return crs.grade(findings).grade


def _icans(asked: GradingInput) -> object:
    child = asked.age_years < icans.ICE_FROM
    wakes = "alert" if asked.loc_other_cause else asked.consciousness
    signs = (asked.posturing, asked.cn6_palsy, asked.papilledema, asked.cushing_triad)
    findings = IcansFindings(
        child=child,
        score=asked.capd if child else asked.ice,
        consciousness=Consciousness(wakes),
        seizure=Seizure(asked.seizure),
        motor_weakness=asked.motor_weakness,
        oedema=Oedema.NONE if asked.ich else Oedema(asked.edema),
        raised_pressure=any(signs),
    )
    grade = icans.grade(findings).grade
    return "not_assessed" if grade is None else grade


def _expected_dose(case: DoseCase) -> dict[str, object]:
    expected = case.expected.model_dump()
    expected["vials"] = _vials(
        None if case.expected.vials is None else case.expected.vials.by_size()
    )
    expected["blocks"] = frozenset(case.expected.blocks)
    expected["warnings"] = frozenset(case.expected.warnings)
    return expected


def _vials(vials: dict[int, int] | None) -> dict[str, object] | None:
    return None if vials is None else {str(size): vials.get(size, 0) for size in (80, 200, 400)}


def _dose(asked: DoseInput) -> dict[str, object]:
    question = _question(asked)
    findings = tocilizumab.rulings(question)
    blocks, warnings = _codes(stops(findings)), _codes(warns(findings))
    dose = tocilizumab.calculate(asked.weight_kg)
    mg = tocilizumab.to_give(question)
    decision = "block" if blocks else "warn" if warnings else "allow"
    allowed = decision != "block"
    starts = question.prior
    return {
        "dose_mg": None if dose is None else dose.dose_mg,
        "volume_ml": None if mg is None else tocilizumab.volume(mg),
        "diluent_ml": None if dose is None else dose.diluent_ml,
        "vials": _vials(None if mg is None else tocilizumab.choose_vials(question.stock, mg)),
        "decision": decision,
        "blocks": blocks,
        "warnings": warnings,
        "eligible_from": tocilizumab.eligible_from(starts, asked.now),
        "next_if_given_now": tocilizumab.next_if_given(starts, asked.now) if allowed else None,
    }


def _codes(findings: tuple[Finding, ...]) -> frozenset[str]:
    return frozenset(f.code for f in findings) & CASE_CODES


def _question(asked: DoseInput) -> tocilizumab.DoseQuestion:
    """Return the question of a case; rules without a field of their own count as fulfilled."""
    responses = {"improved": Response.IMPROVED, "not_improved": Response.SAME, None: None}
    return tocilizumab.DoseQuestion(
        now=asked.now,
        weight=asked.weight_kg,
        weight_at=asked.now,
        weight_measured=True,
        weight_before=None,
        age=asked.age_years,
        product=asked.product,
        prior=tuple(sorted(dose.start for dose in asked.prior_doses)),
        crs_grade=asked.crs_grade,
        icans_grade=asked.icans_grade,
        graded_at=asked.now,
        crs_onset=_elapsed(asked.crs_onset_h),
        g1_duration=_elapsed(asked.g1_duration_h),
        response=responses[asked.response],
        ordered_mg=asked.ordered_mg,
        route=Route(asked.route),
        duration_min=tocilizumab.SHORTEST_MIN,
        allergy=asked.allergy,
        active_infection=asked.active_infection,
        stock=asked.stock.by_size(),
    )


_LONGEST = Decimal(10**6)
"""Hours; the rules ask for 72 at most, and a length of time cannot hold any number."""


def _elapsed(hours: Decimal) -> timedelta:
    return timedelta(microseconds=int(min(hours, _LONGEST) * 3_600_000_000))


def _news2(case: News2Case) -> dict[str, object]:
    asked = case.input
    score = news2.score(_vitals(asked), Acvpu(asked.acvpu), scale_2=asked.spo2_scale == 2)
    return {
        "scores": dict(score.points),
        "total": score.total,
        "single_parameter_3": score.single_parameter_3,
        "band": score.band,
        "min_monitoring": score.min_monitoring,
    }


def _vitals(asked: News2Input) -> VitalSigns:
    return VitalSigns(
        temperature=asked.temp_c,
        systolic=asked.sbp,
        diastolic=None,
        pulse=asked.pulse,
        respiratory_rate=asked.rr,
        spo2=asked.spo2,
        oxygen=Oxygen.LOW_FLOW_NC if asked.on_oxygen else Oxygen.ROOM_AIR,
        oxygen_flow=None,
        fluids=None,
        vasopressors=None,
        vasopressin=None,
        consciousness=None,
    )
