"""What all tables share: types, STRICT, and the triggers that keep rows as they were written."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    event,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.schema import SchemaItem

from cart_ward.clinical import people, vocabulary
from cart_ward.db.types import Choice, Codes, DateText, ExactNumber, Flag, UtcDateTime

_WORDS = {
    word: Choice(word)
    for module in (vocabulary, people)
    for word in vars(module).values()
    if isinstance(word, type) and issubclass(word, StrEnum) and word is not StrEnum
}

Key = Annotated[int, mapped_column(Integer, primary_key=True)]
BodyKey = Annotated[int, mapped_column(ForeignKey("chart_entry.id"), primary_key=True)]
EntryRef = Annotated[int, mapped_column(ForeignKey("chart_entry.id"))]
StaffRef = Annotated[int, mapped_column(ForeignKey("staff.id"))]
BedRef = Annotated[int, mapped_column(ForeignKey("bed.id"))]
VersionRef = Annotated[int, mapped_column(ForeignKey("protocol_version.id"))]


class Base(DeclarativeBase):
    """Every table of the store is STRICT and knows only exact types."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: Integer(),
        str: Text(),
        bytes: LargeBinary(),
        bool: Flag(),
        date: DateText(),
        datetime: UtcDateTime(),
        Decimal: ExactNumber(),
        tuple[str, ...]: Codes(),
        **_WORDS,
    }
    __table_args__: Any = ({"sqlite_strict": True},)


def table_of(row: type[Base]) -> Table:
    """Return the Core table of a mapped class."""
    found = row.__table__
    if not isinstance(found, Table):
        raise TypeError(row)
    return found


def checked(*rules: SchemaItem) -> tuple[Any, ...]:
    """Return the table arguments of a STRICT table with rules and indexes."""
    return (*rules, {"sqlite_strict": True})


def between(column: str, low: int, high: int) -> CheckConstraint:
    """Refuse only what no living or dying patient can show; None passes, closed lists have none.

    SQLite cannot change a CHECK without rebuilding its table, so these bounds are wide and the
    rules of `clinical.limits` stand before them.
    """
    return CheckConstraint(f"CAST({column} AS REAL) BETWEEN {low} AND {high}", name=column)


def refuse(table: Table, *verbs: str) -> None:
    """Add triggers that refuse UPDATE or DELETE on a table."""
    for verb in verbs:
        statement = (
            f"CREATE TRIGGER {table.name}_no_{verb.lower()} BEFORE {verb} ON {table.name}\n"
            f"BEGIN SELECT RAISE(ABORT, 'append-only: {table.name}'); END"
        )
        event.listen(table, "after_create", _Statement(statement))


class _Statement:
    """Runs one statement after its table was made."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, _table: Table, connection: Connection, **_: object) -> None:
        connection.exec_driver_sql(self.text)
