"""Reading a draft back: JSON values of unknown shape into what a form expects, never a crash."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


def text(value: object) -> str:
    """Return a text, or nothing."""
    return value if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """Return the texts of a list."""
    return [text(each) for each in value] if isinstance(value, list) else []


def flag(value: object) -> bool | None:
    """Return yes, no, or not known."""
    return value if isinstance(value, bool) else None


def one_of(vocabulary: type[E], value: object) -> E | None:
    """Return a word of a closed list, or None."""
    return vocabulary(value) if value in {each.value for each in vocabulary} else None


def part(draft: Mapping[str, object], name: str) -> dict[str, object]:
    """Return a draft inside a draft."""
    found = draft.get(name)
    return {str(key): each for key, each in found.items()} if isinstance(found, dict) else {}


def moment(value: object) -> datetime | None:
    """Return a moment with its zone, or None."""
    try:
        at = datetime.fromisoformat(text(value))
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
