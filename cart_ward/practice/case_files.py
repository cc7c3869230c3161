"""The format of case files: what each kind of case asks and expects, validated strictly."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from cart_ward.practice.reading import (
    Exact,
    Problem,
    Strict,
    first_problem,
    malformed,
    read_text,
)


def _decimals(value: Decimal) -> int:
    """Return how many decimals a number has, however long it is, zeros at its end not counted."""
    _sign, digits, exponent = value.as_tuple()
    written = "".join(map(str, digits))
    zeros = len(written) - len(written.rstrip("0"))
    return 0 if not written.strip("0") else max(0, -int(exponent) - zeros)


def _tenths(value: Decimal) -> Decimal:
    if _decimals(value) > 1:
        raise ValueError("steps of 0.1 only")
    return value


def _hundredths(value: Decimal) -> Decimal:
    if _decimals(value) > 2:
        raise ValueError("steps of 0.01 only")
    return value


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        at = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError("not a time in ISO 8601") from error
    if at.tzinfo is None or "T" not in value:
        raise ValueError("a time needs date, T, clock and offset")
    if at.second or at.microsecond:
        raise ValueError("whole minutes only")
    if not 1900 <= at.year < 3000:
        raise ValueError("a year from 1900 to 2999 is expected")
    return at


Tenths = Annotated[Exact, AfterValidator(_tenths)]
Hundredths = Annotated[Exact, AfterValidator(_hundredths)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Grade = Annotated[int, Field(ge=0, le=4)]
Points = Annotated[int, Field(ge=0, le=3)]
Count = Annotated[int, Field(ge=0)]
Age = Annotated[Exact, Field(ge=0)]


_BRANCHES = ("constrained-", "literal[")
"""What the validator adds to the place of a field that may hold this or that."""


class GradingInput(Strict):
    """One situation to grade."""

    temp_c: Annotated[Tenths, Field(ge=30, le=43)]
    fever_masked: bool
    sbp_status: Literal[
        "none", "fluids", "one_pressor", "pressor_plus_vasopressin", "multi_pressor"
    ]
    oxygen: Literal[
        "room_air",
        "low_flow_nc",
        "blow_by",
        "high_flow_nc",
        "facemask",
        "nonrebreather",
        "venturi",
        "cpap",
        "bipap",
        "intubated",
    ]
    o2_flow_l_min: Annotated[Exact, Field(ge=0)] | None
    fio2: Annotated[Exact, Field(ge=Decimal("0.21"), le=1)] | None
    age_years: Age
    ice: Annotated[int, Field(ge=0, le=10)] | None
    capd: Annotated[int, Field(ge=0, le=32)] | None
    consciousness: Literal["alert", "spontaneous", "voice", "touch", "unarousable"]
    seizure: Literal["none", "brief", "nonconvulsive_resolved", "prolonged", "repetitive"]
    edema: Literal["none", "focal", "diffuse"]
    motor_weakness: bool
    posturing: bool
    cn6_palsy: bool
    papilledema: bool
    cushing_triad: bool
    fever_other_cause: bool
    hypotension_other_cause: bool
    hypoxia_other_cause: bool
    airway_protection_only: bool
    loc_other_cause: bool
    ich: bool
    tremor_or_myoclonus: bool
    organ_toxicity_note: str | None

    @model_validator(mode="after")
    def _is_consistent(self) -> "GradingInput":
        if self.airway_protection_only and self.oxygen != "intubated":
            raise ValueError("airway_protection_only is allowed only with intubated")
        scored = self.age_years >= 12 and self.ice is not None and self.ice > 0
        if scored and self.consciousness == "unarousable":
            raise ValueError("unarousable and ice above 0 contradict each other")
        return self


class GradingExpected(Strict):
    """The grades the rules must give; null is not asserted."""

    crs: Grade | None
    icans: Grade | Literal["not_assessed"] | None


class Vials(Strict):
    """Vials by size in mg."""

    mg_80: Annotated[Count, Field(alias="80")]
    mg_200: Annotated[Count, Field(alias="200")]
    mg_400: Annotated[Count, Field(alias="400")]

    def by_size(self) -> dict[int, int]:
        """Return the counts by size in mg."""
        return {80: self.mg_80, 200: self.mg_200, 400: self.mg_400}


class PriorDose(Strict):
    """An earlier infusion of the course."""

    start: Moment


class DoseInput(Strict):
    """One question whether a dose may start now."""

    weight_kg: Tenths | None
    age_years: Age
    product: str
    now: Moment
    prior_doses: list[PriorDose]
    crs_grade: Grade
    icans_grade: Grade
    crs_onset_h: Annotated[Exact, Field(ge=0)]
    g1_duration_h: Annotated[Exact, Field(ge=0)]
    response: Literal["improved", "not_improved"] | None
    ordered_mg: Annotated[Tenths, Field(gt=0)] | None
    route: Literal["iv_infusion", "iv_push", "sc", "im"]
    allergy: bool
    active_infection: bool
    stock: Vials

    @model_validator(mode="after")
    def _is_consistent(self) -> "DoseInput":
        if any(dose.start > self.now for dose in self.prior_doses):
            raise ValueError("prior_doses holds a start after now")
        return self


Block = Literal[
    "WEIGHT_INVALID",
    "MAX_800",
    "DOSE_DEVIATION",
    "ROUTE",
    "INTERVAL_8H",
    "MAX_3_IN_24H",
    "MAX_4_TOTAL",
    "HYPERSENSITIVITY",
    "STOCK",
]
Warning_ = Literal[
    "CRS_0_NOT_INDICATED",
    "G1_EARLY",
    "INFECTION",
    "IMPROVED_NO_REPEAT",
    "ICANS_REPEAT_CAUTION",
    "AGE_UNDER_2",
]
CASE_CODES: frozenset[str] = frozenset((*get_args(Block), *get_args(Warning_)))
"""The rules that have a field in a dose case; the others count as fulfilled."""


_MOST = 10**6
"""No answer in mg or mL is as large; what is expected is also printed."""


class DoseExpected(Strict):
    """The answer the rules must give; null is a value and is compared."""

    dose_mg: Annotated[Tenths, Field(le=_MOST)] | None
    volume_ml: Annotated[Hundredths, Field(le=_MOST)] | None
    diluent_ml: Literal[50, 100] | None
    vials: Vials | None
    decision: Literal["allow", "warn", "block"]
    blocks: list[Block]
    warnings: list[Warning_]
    eligible_from: Moment | None
    next_if_given_now: Moment | None


class StockInput(Strict):
    """The question whether enough is on the shelf before the CAR-T infusion."""

    weight_kg: Annotated[Tenths, Field(ge=3, le=250)]
    stock: Vials
    required_doses: Annotated[int, Field(ge=1)]


class StockExpected(Strict):
    """The dose, and whether the stock can be split into that many."""

    dose_mg: Annotated[Tenths, Field(le=_MOST)]
    enough: bool


class News2Input(Strict):
    """One set of vital signs to score."""

    rr: Count
    spo2: Annotated[int, Field(ge=0, le=100)]
    spo2_scale: Literal[1, 2]
    on_oxygen: bool
    sbp: Count
    pulse: Count
    acvpu: Literal["A", "C", "V", "P", "U"]
    temp_c: Tenths


class News2Scores(Strict):
    """Points by parameter."""

    rr: Points
    spo2: Points
    oxygen: Points
    sbp: Points
    pulse: Points
    acvpu: Points
    temp: Points


class News2Expected(Strict):
    """The score the rules must give."""

    scores: News2Scores
    total: Annotated[int, Field(ge=0, le=20)]
    single_parameter_3: bool
    band: Literal["low", "low_medium", "medium", "high"]
    min_monitoring: Literal["12h", "4-6h", "1h", "continuous"]


class GradingCase(Strict):
    """A case of kind grading."""

    id: str
    input: GradingInput
    expected: GradingExpected
    reason: str = ""


class DoseCase(Strict):
    """A case of kind tocilizumab, mode dose_check."""

    id: str
    mode: Literal["dose_check"]
    input: DoseInput
    expected: DoseExpected
    reason: str = ""


class StockCase(Strict):
    """A case of kind tocilizumab, mode preinfusion_stock_check."""

    id: str
    mode: Literal["preinfusion_stock_check"]
    input: StockInput
    expected: StockExpected
    reason: str = ""


class News2Case(Strict):
    """A case of kind news2."""

    id: str
    input: News2Input
    expected: News2Expected
    reason: str = ""


Case = GradingCase | DoseCase | StockCase | News2Case


class CaseFile(Strict):
    """A case file that was read as described."""

    name: str
    kind: str
    cases: tuple[Case, ...]


def read(path: Path) -> CaseFile:
    """Read a case file; NotAllowed("file.malformed") names file, first bad case, field, problem."""
    values = _json(path)
    meta = values.get("meta") if isinstance(values, dict) else None
    cases = values.get("cases") if isinstance(values, dict) else None
    if not isinstance(values, dict) or not isinstance(meta, dict) or not isinstance(cases, list):
        missing = "cases" if isinstance(meta, dict) else "meta"
        raise malformed(path, "-", missing, Problem("missing"))
    unknown = sorted(set(values) - {"meta", "cases"})
    if unknown:
        raise malformed(path, "-", unknown[0], Problem("unknown_field"))
    kind = meta.get("kind")
    if kind not in ("grading", "tocilizumab", "news2"):
        raise malformed(path, "-", "meta.kind", Problem("kind", {"value": repr(kind)}))
    _check_count(path, meta, cases)
    return CaseFile(name=path.name, kind=kind, cases=_cases(path, kind, cases))


def _check_count(path: Path, meta: dict[str, Any], cases: list[Any]) -> None:
    if not cases:
        raise malformed(path, "-", "cases", Problem("count", {"value": "-", "limit": 0}))
    if "count" in meta and (type(meta["count"]) is not int or meta["count"] != len(cases)):
        facts = {"value": repr(meta["count"]), "limit": len(cases)}
        raise malformed(path, "-", "meta.count", Problem("count", facts))


def _json(path: Path) -> object:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, value in pairs:
            if key in seen:
                raise malformed(path, "-", key, Problem("duplicate", {"value": key}))
            seen[key] = value
        return seen

    def refuse(word: str) -> object:
        raise malformed(path, "-", "-", Problem("not_number", {"value": word}))

    text = read_text(path)
    try:
        values: object = json.loads(
            text, parse_float=Decimal, parse_constant=refuse, object_pairs_hook=unique
        )
    except (json.JSONDecodeError, RecursionError, ValueError) as error:
        raise malformed(path, "-", "-", Problem("syntax", {"detail": str(error)})) from error
    return values


def _cases(path: Path, kind: str, rows: list[Any]) -> tuple[Case, ...]:
    found: list[Case] = []
    ids: set[str] = set()
    for number, row in enumerate(rows, start=1):
        named = row.get("id") if isinstance(row, dict) else None
        where = named if isinstance(named, str) and named else f"case {number}"
        model = _model(path, kind, row, where)
        try:
            case = model.model_validate(row)
        except ValidationError as error:
            place, problem = first_problem(error)
            named_here = (str(part) for part in place if not str(part).startswith(_BRANCHES))
            field = ".".join(named_here) or "-"
            raise malformed(path, where, field, problem) from error
        if case.id in ids or not case.id:
            raise malformed(path, where, "id", Problem("duplicate", {"value": repr(case.id)}))
        ids.add(case.id)
        found.append(case)
    return tuple(found)


def _model(path: Path, kind: str, row: object, where: str) -> type[Case]:
    if not isinstance(row, dict):
        raise malformed(path, where, "-", Problem("not_table", {"value": repr(row)[:40]}))
    if kind == "grading":
        return GradingCase
    if kind == "news2":
        return News2Case
    return StockCase if row.get("mode") == "preinfusion_stock_check" else DoseCase
