"""Read a published patient's course: facts of a report, each row with its provenance."""

import tomllib
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from cart_ward.practice.reading import (
    Exact,
    Problem,
    Strict,
    first_problem,
    malformed,
    read_text,
)

Score = Annotated[int, Field(ge=0)]
Hour = Annotated[Exact, Field(ge=-8760, le=87600)]
"""Hours from the start of the infusion: a year before it to ten years after."""

Words = Annotated[str, Field(min_length=1)]


class Row(Strict):
    """What every row may say about where it comes from."""

    reported: list[str] = Field(default_factory=list)
    supported: list[str] = Field(default_factory=list)
    interpolated: bool = False
    time: Literal["hour", "day", "order"] | None = None
    note: str | None = None


class Source(Strict):
    """The report the course was taken from."""

    citation: str
    address: str
    doi: str | None = None
    year: int | None = None
    open_access: bool
    read: str


class Subject(Row):
    """The patient, without a name; an assumed value is not in the source."""

    age_years: Annotated[Exact, Field(ge=0, le=120)] | None = None
    assumed_age_years: Annotated[Exact, Field(ge=0, le=120)] | None = None
    sex: Literal["female", "male", "unknown", "not stated", "not reported"]
    assumed_weight_kg: Annotated[Exact, Field(ge=3, le=250)]
    diagnosis: str
    allergies: str

    @model_validator(mode="after")
    def _has_an_age(self) -> "Subject":
        if self.age_years is None and self.assumed_age_years is None:
            raise ValueError("age_years or assumed_age_years is needed")
        return self

    @property
    def age(self) -> Decimal:
        """Age in years, stated or assumed."""
        known = self.age_years if self.age_years is not None else self.assumed_age_years
        return known if known is not None else Decimal(0)


class CellProduct(Row):
    """The CAR-T product."""

    name: str
    dose: str


class EpisodeRow(Row):
    """An episode; without an end it is not over."""

    kind: Literal["CRS", "ICANS", "IEC-HS"]
    start_hour: Hour
    end_hour: Hour | None = None

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> "EpisodeRow":
        if self.end_hour is not None and self.end_hour < self.start_hour:
            raise ValueError("end_hour lies before start_hour")
        return self


class Timed(Row):
    """A row at an hour from the start of the infusion; it may be negative."""

    hour: Hour


class StatedGrade(Timed):
    """What the authors say, beside what the rules give for the series."""

    scale: Literal["CRS", "ICANS"]
    grade: Annotated[int, Field(ge=0, le=5)]
    criteria: str
    as_stated: str
    astct_of_series: Annotated[int, Field(ge=0, le=5)] | None = None
    agrees: bool
    why_different: str | None = None


class MedicationRow(Timed):
    """A drug: once, or every so many hours until an hour."""

    drug: Words
    kind: Literal[
        "antipyretic",
        "steroid",
        "anti_cytokine",
        "vasoactive",
        "anticonvulsant",
        "sedative",
        "chemotherapy",
        "antibiotic",
        "other",
    ]
    dose: Annotated[Exact, Field(gt=0)] | None = None
    unit: str | None = None
    assumed_dose_mg: Annotated[Exact, Field(gt=0)] | None = None
    route: str
    every_h: Annotated[Exact, Field(gt=0, le=8760)] | None = None
    until_hour: Hour | None = None


class LabRow(Timed):
    """Laboratory values."""

    crp_mg_l: Annotated[Exact, Field(ge=0)] | None = None
    ferritin_ug_l: Annotated[Exact, Field(ge=0)] | None = None
    ldh_u_l: Annotated[Exact, Field(ge=0)] | None = None
    il6_pg_ml: Annotated[Exact, Field(ge=0)] | None = None
    csf_wbc_ul: Annotated[Exact, Field(ge=0)] | None = None


class ObservationRow(Timed):
    """What no other table holds."""

    text: Words


