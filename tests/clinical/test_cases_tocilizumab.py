"""Every published tocilizumab case is answered as the hospital's validation kit says."""

import json
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cart_ward.clinical import tocilizumab
from cart_ward.clinical.tocilizumab import DoseQuestion
from cart_ward.clinical.vocabulary import Response, Route
from cart_ward.errors import Level
from cart_ward.runtime import paths

RESPONSES = {None: None, "improved": Response.IMPROVED, "not_improved": Response.SAME}


def _cases(mode: str) -> list[Any]:
    text = (paths.resources() / "cases" / "tocilizumab.json").read_text(encoding="utf-8")
    cases = json.loads(text, parse_float=Decimal)["cases"]
    return [pytest.param(case, id=case["id"]) for case in cases if case["mode"] == mode]


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def _hours(value: Any) -> timedelta:
    return timedelta(minutes=int(Decimal(value) * 60))


def _stock(by_name: dict[str, int]) -> dict[int, int]:
    return {int(size): count for size, count in by_name.items()}


def _question(given: dict[str, Any]) -> DoseQuestion:
    now = datetime.fromisoformat(given["now"])
    return DoseQuestion(
        now=now,
        weight=_decimal(given["weight_kg"]),
        weight_at=now,
        weight_measured=True,
        weight_before=None,
        age=Decimal(given["age_years"]),
        product=given["product"],
        prior=tuple(datetime.fromisoformat(dose["start"]) for dose in given["prior_doses"]),
        crs_grade=given["crs_grade"],
        icans_grade=given["icans_grade"],
        graded_at=now,
        crs_onset=_hours(given["crs_onset_h"]),
        g1_duration=_hours(given["g1_duration_h"]),
        response=RESPONSES[given["response"]],
        ordered_mg=_decimal(given["ordered_mg"]),
        route=Route(given["route"]),
        duration_min=60,
        allergy=given["allergy"],
        active_infection=given["active_infection"],
        stock=_stock(given["stock"]),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


@pytest.mark.parametrize("case", _cases("dose_check"))
def test_dose_check_is_answered_as_published(case: dict[str, Any]) -> None:
    """Dose, volume, vials, rulings and times are those of the case file."""
    question, expected = _question(case["input"]), case["expected"]

    found = tocilizumab.rulings(question)
    calculated = tocilizumab.calculate(question.weight)
    give = tocilizumab.to_give(question)

    stops = {f.code for f in found if f.level is Level.STOP}
    warns = {f.code for f in found if f.level is Level.WARN}
    assert stops == set(expected["blocks"])
    assert warns == set(expected["warnings"])
    assert ("block" if stops else "warn" if warns else "allow") == expected["decision"]
    assert (calculated and calculated.dose_mg) == _decimal(expected["dose_mg"])
    assert (calculated and calculated.diluent_ml) == expected["diluent_ml"]
    assert (None if give is None else tocilizumab.volume(give)) == _decimal(expected["volume_ml"])
    vials = None if give is None else tocilizumab.choose_vials(question.stock, give)
    assert vials == (None if expected["vials"] is None else _stock(expected["vials"]))
    assert tocilizumab.eligible_from(question.prior, question.now) == _moment(
        expected["eligible_from"]
    )
    following = None if stops else tocilizumab.next_if_given(question.prior, question.now)
    assert following == _moment(expected["next_if_given_now"])


@pytest.mark.parametrize("case", _cases("preinfusion_stock_check"))
def test_stock_check_is_answered_as_published(case: dict[str, Any]) -> None:
    """Enough means that the shelf splits into full doses without a shared vial."""
    given, expected = case["input"], case["expected"]

    calculated = tocilizumab.calculate(_decimal(given["weight_kg"]))

    assert calculated is not None
    assert calculated.dose_mg == _decimal(expected["dose_mg"])
    enough = tocilizumab.enough_for(
        _stock(given["stock"]), calculated.dose_mg, given["required_doses"]
    )
    assert enough is expected["enough"]
