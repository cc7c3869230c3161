"""A case file that is not as described is refused with file, case, field and problem."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cart_ward.errors import NotAllowed, Unavailable
from cart_ward.i18n import wording
from cart_ward.practice import case_files
from cart_ward.runtime import paths

Change = Callable[[dict[str, Any]], object]


def content(name: str = "grading.json") -> dict[str, Any]:
    """Return a shipped file's content."""
    loaded: dict[str, Any] = json.loads(
        (paths.resources() / "cases" / name).read_text(encoding="utf-8")
    )
    return loaded


def refused(path: Path) -> NotAllowed:
    """Read a file that must be refused."""
    with pytest.raises(NotAllowed) as refusal:
        case_files.read(path)
    return refusal.value


@pytest.mark.parametrize(
    ("name", "change", "where", "field"),
    [
        ("grading.json", lambda c: c["cases"][3]["input"].pop("ich"), "V04", "input.ich"),
        ("grading.json", lambda c: c["cases"][3]["input"].update(extra=1), "V04", "input.extra"),
        ("grading.json", lambda c: c["cases"][0]["input"].update(ice=True), "V01", "input.ice"),
        ("grading.json", lambda c: c["cases"][0]["input"].update(ice=11), "V01", "input.ice"),
        (
            "grading.json",
            lambda c: c["cases"][0]["input"].update(temp_c=38.05),
            "V01",
            "input.temp_c",
        ),
        ("grading.json", lambda c: c["cases"][0]["expected"].update(crs=5), "V01", "expected.crs"),
        (
            "grading.json",
            lambda c: c["cases"][0]["input"].update(consciousness="unarousable"),
            "V01",
            "input",
        ),
        (
            "grading.json",
            lambda c: c["cases"][0]["input"].update(airway_protection_only=True),
            "V01",
            "input",
        ),
        (
            "grading.json",
            lambda c: c["cases"][0]["input"].update(temp_c=1e300),
            "V01",
            "input.temp_c",
        ),
        (
            "grading.json",
            lambda c: c["cases"][0]["expected"].update(icans="not assessed"),
            "V01",
            "expected.icans",
        ),
        (
            "tocilizumab.json",
            lambda c: c["cases"][0]["input"].update(now="9999-12-31T23:00:00Z"),
            "T01",
            "input.now",
        ),
        ("grading.json", lambda c: c["cases"][1].update(id="V01"), "V01", "id"),
        ("grading.json", lambda c: c["cases"][1].update(id=7), "case 2", "id"),
        ("grading.json", lambda c: c["meta"].update(count=5), "-", "meta.count"),
        ("grading.json", lambda c: c["meta"].update(kind="other"), "-", "meta.kind"),
        ("grading.json", lambda c: c.pop("meta"), "-", "meta"),
        ("grading.json", lambda c: c["cases"].clear(), "-", "cases"),
        (
            "tocilizumab.json",
            lambda c: c["cases"][0]["input"].update(now="2026-12-05T14:00:00"),
            "T01",
            "input.now",
        ),
        (
            "tocilizumab.json",
            lambda c: c["cases"][0]["input"].update(now="2026-12-05T14:00:30+08:00"),
            "T01",
            "input.now",
        ),
        (
            "tocilizumab.json",
            lambda c: c["cases"][0]["input"].update(
                prior_doses=[{"start": "2026-12-05T15:00:00+08:00"}]
            ),
            "T01",
            "input",
        ),
        (
            "tocilizumab.json",
            lambda c: c["cases"][0]["expected"].update(blocks=["TOO_LATE"]),
            "T01",
            "expected.blocks.0",
        ),
        ("news2.json", lambda c: c["cases"][2]["input"].update(acvpu=None), "N03", "input.acvpu"),
    ],
)
def test_the_refusal_names_case_and_field(
    tmp_path: Path, name: str, change: Change, where: str, field: str
) -> None:
    """The first bad case and its field stand in the refusal, and the sentence is whole."""
    values = content(name)
    change(values)
    path = tmp_path / "kit.json"
    path.write_text(json.dumps(values), encoding="utf-8")

    refusal = refused(path)

    assert (refusal.facts["where"], refusal.facts["field"]) == (where, field)
    assert "kit.json" in wording.say(refusal.code, **refusal.facts)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"meta": {}, "meta": {}}', '{"cases": [NaN]}', "\x00"]
)
def test_what_is_not_such_a_file_is_refused(tmp_path: Path, text: str) -> None:
    """Broken JSON, a wrong top level, duplicate keys and NaN are refused, never guessed at."""
    path = tmp_path / "kit.json"
    path.write_text(text, encoding="utf-8")

    assert refused(path).code == "file.malformed"


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    """A file in another encoding is refused with the byte."""
    path = tmp_path / "kit.json"
    path.write_bytes(b'{"meta": "\xff"}')

    assert refused(path).facts["where"] == "byte 10"


def test_a_missing_file_is_unavailable(tmp_path: Path) -> None:
    """A file that cannot be opened is the machine's failure, not the rules'."""
    with pytest.raises(Unavailable) as failure:
        case_files.read(tmp_path / "nowhere.json")

    assert failure.value.code == "file.unreadable"


def test_a_whole_number_equals_the_same_decimal(tmp_path: Path) -> None:
    """70 and 70.0 are the same weight."""
    values = content("tocilizumab.json")
    values["cases"][0]["input"]["weight_kg"] = 72
    path = tmp_path / "kit.json"
    path.write_text(json.dumps(values), encoding="utf-8")

    read = case_files.read(path)

    case = read.cases[0]
    assert isinstance(case, case_files.DoseCase)
    assert case.input.weight_kg == 72
