"""The audit lines."""

from datetime import datetime

from sqlalchemy.orm import Mapped

from cart_ward.db.tables.base import Base, Key, refuse, table_of


class AuditLineRow(Base):
    """One change or act. No column refers to another table: a line is never refused.

    `monotonic` is the station's steady time in milliseconds of the UNIX epoch, in older lines the
    milliseconds since its computer started; `row_digest` is the SHA-256 of the row as stored;
    `seal` is HMAC-SHA256 over the seal before and this line.
    """

    __tablename__ = "audit_line"
    id: Mapped[Key]
    at: Mapped[datetime]
    monotonic: Mapped[int]
    clock_suspect: Mapped[bool]
    station: Mapped[str]
    staff_id: Mapped[int]
    role: Mapped[str]
    act: Mapped[str]
    patient_id: Mapped[int | None]
    table_name: Mapped[str]
    row_id: Mapped[int | None]
    row_digest: Mapped[bytes | None]
    reason: Mapped[str]
    app_and_rule_version: Mapped[str]
    seal: Mapped[bytes]


refuse(table_of(AuditLineRow), "UPDATE", "DELETE")
