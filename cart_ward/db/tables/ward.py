"""What the ward works by: products, protocols, shifts, contacts; drafts and the store's mark."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cart_ward.clinical.people import Role
from cart_ward.db.tables.base import Base, Key, StaffRef, VersionRef, checked, refuse, table_of


class ProductRow(Base):
    """A version of a product leaflet."""

    __tablename__ = "product"
    __table_args__ = checked(UniqueConstraint("code", "version"))
    id: Mapped[Key]
    code: Mapped[str]
    name: Mapped[str]
    version: Mapped[str]
    source_toml: Mapped[str]
    digest: Mapped[str]


class ProtocolVersionRow(Base):
    """A version of a monitoring protocol."""

    __tablename__ = "protocol_version"
    __table_args__ = checked(UniqueConstraint("name", "version"))
    id: Mapped[Key]
    name: Mapped[str]
    version: Mapped[str]
    valid_from: Mapped[datetime]
    source_toml: Mapped[str]
    digest: Mapped[str]


class ProtocolApprovalRow(Base):
    """One person's signature under a protocol version, in the role held then."""

    __tablename__ = "protocol_approval"
    __table_args__ = checked(UniqueConstraint("version_id", "staff_id"))
    id: Mapped[Key]
    version_id: Mapped[VersionRef]
    staff_id: Mapped[StaffRef]
    role: Mapped[Role]
    at: Mapped[datetime]


class ShiftRow(Base):
    """A shift of the ward."""

    __tablename__ = "shift"
    __table_args__ = checked(CheckConstraint("starts_at < ends_at", name="shift_bounds"))
    id: Mapped[Key]
    name: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    lead_id: Mapped[StaffRef | None]


class ContactRow(Base):
    """Whom to call for a role, and within how many minutes an answer is owed; the last row holds.

    Without name and number nobody is on call.
    """

    __tablename__ = "contact"
    id: Mapped[Key]
    role: Mapped[str]
    name: Mapped[str]
    number: Mapped[str]
    answer_within: Mapped[int | None]
    set_at: Mapped[datetime]
    set_by_id: Mapped[StaffRef]


class DraftRow(Base):
    """An unfinished form; the only rows beside stays and staff that change, and they may go."""

    __tablename__ = "draft"
    __table_args__ = checked(
        Index(
            "draft_place",
            "station",
            "staff_id",
            "form",
            text("ifnull(admission_id, 0)"),
            unique=True,
        ),
    )
    id: Mapped[Key]
    station: Mapped[str]
    staff_id: Mapped[int]
    form: Mapped[str]
    admission_id: Mapped[int | None] = mapped_column(ForeignKey("admission.id"))
    content: Mapped[str]
    saved_at: Mapped[datetime]


class StoreMarkRow(Base):
    """What this store is for, for ever: practice, or a real ward."""

    __tablename__ = "store_mark"
    __table_args__ = checked(CheckConstraint("id = 1", name="store_mark_single"))
    id: Mapped[Key]
    practice: Mapped[bool]


for _row in (ProductRow, ProtocolVersionRow, ProtocolApprovalRow, StoreMarkRow, ContactRow):
    refuse(table_of(_row), "UPDATE", "DELETE")
