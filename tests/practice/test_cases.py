"""The hospital's validation kit: shipped cases agree, a wrong answer is seen."""

import json
from pathlib import Path
from typing import Any

import pytest

from cart_ward.practice import cases
from cart_ward.runtime import paths

SHIPPED = sorted((paths.resources() / "cases").glob("*.json"))


def changed(tmp_path: Path, name: str, case_id: str, field: str, value: object) -> Path:
    """Write a shipped file with another expected value in one case."""
    content = json.loads((paths.resources() / "cases" / name).read_text(encoding="utf-8"))
    case = next(case for case in content["cases"] if case["id"] == case_id)
    place: Any = case["expected"]
    *parents, last = field.split(".")
    for parent in parents:
        place = place[parent]
    place[last] = value
    path = tmp_path / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_case_agrees(path: Path) -> None:
    """The rules give what the published vignettes expect, case by case."""
    checked = cases.check(path)

    assert [d.line() for d in checked.differences] == []
    assert checked.count >= 36


def test_there_are_three_kinds() -> None:
    """Grading, tocilizumab and NEWS2 are all checked."""
    assert {cases.check(path).kind for path in SHIPPED} == {"grading", "tocilizumab", "news2"}


@pytest.mark.parametrize(
    ("name", "case_id", "field", "value", "line"),
    [
        ("grading.json", "V10", "crs", 4, "V10\tcrs\t4\t3"),
        ("grading.json", "V38", "icans", 0, "V38\ticans\t0\t1"),
        ("grading.json", "V38", "icans", "not_assessed", 'V38\ticans\t"not_assessed"\t1'),
        ("tocilizumab.json", "T01", "dose_mg", 576.1, "T01\tdose_mg\t576.1\t576"),
        ("tocilizumab.json", "T01", "vials.80", 1, "T01\tvials.80\t1\t0"),
        ("tocilizumab.json", "T14", "blocks", [], 'T14\tblocks\t[]\t["INTERVAL_8H"]'),
        ("tocilizumab.json", "S02", "enough", True, "S02\tenough\ttrue\tfalse"),
        ("news2.json", "N35", "scores.rr", 2, "N35\tscores.rr\t2\t3"),
    ],
)
def test_a_difference_names_case_field_expected_and_got(
    tmp_path: Path, name: str, case_id: str, field: str, value: object, line: str
) -> None:
    """One wrong expectation gives exactly one line."""
    path = changed(tmp_path, name, case_id, field, value)

    checked = cases.check(path)

    assert [d.line() for d in checked.differences] == [line]


@pytest.mark.parametrize(
    ("case_id", "field"),
    [
        ("T13", "weight_kg"),
        ("T26", "ordered_mg"),
        ("T40", "g1_duration_h"),
        ("T42", "crs_onset_h"),
    ],
)
def test_a_number_of_any_size_is_a_case_to_answer(tmp_path: Path, case_id: str, field: str) -> None:
    """A slip of 300 places is answered by the rules: invalid, over 800 mg, very long."""
    content = json.loads((paths.resources() / "cases" / "tocilizumab.json").read_text("utf-8"))
    content["cases"] = [case for case in content["cases"] if case["id"] == case_id]
    del content["meta"]["count"]
    content["cases"][0]["input"][field] = 1e300
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(content), encoding="utf-8")

    assert cases.check(path).differences == ()


def test_a_vital_sign_of_any_size_is_scored(tmp_path: Path) -> None:
    """A pulse of ten million is above the last band, not beyond the table."""
    content = json.loads((paths.resources() / "cases" / "news2.json").read_text("utf-8"))
    content["cases"] = [case for case in content["cases"] if case["id"] == "N23"]
    del content["meta"]["count"]
    content["cases"][0]["input"]["pulse"] = 10**7
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(content), encoding="utf-8")

    assert cases.check(path).differences == ()


def test_null_is_not_asserted_in_grading_but_compared_in_dose_cases(tmp_path: Path) -> None:
    """A grade of null is left alone; a dose of null is a value."""
    grading = changed(tmp_path, "grading.json", "V10", "crs", None)
    dose = changed(tmp_path, "tocilizumab.json", "T01", "dose_mg", None)

    assert cases.check(grading).differences == ()
    assert [d.line() for d in cases.check(dose).differences] == ["T01\tdose_mg\tnull\t576"]


def test_equal_instants_in_other_offsets_agree(tmp_path: Path) -> None:
    """Times are compared as instants, not as text."""
    path = changed(tmp_path, "tocilizumab.json", "T01", "eligible_from", "2026-12-05T06:00:00Z")

    assert cases.check(path).differences == ()
