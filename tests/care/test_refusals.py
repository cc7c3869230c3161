"""Every refusal of an act has its sentence, and is bound to a field."""

import ast
from pathlib import Path
from string import Formatter

import pytest

from cart_ward import care
from cart_ward.care.refusals import refuse_stops, refused
from cart_ward.errors import Finding, Level, NotAllowed
from cart_ward.i18n import wording

SOURCES = sorted(Path(care.__path__[0]).glob("*.py"))


def refusals() -> list[tuple[str, set[str]]]:
    """Return each literal code of `refused(...)` with the facts it is given."""
    calls = [
        node
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "refused"
    ]
    return [
        (str(call.args[0].value), {keyword.arg or "" for keyword in call.keywords})
        for call in calls
        if isinstance(call.args[0], ast.Constant)
    ]


def other_codes() -> set[str]:
    """Return the codes that are handed on as arguments."""
    texts = [
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    areas = ("amend.", "entry.", "order.", "dose.", "grade.", "admission.")
    return {text for text in texts if text.startswith(areas) and " " not in text}


def test_every_refusal_has_a_sentence() -> None:
    """A person never meets a bare code."""
    codes = {code for code, _ in refusals()} | other_codes()

    assert len(codes) > 60
    assert sorted(code for code in codes if not wording.knows(code)) == []


@pytest.mark.parametrize(("code", "facts"), refusals(), ids=lambda value: str(value)[:40])
def test_every_hole_of_a_sentence_is_filled(code: str, facts: set[str]) -> None:
    """The facts of each refusal reach as far as its sentence asks."""
    holes = {name for _, name, _, _ in Formatter().parse(wording.SENTENCES[code]) if name}

    assert holes <= facts


def test_a_refusal_is_bound_to_its_field() -> None:
    """The form shows it there."""
    refusal = refused("entry.future", "taken_at", at=1)

    assert (refusal.code, refusal.facts) == ("entry.future", {"at": 1})
    assert [(f.field, f.level, f.code) for f in refusal.findings] == [
        ("taken_at", Level.STOP, "entry.future")
    ]


def test_warnings_pass_and_stops_carry_them_along() -> None:
    """A refusal shows the warnings beside what stops it."""
    warning = Finding(field="pulse", level=Level.WARN, code="pulse.unlikely")
    stop = Finding(field="spo2", level=Level.STOP, code="spo2.impossible")

    refuse_stops("entry.refused", (warning,))
    with pytest.raises(NotAllowed) as refusal:
        refuse_stops("entry.refused", (warning, stop))

    assert refusal.value.findings == (warning, stop)
