"""What course and case files share: exact numbers, one clear sentence for what is wrong."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from cart_ward.errors import Finding, Level, NotAllowed, Unavailable


class Strict(BaseModel):
    """A table of a file: nothing unknown, nothing converted silently."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _exact(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value


Exact = Annotated[Decimal, BeforeValidator(_exact)]
"""A number of a file as an exact decimal; true and false are not numbers."""

M = TypeVar("M", bound=BaseModel)


def read_text(path: Path) -> str:
    """Return the text of a file, without the mark that some editors put before it.

    Raises Unavailable("file.unreadable") or NotAllowed("file.malformed") where it is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise malformed(path, f"byte {error.start}", "-", Problem("not_utf8")) from error
    except OSError as error:
        raise Unavailable("file.unreadable", file=str(path)) from error


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a value: a kind that has a sentence, and the facts of it."""

    kind: str
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


def malformed(path: Path, where: str, field: str, problem: Problem) -> NotAllowed:
    """Return the failure that names file, line or case, field and what is wrong."""
    code = f"problem.{problem.kind}"
    worded = Finding(field=field, level=Level.STOP, code=code, facts=problem.facts)
    return NotAllowed("file.malformed", file=str(path), where=where, field=field, problem=worded)


_KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "int_type": "not_whole",
    "bool_type": "not_bool",
    "string_type": "not_text",
    "list_type": "not_list",
    "dict_type": "not_table",
    "model_type": "not_table",
    "model_attributes_type": "not_table",
    "is_instance_of": "not_number",
    "decimal_type": "not_number",
    "finite_number": "not_number",
    "greater_than": "too_low",
    "greater_than_equal": "too_low",
    "less_than": "too_high",
    "less_than_equal": "too_high",
    "literal_error": "not_allowed_value",
    "value_error": "contradiction",
}
_LIMITS = ("gt", "ge", "lt", "le", "expected")


def first_problem(error: ValidationError) -> tuple[tuple[int | str, ...], Problem]:
    """Return where the first problem of a validation lies and what it is."""
    first = error.errors(include_url=False)[0]
    kind = _KINDS.get(first["type"], "other")
    context = first.get("ctx", {})
    facts: dict[str, object] = {"value": _as_written(first["input"]), "detail": first["msg"]}
    facts["limit"] = next((context[name] for name in _LIMITS if name in context), "")
    if kind == "contradiction":
        facts["detail"] = str(context.get("error", first["msg"]))
    return first["loc"], Problem(kind, facts)


def _as_written(value: object) -> str:
    """Return a value as it stands in the file: 96.8, or a text in its quotation marks."""
    return (str(value) if isinstance(value, Decimal) else repr(value))[:40]
