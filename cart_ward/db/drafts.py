"""Unfinished forms, kept encrypted in the store until they are signed or dropped.

A draft is not charted: it has no audit line, changes with each keystroke, and goes.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Engine, delete, exists, func, insert, select

from cart_ward.care.ports import Draft, DraftPlace
from cart_ward.clinical.people import StaffId
from cart_ward.db.engine import writing
from cart_ward.db.tables import DRAFT, ENTRY
from cart_ward.errors import NotAllowed

LONGEST = 2_000_000
"""Characters; a form with a picture of a sentence stays far below."""


class Drafts:
    """The port `Drafts` over the store."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = writing(engine)

    def save(self, place: DraftPlace, content: str, at: datetime) -> None:
        """Keep a draft in place of the one before; `Unavailable` if the machine refuses."""
        if len(content) > LONGEST:
            raise NotAllowed("draft.too_long")
        with self._writing.begin() as connection:
            connection.execute(delete(DRAFT).where(_at(place)))
            connection.execute(
                insert(DRAFT).values(
                    station=place.station,
                    staff_id=place.staff_id,
                    form=place.form,
                    admission_id=place.admission_id,
                    content=content,
                    saved_at=at,
                )
            )

    def load(self, place: DraftPlace) -> Draft | None:
        """Return the draft of a place, or None."""
        with self._reading.begin() as connection:
            row = connection.execute(select(DRAFT).where(_at(place))).one_or_none()
        return (
            None if row is None else Draft(place=place, content=row.content, saved_at=row.saved_at)
        )

    def drop(self, place: DraftPlace) -> None:
        """Forget a draft: it was signed, or thrown away by hand."""
        with self._writing.begin() as connection:
            connection.execute(delete(DRAFT).where(_at(place)))

    def of(self, station: str, staff_id: StaffId) -> tuple[Draft, ...]:
        """Return a person's drafts at a station, the newest first."""
        mine = (DRAFT.c.station == station) & (DRAFT.c.staff_id == staff_id)
        newest = DRAFT.c.saved_at.desc()
        with self._reading.begin() as connection:
            rows = connection.execute(select(DRAFT).where(mine).order_by(newest)).all()
        return tuple(
            Draft(
                place=DraftPlace(
                    station=station,
                    staff_id=staff_id,
                    form=row.form,
                    admission_id=row.admission_id,
                ),
                content=row.content,
                saved_at=row.saved_at,
            )
            for row in rows
        )

    def drop_signed(self, station: str, staff_id: StaffId) -> tuple[DraftPlace, ...]:
        """Forget a person's drafts whose token is charted; return where they were.

        A form that was left, or a program that was killed, between the commit and its answer
        leaves such a draft: given back, it would be signed as a second set.
        """
        token = func.json_extract(DRAFT.c.content, "$.token")
        well_formed = func.json_valid(DRAFT.c.content) == 1
        charted = exists(select(ENTRY.c.id).where(ENTRY.c.token == token))
        mine = (DRAFT.c.station == station) & (DRAFT.c.staff_id == staff_id)
        wanted = select(DRAFT.c.form, DRAFT.c.admission_id).where(mine & well_formed & charted)
        with self._reading.begin() as connection:
            rows = connection.execute(wanted).all()
        places = tuple(
            DraftPlace(
                station=station, staff_id=staff_id, form=row.form, admission_id=row.admission_id
            )
            for row in rows
        )
        for place in places:
            self.drop(place)
        return places


def _at(place: DraftPlace) -> ColumnElement[bool]:
    """Return the condition that finds a place."""
    return (
        (DRAFT.c.station == place.station)
        & (DRAFT.c.staff_id == place.staff_id)
        & (DRAFT.c.form == place.form)
        & (func.ifnull(DRAFT.c.admission_id, 0) == (place.admission_id or 0))
    )