class NeuroRow(Timed):
    """A neuro check; an absent score was not taken, `assessable` false means sedated."""

    ice: Annotated[int, Field(ge=0, le=10)] | None = None
    capd: Annotated[int, Field(ge=0, le=32)] | None = None
    assessable: bool = True
    consciousness: Literal["alert", "spontaneous", "voice", "touch", "unarousable"]
    consciousness_other_cause: bool = False
    seizure: Literal["none", "brief", "nonconvulsive_resolved", "prolonged", "repetitive"]
    motor_weakness: bool
    edema: Literal["none", "focal", "diffuse"]
    raised_icp_sign: bool = False


class VitalsRow(Timed):
    """A set of vital signs; `pressors` counts without vasopressin."""

    temp_c: Annotated[Exact, Field(ge=30, le=43)]
    sbp: Annotated[int, Field(ge=0, le=300)]
    dbp: Annotated[int, Field(ge=0, le=250)]
    pulse: Annotated[int, Field(ge=0, le=300)]
    rr: Annotated[int, Field(ge=0, le=100)]
    spo2: Annotated[int, Field(ge=0, le=100)]
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
    flow_l_min: Annotated[Exact, Field(ge=0, le=100)] | None = None
    pressors: Annotated[int, Field(ge=0, le=9)] = 0
    vasopressin: bool = False
    fluids: bool = False
    fever_other_cause: bool = False
    hypotension_other_cause: bool = False
    hypoxia_other_cause: bool = False
    airway_only: bool = False


class AstctRow(Timed):
    """What the rules give for the series from this hour on."""

    scale: Literal["CRS", "ICANS"]
    grade: Annotated[int, Field(ge=0, le=4)]
    basis: str


class Outcome(Row):
    """How it ended."""

    text: str
    death_hour: Exact | None = None
    discharge_hour: Exact | None = None


class Course(Strict):
    """One published patient's course."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    key: str
    title: str
    infused_at: Annotated[Exact, Field(ge=0, le=0)]
    exercises: list[str]
    source: Source
    patient: Subject
    product: CellProduct
    episode: list[EpisodeRow] = Field(default_factory=list)
    stated_grade: list[StatedGrade] = Field(default_factory=list)
    medication: list[MedicationRow] = Field(default_factory=list)
    lab: list[LabRow] = Field(default_factory=list)
    observation: list[ObservationRow] = Field(default_factory=list)
    neuro: list[NeuroRow] = Field(default_factory=list)
    vitals: list[VitalsRow] = Field(default_factory=list)
    astct: list[AstctRow] = Field(default_factory=list)
    outcome: Outcome

    def last_hour(self) -> Decimal:
        """Return the hour of the last row."""
        rows: list[Timed] = [*self.vitals, *self.neuro, *self.medication, *self.lab]
        rows += [*self.observation, *self.stated_grade]
        return max((row.hour for row in rows), default=Decimal(0))


def read(path: Path) -> Course:
    """Read a course file; NotAllowed("file.malformed") names file, line, field and problem."""
    text = read_text(path)
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise malformed(path, "-", "-", Problem("syntax", {"detail": str(error)})) from error
    try:
        return Course.model_validate(values)
    except ValidationError as error:
        place, problem = first_problem(error)
        line = _line_of(text, place)
        raise malformed(path, f"line {line}", ".".join(map(str, place)), problem) from error


def _line_of(text: str, place: tuple[str | int, ...] | list[str | int] | object) -> int:
    """Return the line of a field: of its table's nth header, then of the key below it."""
    parts = list(place) if isinstance(place, list | tuple) else []
    lines = text.splitlines()
    start = 0
    if parts and isinstance(parts[0], str):
        nth = parts[1] if len(parts) > 1 and isinstance(parts[1], int) else 0
        headers = [
            number
            for number, line in enumerate(lines)
            if line.strip() in (f"[[{parts[0]}]]", f"[{parts[0]}]")
        ]
        start = headers[nth] if nth < len(headers) else 0
    key = parts[-1] if parts and isinstance(parts[-1], str) else None
    for number in range(start + 1 if start else 0, len(lines)):
        if start and lines[number].startswith("["):
            break
        if key is not None and lines[number].split("=")[0].strip() == key:
            return number + 1
    return start + 1


def hours(value: Decimal) -> timedelta:
    """Return an hour of a course as elapsed time, exact to the second."""
    return timedelta(seconds=int((value * 3600).to_integral_value()))
