"""Typed tables, checks and triggers: one table for each kind of entry, joined to `chart_entry`."""

from typing import Any

from sqlalchemy import MetaData, Table

from cart_ward.clinical.entries import KINDS
from cart_ward.db.tables import audit, chart, medication, people, ward
from cart_ward.db.tables.base import Base, refuse, table_of

METADATA: MetaData = Base.metadata
ENTRY: Table = table_of(chart.ChartEntryRow)
AUDIT: Table = table_of(audit.AuditLineRow)
PATIENT: Table = table_of(people.PatientRow)
ADMISSION: Table = table_of(people.AdmissionRow)
BED: Table = table_of(people.BedRow)
STAFF: Table = table_of(people.StaffRow)
PIN: Table = table_of(people.PinRow)
TRIES: Table = table_of(people.StationTriesRow)
CLOCK: Table = table_of(people.StationClockRow)
PRODUCT: Table = table_of(ward.ProductRow)
PROTOCOL: Table = table_of(ward.ProtocolVersionRow)
APPROVAL: Table = table_of(ward.ProtocolApprovalRow)
DRAFT: Table = table_of(ward.DraftRow)
CONTACT: Table = table_of(ward.ContactRow)
MARK: Table = table_of(ward.StoreMarkRow)
CLAIM: Table = table_of(medication.DoseClaimRow)

BODIES: dict[type[Any], Table] = {body: METADATA.tables[kind] for kind, body in KINDS.items()}
"""The table that holds each kind of body."""

refuse(ENTRY, "UPDATE", "DELETE")
for _table in BODIES.values():
    refuse(_table, "UPDATE", "DELETE")
