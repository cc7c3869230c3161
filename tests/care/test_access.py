"""Every act has a row in the table of roles, and refuses every role that is not in it."""

import ast
import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from cart_ward import care
from cart_ward.care import access
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.errors import NotAllowed
from tests.builders import WardBuilder

WITHOUT_ROLE = {"sign_in"}
"""Nobody has a role before signing in."""

WRITES = {"act", "on_chart", "on_ward", "_setting_up"}
ROW_OF = {"reprint": "print_sheet", "log_print": "print_sheet"}
"""Acts that share a row."""


def modules() -> list[ModuleType]:
    """Return every module of care."""
    names = sorted(path.stem for path in Path(care.__path__[0]).glob("*.py"))
    return [importlib.import_module(f"cart_ward.care.{n}") for n in names if n != "__init__"]


def writes(function: Callable[..., Any]) -> bool:
    """Tell whether a function begins an act in the store."""
    calls = [
        n.func for n in ast.walk(ast.parse(inspect.getsource(function))) if isinstance(n, ast.Call)
    ]
    names = {c.attr if isinstance(c, ast.Attribute) else getattr(c, "id", "") for c in calls}
    return bool(names & WRITES)


def public_acts() -> dict[str, Callable[..., Any]]:
    """Return every public function that takes a desk and writes."""
    return {
        name: function
        for module in modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and next(iter(inspect.signature(function).parameters), "") == "desk"
        and name not in {"on_chart", "on_ward", *WITHOUT_ROLE}
        and writes(function)
    }


ACTS = public_acts()


def try_it(name: str, desk: Any) -> str:
    """Call an act with an empty command and return the code of its refusal, else ""."""
    command = SimpleNamespace(token="", admission_id=AdmissionId(404))
    needed = list(inspect.signature(ACTS[name]).parameters.values())[1:]
    rest = [command for p in needed if p.default is inspect.Parameter.empty]
    try:
        ACTS[name](desk, *rest)
    except NotAllowed as refusal:
        return refusal.code
    except (AttributeError, TypeError):
        return ""  # let in, and then the empty command failed it
    return ""


def test_acts_are_found() -> None:
    """The reflection sees the acts; a rename of its hooks would make it blind."""
    assert {"record_vitals", "admit", "start_dose", "set_pin", "receive", "add_bed"} <= set(ACTS)


@pytest.mark.parametrize("name", sorted(ACTS))
def test_every_public_act_has_a_row(name: str) -> None:
    """An act that nobody thought about is nobody's."""
    assert ROW_OF.get(name, name) in access.ROLES


@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_act_lets_in_the_roles_of_its_row_only(ward: WardBuilder, name: str) -> None:
    """Role by act: refused exactly where the table says no."""
    let_in = {role for role in Role if try_it(name, ward.desk(role)) != "access.denied"}

    assert let_in == access.ROLES[ROW_OF.get(name, name)]


def test_an_unknown_act_is_denied_to_everybody() -> None:
    """Deny by default."""
    assert not any(access.may(role, "anything_else") for role in Role)


def test_a_reader_may_change_nothing() -> None:
    """Read only is read only, but for the own PIN, a print and what the station itself notes."""
    allowed = {act for act in access.ROLES if access.may(Role.READER, act)}

    assert allowed == {"set_pin", "print_sheet", "note_clock_jump", "keep_clock_line"}


def test_a_trainee_neither_signs_grades_nor_touches_a_dose() -> None:
    """What needs a registered nurse is refused to a trainee."""
    allowed = {act for act in access.ROLES if access.may(Role.TRAINEE, act)}

    assert not allowed & {"sign_grade", "check_dose", "start_dose", "prepare_dose", "step_down"}
