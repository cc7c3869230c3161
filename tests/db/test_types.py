"""What is exact outside is exact in the file."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite

from cart_ward.clinical.vocabulary import Oxygen
from cart_ward.db.tables import METADATA
from cart_ward.db.types import Choice, Codes, ExactNumber, Flag, UtcDateTime

DIALECT = sqlite.dialect()


def test_a_time_is_stored_in_utc_to_the_millisecond() -> None:
    """Never rounded up: a time read back is not later than it was."""
    shanghai = timezone(timedelta(hours=8))
    at = datetime(2026, 11, 22, 14, 0, 0, 999_999, tzinfo=shanghai)

    assert UtcDateTime().process_bind_param(at, DIALECT) == "2026-11-22T06:00:00.999+00:00"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (UtcDateTime(), datetime(2026, 11, 22, tzinfo=UTC).replace(tzinfo=None)),
        (ExactNumber(), 38.5),
        (ExactNumber(), Decimal("NaN")),
        (ExactNumber(), Decimal("Infinity")),
        (Choice(Oxygen), "mask"),
        (Codes(), ("two words",)),
        (Codes(), ("",)),
    ],
)
def test_what_is_not_exact_is_refused(kind: Any, value: object) -> None:
    """No zone-less time, no float, no word outside its list."""
    with pytest.raises(ValueError, match=r".+"):
        kind.process_bind_param(value, DIALECT)


def test_missing_is_not_zero() -> None:
    """None stays None through every type."""
    for kind in (UtcDateTime(), ExactNumber(), Flag(), Choice(Oxygen), Codes()):
        assert kind.process_bind_param(None, DIALECT) is None
        assert kind.result_processor(DIALECT, None)(None) is None
    assert Flag().process_bind_param(value=False, dialect=DIALECT) == 0


def test_every_table_is_strict_and_holds_exact_types_only() -> None:
    """Columns are INTEGER or TEXT, BLOB for seals, digests and pictures."""
    blobs = {"seal", "row_digest", "picture"}
    for table in METADATA.tables.values():
        assert table.dialect_options["sqlite"]["strict"] is True
        for column in table.columns:
            stored = column.type.compile(DIALECT)
            assert stored in ({"BLOB"} if column.name in blobs else {"INTEGER", "TEXT"})
