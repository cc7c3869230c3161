"""Patients, stays, beds, staff and PINs: rows in, frozen values out."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from cart_ward.care.ports import PinRecord
from cart_ward.clinical.people import (
    Admission,
    AdmissionId,
    Bed,
    BedId,
    Name,
    OnCall,
    PastStay,
    Patient,
    PatientId,
    Product,
    ProductId,
    ProtocolVersionId,
    Staff,
    StaffId,
)
from cart_ward.db.tables import ADMISSION, BED, CONTACT, PATIENT, PIN, PRODUCT, STAFF
from cart_ward.errors import NotAllowed

_STAYS = (
    select(
        *(
            column.label(f"{column.table.name}_{column.name}")
            for column in (*ADMISSION.columns, *PATIENT.columns, *BED.columns, *PRODUCT.columns)
        )
    )
    .select_from(ADMISSION)
    .join(PATIENT, PATIENT.c.id == ADMISSION.c.patient_id)
    .join(BED, BED.c.id == ADMISSION.c.bed_id)
    .join(PRODUCT, PRODUCT.c.id == ADMISSION.c.product_id)
)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return the sorting key of a bed's name: bed 2 stands before bed 10."""
    parts = re.findall(r"\d+|\D+", name)
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p.casefold()) for p in parts)


def _name(row: Row[Any], prefix: str = "") -> Name:
    parts = ("family_zh", "given_zh", "family_latin", "given_latin")
    return Name(**{part: getattr(row, prefix + part) for part in parts})


def name_values(name: Name) -> dict[str, object]:
    """Return a name as the columns of a row."""
    return {
        "family_zh": name.family_zh,
        "given_zh": name.given_zh,
        "family_latin": name.family_latin,
        "given_latin": name.given_latin,
    }


def _patient(row: Row[Any], prefix: str = "") -> Patient:
    return Patient(
        id=PatientId(getattr(row, prefix + "id")),
        hospital_no=getattr(row, prefix + "hospital_no"),
        name=_name(row, prefix),
        birth_date=getattr(row, prefix + "birth_date"),
        sex=getattr(row, prefix + "sex"),
    )


def _stay(row: Row[Any]) -> Admission:
    return Admission(
        id=AdmissionId(row.admission_id),
        patient=_patient(row, "patient_"),
        bed=Bed(id=BedId(row.bed_id), name=row.bed_name, active=row.bed_active),
        product=Product(
            id=ProductId(row.product_id),
            code=row.product_code,
            name=row.product_name,
            version=row.product_version,
            source_toml=row.product_source_toml,
            digest=row.product_digest,
        ),
        protocol_version_id=ProtocolVersionId(row.admission_protocol_version_id),
        admitted_at=row.admission_admitted_at,
        discharged_at=row.admission_discharged_at,
    )


def _stays(connection: Connection, which: ColumnElement[bool]) -> tuple[Admission, ...]:
    return tuple(_stay(row) for row in connection.execute(_STAYS.where(which)))


def admission(connection: Connection, admission_id: AdmissionId) -> Admission:
    """Return a stay; `NotAllowed("admission.unknown")` if there is none."""
    found = _stays(connection, ADMISSION.c.id == admission_id)
    if not found:
        raise NotAllowed("admission.unknown", admission=admission_id)
    return found[0]


def _by_bed(stays: Iterable[Admission]) -> tuple[Admission, ...]:
    return tuple(sorted(stays, key=lambda stay: natural(stay.bed.name)))


def open_admissions(connection: Connection) -> tuple[Admission, ...]:
    """Return the open stays by bed name."""
    return _by_bed(_stays(connection, ADMISSION.c.discharged_at.is_(None)))


def left_since(connection: Connection, at: datetime) -> tuple[Admission, ...]:
    """Return the stays that ended at or after `at`, the earliest first."""
    found = _stays(connection, ADMISSION.c.discharged_at >= at)
    return tuple(sorted(found, key=lambda stay: (stay.discharged_at or at, stay.id)))


