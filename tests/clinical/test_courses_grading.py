"""At each hour of a published course's grade the proposal from the chart is that grade."""

import tomllib
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from cart_ward.clinical import crs, episode, icans
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    Consciousness,
    DrugKind,
    EpisodeKind,
    Oedema,
    Oxygen,
    Route,
    Scale,
    Seizure,
)
from cart_ward.runtime import paths
from tests.clinical.charting import Charting, hour

COURSES = sorted((paths.resources() / "practice").glob("*.toml"))

TICKS = {
    "fever_other_cause": (AttributedFinding.FEVER, Cause.OTHER),
    "hypotension_other_cause": (AttributedFinding.HYPOTENSION, Cause.OTHER),
    "hypoxia_other_cause": (AttributedFinding.HYPOXIA, Cause.OTHER),
    "airway_only": (AttributedFinding.HYPOXIA, Cause.AIRWAY_ONLY),
}


def _vitals(on: Charting, row: dict[str, Any]) -> None:
    taken = on.vitals(
        row["hour"],
        temperature=row["temp_c"],
        systolic=row["sbp"],
        diastolic=row["dbp"],
        pulse=row["pulse"],
        respiratory_rate=row["rr"],
        spo2=row["spo2"],
        oxygen=Oxygen(row["oxygen"]),
        oxygen_flow=None if "flow_l_min" not in row else Decimal(str(row["flow_l_min"])),
        vasopressors=row["pressors"],
        vasopressin=row["vasopressin"],
        fluids=row["fluids"],
    )
    for flag, (finding, cause) in TICKS.items():
        if row.get(flag):
            on.tick(row["hour"], taken, finding, cause)


def _neuro(on: Charting, row: dict[str, Any]) -> None:
    seen = on.neuro(
        row["hour"],
        consciousness=Consciousness(row["consciousness"]),
        seizure=Seizure(row["seizure"]),
        motor_weakness=row["motor_weakness"],
        oedema=Oedema(row["edema"]),
        raised_icp_sign=row.get("raised_icp_sign", False),
    )
    if row.get("consciousness_other_cause"):
        on.tick(row["hour"], seen, AttributedFinding.CONSCIOUSNESS)
    if "ice" in row:
        on.ice(row["hour"], row["ice"])
    if "capd" in row:
        on.capd(row["hour"], row["capd"])


def _drug(on: Charting, row: dict[str, Any]) -> None:
    if row["drug"] == "tocilizumab":
        on.dose(row["hour"])
        return
    on.drug(
        row["hour"],
        DrugKind(row["kind"]),
        every=row.get("every_h"),
        until=row.get("until_hour"),
        route=Route(row["route"].replace(" ", "_")),
    )


def _charted(course: dict[str, Any], *, marks: bool) -> Charting:
    patient = course["patient"]
    on = Charting(age=patient.get("age_years", patient.get("assumed_age_years")))
    for row in course["vitals"]:
        _vitals(on, row)
    for row in course["neuro"]:
        _neuro(on, row)
    for row in course.get("medication", []):
        _drug(on, row)
    for row in course.get("episode", []):
        kind = EpisodeKind(row["kind"])
        if marks:
            on.mark(row["start_hour"], opened=True, kind=kind)
        if "end_hour" in row:
            on.mark(row["end_hour"], opened=False, kind=kind)
    return on


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.stem)
@pytest.mark.parametrize("marks", [True, False], ids=["opened by hand", "opened by proposal"])
def test_proposals_are_the_grades_of_the_course(path: Path, *, marks: bool) -> None:
    """The charted series gives each published grade at its hour."""
    course = tomllib.loads(path.read_text(encoding="utf-8"))
    chart = _charted(course, marks=marks).chart()
    propose = {"CRS": crs.propose, "ICANS": icans.propose}

    found = [
        (row["scale"], row["hour"], propose[row["scale"]](chart, hour(row["hour"])).grade)
        for row in course["astct"]
    ]

    assert found == [(row["scale"], row["hour"], row["grade"]) for row in course["astct"]]


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.stem)
def test_grades_change_only_where_the_course_says(path: Path) -> None:
    """Between two rows of a scale no other grade appears, but for stretches not assessed."""
    course = tomllib.loads(path.read_text(encoding="utf-8"))
    chart = _charted(course, marks=True).chart()

    for scale in Scale:
        known = [
            (p.at, p.graded.grade)
            for p in episode.story(chart, scale).points
            if p.graded.grade is not None
        ]
        changes = [next(same) for _, same in groupby(known, key=itemgetter(1))]
        rows = [(hour(r["hour"]), r["grade"]) for r in course["astct"] if r["scale"] == scale]
        assert changes == rows
