"""What others have changed since we last looked: another station, or another program here."""

from sqlalchemy import Connection, Engine, select

from cart_ward.care.changes import Changes
from cart_ward.clinical.entries import KINDS
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.db import audit
from cart_ward.db.tables import AUDIT, ENTRY

_WARD = {
    "staff": "staff",
    "pin": "staff",
    "bed": "bed",
    "contact": "contact",
    "product": "protocol",
    "protocol_version": "protocol",
    "protocol_approval": "protocol",
}


class Feed:
    """Watches the store over a connection of its own, which `close` gives back.

    The cheap question comes first: `data_version` moves only when another connection committed.
    Our own acts come over other connections too, so what they tell is told again; a screen that
    has it already reads nothing new.
    """

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect()
        self._version = self._data_version()
        with self._connection.begin():
            self._seen = audit.head(self._connection).count

    def news(self) -> Changes | None:
        """Return what was written since the last call, or None if nothing was."""
        version = self._data_version()
        if version == self._version:
            return None
        self._version = version
        with self._connection.begin():
            head = audit.head(self._connection).count
            changes = _changes(self._connection, self._seen)
        self._seen = head
        return changes

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def _data_version(self) -> int:
        with self._connection.begin():
            answer = self._connection.exec_driver_sql("PRAGMA data_version")
            return int(answer.scalar_one())


def _changes(connection: Connection, after: int) -> Changes | None:
    lines = connection.execute(
        select(AUDIT.c.table_name, AUDIT.c.row_id, ENTRY.c.admission_id)
        .outerjoin(ENTRY, (ENTRY.c.id == AUDIT.c.row_id) & AUDIT.c.table_name.in_(tuple(KINDS)))
        .where(AUDIT.c.id > after, AUDIT.c.table_name != "")
        .order_by(AUDIT.c.id)
    ).all()
    if not lines:
        return None
    stays = {line.admission_id for line in lines} - {None}
    stays |= {line.row_id for line in lines if line.table_name == "admission"}
    told = {_WARD.get(line.table_name, line.table_name) for line in lines}
    return Changes(
        admissions=frozenset(AdmissionId(stay) for stay in stays),
        kinds=frozenset(told & (KINDS.keys() | set(_WARD.values()))),
        entries=tuple(EntryId(line.row_id) for line in lines if line.table_name in KINDS),
    )
