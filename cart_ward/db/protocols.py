"""Products and protocol versions with their approvals."""

import hashlib

from sqlalchemy import Connection, select

from cart_ward.clinical.people import (
    Approval,
    Product,
    ProductId,
    ProtocolVersion,
    ProtocolVersionId,
    Staff,
    StaffId,
    lacking,
)
from cart_ward.db import people
from cart_ward.db.tables import APPROVAL, PRODUCT, PROTOCOL


def source_digest(source_toml: str) -> str:
    """Return the SHA-256 of a rule file's text, as it stands on sheets."""
    return hashlib.sha256(source_toml.encode()).hexdigest()


def products(connection: Connection) -> tuple[Product, ...]:
    """Return all product versions, by code and then in the order they came."""
    rows = connection.execute(select(PRODUCT).order_by(PRODUCT.c.code, PRODUCT.c.id))
    return tuple(
        Product(
            id=ProductId(row.id),
            code=row.code,
            name=row.name,
            version=row.version,
            source_toml=row.source_toml,
            digest=row.digest,
        )
        for row in rows
    )


def approvals(connection: Connection) -> tuple[Approval, ...]:
    """Return every signature under a protocol version, in the order they were given."""
    return tuple(
        Approval(
            version_id=ProtocolVersionId(row.version_id),
            staff_id=StaffId(row.staff_id),
            role=row.role,
            at=row.at,
        )
        for row in connection.execute(select(APPROVAL).order_by(APPROVAL.c.id))
    )


def protocols(connection: Connection) -> tuple[ProtocolVersion, ...]:
    """Return all protocol versions in the order they came, each with who signed it."""
    signed: dict[int, list[Approval]] = {}
    for approval in approvals(connection):
        signed.setdefault(approval.version_id, []).append(approval)
    staff = {person.id: person for person in people.staff(connection)} if signed else {}
    return tuple(
        ProtocolVersion(
            id=ProtocolVersionId(row.id),
            name=row.name,
            version=row.version,
            valid_from=row.valid_from,
            source_toml=row.source_toml,
            digest=row.digest,
            approved_by=tuple(approval.staff_id for approval in signed.get(row.id, ())),
            approved=_approved(signed.get(row.id, []), staff),
        )
        for row in connection.execute(select(PROTOCOL).order_by(PROTOCOL.c.id))
    )


def _approved(signed: list[Approval], staff: dict[StaffId, Staff]) -> bool:
    return lacking((staff[one.staff_id], one.role) for one in signed).people == 0
