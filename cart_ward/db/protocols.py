"""Products and protocol versions with their approvals."""

import hashlib

from sqlalchemy import Connection, select

from cart_ward.clinical.people import (
    Product,
    ProductId,
    ProtocolVersion,
    ProtocolVersionId,
    Role,
    StaffId,
)
from cart_ward.db.tables import APPROVAL, PRODUCT, PROTOCOL

SIGNATURES_NEEDED = 2
"""Two people sign a protocol, one of them a physician (architecture section 5)."""


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


def protocols(connection: Connection) -> tuple[ProtocolVersion, ...]:
    """Return all protocol versions in the order they came, each with who signed it."""
    signed: dict[int, list[tuple[StaffId, Role]]] = {}
    for row in connection.execute(select(APPROVAL).order_by(APPROVAL.c.id)):
        signed.setdefault(row.version_id, []).append((StaffId(row.staff_id), row.role))
    return tuple(
        ProtocolVersion(
            id=ProtocolVersionId(row.id),
            name=row.name,
            version=row.version,
            valid_from=row.valid_from,
            source_toml=row.source_toml,
            digest=row.digest,
            approved_by=tuple(person for person, _ in signed.get(row.id, [])),
            approved=_approved([role for _, role in signed.get(row.id, [])]),
        )
        for row in connection.execute(select(PROTOCOL).order_by(PROTOCOL.c.id))
    )


def _approved(roles: list[Role]) -> bool:
    return len(roles) >= SIGNATURES_NEEDED and Role.PHYSICIAN in roles
