"""Patients and their stays, beds, staff and PINs."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from cart_ward.clinical.people import Role, Sex
from cart_ward.db.tables.base import (
    Base,
    BedRef,
    Key,
    StaffRef,
    VersionRef,
    checked,
    refuse,
    table_of,
)

_NAMED = "family_zh || given_zh || family_latin || given_latin <> ''"


class PatientRow(Base):
    """A patient: name in Chinese and in Latin letters, hospital number, birth date."""

    __tablename__ = "patient"
    __table_args__ = checked(
        CheckConstraint(_NAMED, name="patient_named"),
        CheckConstraint("hospital_no <> ''", name="patient_numbered"),
    )
    id: Mapped[Key]
    hospital_no: Mapped[str] = mapped_column(unique=True)
    family_zh: Mapped[str]
    given_zh: Mapped[str]
    family_latin: Mapped[str]
    given_latin: Mapped[str]
    birth_date: Mapped[date]
    sex: Mapped[Sex]


class BedRow(Base):
    """A bed."""

    __tablename__ = "bed"
    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    active: Mapped[bool]


class AdmissionRow(Base):
    """One stay; one open stay a bed and one a patient."""

    __tablename__ = "admission"
    __table_args__ = checked(
        Index(
            "admission_open_bed", "bed_id", unique=True, sqlite_where=text("discharged_at IS NULL")
        ),
        Index(
            "admission_open_patient",
            "patient_id",
            unique=True,
            sqlite_where=text("discharged_at IS NULL"),
        ),
        Index("admission_discharged", "discharged_at"),
    )
    id: Mapped[Key]
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id"))
    bed_id: Mapped[BedRef]
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    protocol_version_id: Mapped[VersionRef]
    admitted_at: Mapped[datetime]
    discharged_at: Mapped[datetime | None]


class StaffRow(Base):
    """A person who signs; retired, never deleted."""

    __tablename__ = "staff"
    __table_args__ = checked(
        CheckConstraint(_NAMED, name="staff_named"),
        Index("staff_badge", "badge", unique=True, sqlite_where=text("badge <> ''")),
    )
    id: Mapped[Key]
    family_zh: Mapped[str]
    given_zh: Mapped[str]
    family_latin: Mapped[str]
    given_latin: Mapped[str]
    role: Mapped[Role]
    registration_no: Mapped[str]
    badge: Mapped[str]
    active: Mapped[bool]
    competent_until: Mapped[date | None]


class PinRow(Base):
    """A person's PIN as its Argon2id hash, and what went wrong with it since the last success."""

    __tablename__ = "pin"
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    hash: Mapped[str]
    failures: Mapped[int]
    locked_until: Mapped[datetime | None]


class StationTriesRow(Base):
    """Up to when the wrong PINs typed at a station are counted, by its steady time."""

    __tablename__ = "station_tries"
    id: Mapped[Key]
    station: Mapped[str] = mapped_column(unique=True)
    counted_to: Mapped[datetime]


class StationClockRow(Base):
    """Where the steady time of a station began: `ticks` milliseconds into a run of its computer.

    `accepted` milliseconds was the wall clock ahead when somebody last found it right.
    """

    __tablename__ = "station_clock"
    id: Mapped[Key]
    station: Mapped[str] = mapped_column(unique=True)
    boot: Mapped[str]
    ticks: Mapped[int]
    since: Mapped[datetime]
    accepted: Mapped[int]


class AssignmentRow(Base):
    """Who looks after which stay in a shift."""

    __tablename__ = "assignment"
    id: Mapped[Key]
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"))
    staff_id: Mapped[StaffRef]
    admission_id: Mapped[int] = mapped_column(ForeignKey("admission.id"))


for _row in (
    *(PatientRow, BedRow, AdmissionRow, StaffRow, PinRow),
    *(StationTriesRow, StationClockRow),
):
    refuse(table_of(_row), "DELETE")
