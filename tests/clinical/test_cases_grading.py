"""Every published grading and NEWS2 case is answered as the case file says."""

import dataclasses
import json
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical import crs, icans, news2
from cart_ward.clinical.crs import CrsFindings, Hypotension, Hypoxia
from cart_ward.clinical.icans import IcansFindings
from cart_ward.clinical.vitals import FEVER
from cart_ward.clinical.vocabulary import Acvpu, Consciousness, Oedema, Oxygen, Seizure
from cart_ward.runtime import paths
from tests.clinical.charting import WELL


def _cases(name: str) -> list[Any]:
    text = (paths.resources() / "cases" / f"{name}.json").read_text(encoding="utf-8")
    cases = json.loads(text, parse_float=Decimal)["cases"]
    return [pytest.param(case["input"], case["expected"], id=case["id"]) for case in cases]


def _crs(given: dict[str, Any]) -> CrsFindings:
    dismissed = given["hypoxia_other_cause"] or given["airway_protection_only"]
    hypotension = "none" if given["hypotension_other_cause"] else given["sbp_status"]
    return CrsFindings(
        fever=Decimal(given["temp_c"]) >= FEVER and not given["fever_other_cause"],
        masked=given["fever_masked"],
        hypotension=Hypotension(hypotension),
        hypoxia=Hypoxia.NONE if dismissed else Hypoxia(given["oxygen"]),
    )


def _icans(given: dict[str, Any]) -> IcansFindings:
    child = given["age_years"] < icans.ICE_FROM
    pressure = ("posturing", "cn6_palsy", "papilledema", "cushing_triad")
    return IcansFindings(
        child=child,
        score=given["capd"] if child else given["ice"],
        consciousness=Consciousness(
            "alert" if given["loc_other_cause"] else given["consciousness"]
        ),
        seizure=Seizure(given["seizure"]),
        motor_weakness=given["motor_weakness"],
        oedema=Oedema("none" if given["ich"] else given["edema"]),
        raised_pressure=any(given[sign] for sign in pressure),
    )


@pytest.mark.parametrize(("given", "expected"), _cases("grading"))
def test_grades_are_those_of_the_case(given: dict[str, Any], expected: dict[str, Any]) -> None:
    """CRS and ICANS agree with the case; "not_assessed" is no grade at all."""
    found = {"crs": crs.grade(_crs(given)).grade, "icans": icans.grade(_icans(given)).grade}

    asserted = {scale: grade for scale, grade in expected.items() if grade is not None}
    wanted = {s: None if grade == "not_assessed" else grade for s, grade in asserted.items()}
    assert {scale: found[scale] for scale in asserted} == wanted


@pytest.mark.parametrize(("given", "expected"), _cases("news2"))
def test_news2_is_that_of_the_case(given: dict[str, Any], expected: dict[str, Any]) -> None:
    """Points, total, band and monitoring agree with the case."""
    taken = dataclasses.replace(
        WELL,
        temperature=Decimal(given["temp_c"]),
        systolic=given["sbp"],
        pulse=given["pulse"],
        respiratory_rate=given["rr"],
        spo2=given["spo2"],
        oxygen=Oxygen.FACEMASK if given["on_oxygen"] else Oxygen.ROOM_AIR,
    )

    found = news2.score(taken, Acvpu(given["acvpu"]), scale_2=given["spo2_scale"] == 2)

    assert {
        "scores": found.points,
        "total": found.total,
        "single_parameter_3": found.single_parameter_3,
        "band": found.band,
        "min_monitoring": found.min_monitoring,
    } == expected
    assert found.missing == ()


def test_every_published_case_is_there() -> None:
    """The files hold 81 grading and 36 NEWS2 cases."""
    assert (len(_cases("grading")), len(_cases("news2"))) == (81, 36)
