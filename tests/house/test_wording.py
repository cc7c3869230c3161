"""Every code has a sentence, every sentence a translation with the same holes."""

import ast
import re
from pathlib import Path

import pytest

from cart_ward.i18n import use_language, wording
from tools import translations

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "cart_ward"
RAISED = {"NotAllowed", "Conflict", "Unavailable", "Untrusted"}


def raised_codes() -> set[str]:
    """Return every literal code with which a foreseen failure is raised or a finding made."""
    codes: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                codes |= literal_code(node)
    return codes


def literal_code(call: ast.Call) -> set[str]:
    """Return the code of one call that makes a failure or a finding."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in RAISED and call.args and isinstance(call.args[0], ast.Constant):
        return {str(call.args[0].value)}
    if name == "Finding":
        return {
            str(keyword.value.value)
            for keyword in call.keywords
            if keyword.arg == "code" and isinstance(keyword.value, ast.Constant)
        }
    return set()


def test_every_raised_code_has_a_sentence() -> None:
    """A person never meets a bare code."""
    missing = sorted(code for code in raised_codes() if not wording.knows(code))

    assert missing == []


def test_no_code_has_two_sentences() -> None:
    """Each code is worded in one table only."""
    codes = [code for table in wording.TABLES for code in table.SENTENCES]

    assert sorted({code for code in codes if codes.count(code) > 1}) == []


@pytest.mark.parametrize("path", translations.catalogues(), ids=lambda p: p.parent.parent.name)
def test_every_string_is_translated_with_its_holes(path: Path) -> None:
    """Chinese is complete at each commit."""
    assert translations.faults(path) == []


def test_an_error_sentence_is_a_sentence() -> None:
    """What a person reads begins with a capital or a hole, ends with a stop, and has no code."""
    failures = wording.failures.SENTENCES | wording.admissions.SENTENCES

    odd = [s for s in failures.values() if not re.match(r"^[\"A-Z{].*[.?!}]$", s, re.DOTALL)]

    assert odd == []


def test_the_language_of_a_block_ends_with_it() -> None:
    """A sheet may speak another language than the screen."""
    with use_language("zh_CN"):
        inside = wording.say("words.Oxygen.room_air")

    assert (inside, wording.say("words.Oxygen.room_air")) == ("未吸氧", "Room air")