def stays_before(
    connection: Connection, stays: Iterable[Admission], within: timedelta
) -> dict[AdmissionId, tuple[Admission, ...]]:
    """Return for each stay those of the same patient that ended so long before it, oldest first."""
    known = tuple(stays)
    if not known:
        return {}
    since = min(stay.admitted_at for stay in known) - within
    of_them = ADMISSION.c.patient_id.in_({stay.patient.id for stay in known})
    ended = _stays(connection, (ADMISSION.c.discharged_at >= since) & of_them)
    return {
        stay.id: tuple(
            before
            for before in sorted(ended, key=lambda one: one.id)
            if before.patient.id == stay.patient.id
            and before.id < stay.id
            and before.discharged_at is not None
            and before.discharged_at >= stay.admitted_at - within
        )
        for stay in known
    }


def past_stays(connection: Connection) -> tuple[PastStay, ...]:
    """Return every stay that has ended, the last first: who, where and when, without the rest."""
    columns = (
        ADMISSION.c.id.label("stay_id"),
        ADMISSION.c.admitted_at,
        ADMISSION.c.discharged_at,
        BED.c.name.label("bed_name"),
        *PATIENT.columns,
    )
    query = (
        select(*columns)
        .select_from(ADMISSION)
        .join(PATIENT, PATIENT.c.id == ADMISSION.c.patient_id)
        .join(BED, BED.c.id == ADMISSION.c.bed_id)
        .where(ADMISSION.c.discharged_at.is_not(None))
        .order_by(ADMISSION.c.discharged_at.desc(), ADMISSION.c.id.desc())
    )
    return tuple(
        PastStay(
            id=AdmissionId(row.stay_id),
            patient=_patient(row),
            bed=row.bed_name,
            admitted_at=row.admitted_at,
            discharged_at=row.discharged_at,
        )
        for row in connection.execute(query)
    )


def patient_by_number(connection: Connection, hospital_no: str) -> Patient | None:
    """Return the patient with this hospital number."""
    query = select(PATIENT).where(PATIENT.c.hospital_no == hospital_no)
    row = connection.execute(query).one_or_none()
    return None if row is None else _patient(row)


def beds(connection: Connection) -> tuple[Bed, ...]:
    """Return the active beds by name."""
    return tuple(bed for bed in all_beds(connection) if bed.active)


def all_beds(connection: Connection) -> tuple[Bed, ...]:
    """Return every bed by name, those out of use too."""
    rows = connection.execute(select(BED))
    found = (Bed(id=BedId(row.id), name=row.name, active=row.active) for row in rows)
    return tuple(sorted(found, key=lambda bed: natural(bed.name)))


def staff(connection: Connection) -> tuple[Staff, ...]:
    """Return everybody who ever signed, in the order they came."""
    return tuple(
        Staff(
            id=StaffId(row.id),
            name=_name(row),
            role=row.role,
            registration_no=row.registration_no,
            badge=row.badge,
            active=row.active,
            competent_until=row.competent_until,
        )
        for row in connection.execute(select(STAFF).order_by(STAFF.c.id))
    )


def pin(connection: Connection, staff_id: StaffId) -> PinRecord | None:
    """Return the stored PIN of a person."""
    row = connection.execute(select(PIN).where(PIN.c.staff_id == staff_id)).one_or_none()
    if row is None:
        return None
    return PinRecord(hash=row.hash, failures=row.failures, locked_until=row.locked_until)


def contacts(connection: Connection) -> tuple[OnCall, ...]:
    """Return who was last entered for each role, the longest unchanged first."""
    last = select(func.max(CONTACT.c.id)).group_by(CONTACT.c.role)
    rows = connection.execute(select(CONTACT).where(CONTACT.c.id.in_(last)).order_by(CONTACT.c.id))
    return tuple(
        OnCall(
            role=row.role,
            name=row.name,
            number=row.number,
            answer_within=_minutes(row.answer_within),
            since=row.set_at,
            by=StaffId(row.set_by_id),
        )
        for row in rows
    )


def _minutes(count: int | None) -> timedelta | None:
    return None if count is None else timedelta(minutes=count)
