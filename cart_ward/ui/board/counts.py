"""The counts on top of the board, and the order that holds still under the hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.schedule import DueState
from cart_ward.i18n import N_
from cart_ward.ui import theme
from cart_ward.ui.board.presenter import BoardRow
from cart_ward.ui.theme import Paint
from cart_ward.ui.widgets.grade_badge import Face

SOON = timedelta(minutes=30)

LATE = frozenset({DueState.OVERDUE, DueState.VERY_OVERDUE, DueState.MISSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A count on top of the board; clicked, only its rows are shown."""

    key: str
    label: str
    holds: Callable[[BoardRow, datetime], bool]


def _is_late(shown: BoardRow) -> bool:
    return shown.due is not None and shown.due.state in LATE


def _is_soon(shown: BoardRow, now: datetime) -> bool:
    """Tell whether a check is to be done soon; what is paused, or late, is not."""
    if shown.due is None or _is_late(shown) or shown.due.state is DueState.PAUSED:
        return False
    return shown.due.at <= now + SOON


def _reaches(shown: Face, grade: int) -> bool:
    return shown.grade is not None and shown.grade >= grade


def look(key: str, rows: Sequence[BoardRow]) -> Paint | None:
    """Return the colour of the worst state counted, for the two counts of due checks."""
    tokens = theme.current()
    late = [row.due.state for row in rows if row.due is not None]
    if key == "late" and any(s in (DueState.VERY_OVERDUE, DueState.MISSED) for s in late):
        return tokens.very_late
    if key == "late" and DueState.OVERDUE in late:
        return tokens.late
    return tokens.due if key == "soon" and DueState.DUE in late else None


def keep_order(
    shown: tuple[AdmissionId, ...], asked: tuple[BoardRow, ...]
) -> tuple[tuple[BoardRow, ...], int]:
    """Return fresh rows in the order on screen, newcomers last, and how many would move."""
    place = {admission_id: number for number, admission_id in enumerate(shown)}
    kept = tuple(sorted(asked, key=lambda r: place.get(r.admission_id, len(place))))
    moved = sum(a.admission_id != b.admission_id for a, b in zip(kept, asked, strict=True))
    return kept, moved


COUNTS = (
    Count(key="late", label=N_("Overdue"), holds=lambda r, _n: _is_late(r)),
    Count(key="soon", label=N_("Due soon"), holds=_is_soon),
    Count(key="crs", label=N_("CRS ≥ 2"), holds=lambda r, _n: _reaches(r.crs, 2)),
    Count(key="icans", label=N_("ICANS ≥ 1"), holds=lambda r, _n: _reaches(r.icans, 1)),
    Count(key="toci", label=N_("Toci clock"), holds=lambda r, _n: r.tocilizumab_clock),
    Count(
        key="unknown",
        label=N_("Unknown"),
        holds=lambda r, _n: r.crs.grade is None or r.icans.grade is None,
    ),
    Count(key="all", label=N_("Patients"), holds=lambda _r, _n: True),
)
