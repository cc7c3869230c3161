"""The column types beyond INTEGER, TEXT and BLOB: what is exact outside is exact in the file."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

Reader = Callable[[Any], Any]


class UtcDateTime(TypeDecorator[datetime]):
    """Aware times in, ISO 8601 UTC text to the millisecond in the file, aware UTC times out.

    Milliseconds are cut off, never rounded up: a time read back is never later than it was.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the text for the file; ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).isoformat(timespec="milliseconds")

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the reader of a stored value."""
        read = datetime.fromisoformat
        return lambda text: None if text is None else read(text)


class ExactNumber(TypeDecorator[Decimal]):
    """A `Decimal` as its own text, digit for digit."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the text for the file; ValueError for anything but a finite exact number."""
        if value is None:
            return None
        if isinstance(value, float) or not Decimal(value).is_finite():
            raise ValueError("not an exact number")
        return str(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the reader of a stored value."""
        return lambda text: None if text is None else Decimal(text)


class Flag(TypeDecorator[bool]):
    """Yes, no or not recorded, as 1, 0 or NULL."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002, FBT001 - the signature is SQLAlchemy's
        """Return 1, 0 or None."""
        return None if value is None else int(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the reader of a stored value."""
        return lambda number: None if number is None else number == 1


class DateText(TypeDecorator[date]):
    """A calendar day as ISO 8601 text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the text for the file."""
        return None if value is None else value.isoformat()

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the reader of a stored value."""
        return lambda text: None if text is None else date.fromisoformat(text)


class Choice(TypeDecorator[StrEnum]):
    """One word of a closed list, as that word."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the word for the file; ValueError for one that is not in the list."""
        return None if value is None else self.words(value).value

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the reader of a stored value."""
        known = {word.value: word for word in self.words}
        return lambda text: None if text is None else known[text]


class Codes(TypeDecorator[tuple[str, ...]]):
    """A few codes, in order, with one space between them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the text for the file; ValueError for a code that holds a space."""
        if value is None:
            return None
        if any(code.split() != [code] for code in value):
            raise ValueError("a code is one word")
        return " ".join(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Return the reader of a stored value."""
        return lambda text: None if text is None else tuple(text.split())
