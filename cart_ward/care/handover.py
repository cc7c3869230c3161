"""Assemble the handover sheet, sign it, print it again."""

import dataclasses
import json
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from cart_ward import __version__
from cart_ward.care import access, acts
from cart_ward.care.changes import Changes
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk
from cart_ward.care.refusals import refused
from cart_ward.clinical import calls, handover_sheet, shifts, status
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.entries import KIND_OF, Entry
from cart_ward.clinical.handover import Contact, HandoverSheet, PatientLine
from cart_ward.clinical.handover_sheet import Frame, WardFacts
from cart_ward.clinical.observed import HandoverSigned
from cart_ward.clinical.people import AdmissionId, Role, StaffId
from cart_ward.clinical.shifts import TWO_SHIFTS, ShiftHours

HANDS_OVER = frozenset({Role.NURSE, Role.CHARGE_NURSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SignHandover:
    """Both nurses sign this sheet, as printed in `pdf`."""

    sheet: HandoverSheet
    pdf: bytes
    giver_id: StaffId
    taker_id: StaffId
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPrint:
    """A sheet was printed or saved: what it shows (`ward` or an admission) and how many copies."""

    digest: str
    copies: int
    admission_id: AdmissionId | None
    token: str


def assemble(
    snapshot: WardSnapshot,
    *,
    now: datetime,
    zone: tzinfo,
    ward_name: str,
    practice: bool,
    since: datetime | None = None,
    pattern: tuple[ShiftHours, ...] = TWO_SHIFTS,
) -> HandoverSheet:
    """Return the sheet of the whole ward at `now`: every open stay, worst first.

    `since` is when the last handover was signed (`last_signed`); without it, changes are counted
    from the start of the shift that gives.
    """
    frame = _frame(snapshot, now, zone, since, pattern)
    lines = [_line(frame, snapshot, key) for key in snapshot.charts]
    ward = _ward(snapshot, ward_name, practice=practice)
    return handover_sheet.sheet(frame, ward, lines, snapshot.left)


def patient_sheet(
    snapshot: WardSnapshot,
    admission_id: AdmissionId,
    *,
    now: datetime,
    zone: tzinfo,
    ward_name: str,
    practice: bool,
    since: datetime | None = None,
) -> HandoverSheet:
    """Return a sheet of one patient; `NotAllowed("admission.unknown")` if not on the ward."""
    if admission_id not in snapshot.charts:
        raise refused("admission.unknown", "admission_id", admission_id=admission_id)
    frame = _frame(snapshot, now, zone, since, TWO_SHIFTS)
    ward = _ward(snapshot, ward_name, practice=practice)
    return handover_sheet.sheet(frame, ward, [_line(frame, snapshot, admission_id)], ())


def _frame(
    snapshot: WardSnapshot,
    now: datetime,
    zone: tzinfo,
    since: datetime | None,
    pattern: tuple[ShiftHours, ...],
) -> Frame:
    giving, taking = shifts.handing_over(now, zone, pattern)
    return Frame(
        now=now,
        since=giving.starts_at if since is None else since,
        shift_out=giving,
        shift_in=taking,
        zone=zone,
        staff=snapshot.staff,
    )


def _line(frame: Frame, snapshot: WardSnapshot, admission_id: AdmissionId) -> PatientLine:
    chart = _known(snapshot.charts[admission_id], frame.now)
    _, protocol = snapshot.protocols[chart.subject.protocol_version_id]
    standing = status.status(protocol, chart, frame.now, frame.zone, snapshot.clock)
    return handover_sheet.line(frame, chart, standing, protocol)


def _known(chart: Chart, now: datetime) -> Chart:
    """Return the chart as it was known at `now`; the chart itself where nothing came later."""
    later = any(e.recorded_at > now or e.taken_at > now for e in chart.entries)
    return chart.as_of(now) if later else chart


def _ward(snapshot: WardSnapshot, ward_name: str, *, practice: bool) -> WardFacts:
    followed = {chart.subject.protocol_version_id for chart in snapshot.charts.values()}
    free, reserved = snapshot.stock.free, snapshot.stock.reserved
    return WardFacts(
        ward_name=ward_name,
        practice=practice,
        rules_approved=all(snapshot.protocols[key][0].approved for key in followed),
        stock=tuple(
            (size, free.get(size, 0), reserved.get(size, 0)) for size in sorted({*free, *reserved})
        ),
        contacts=_contacts(snapshot),
        audit_head=snapshot.audit_head,
        audit_count=snapshot.audit_count,
        software=__version__,
    )


def _contacts(snapshot: WardSnapshot) -> tuple[Contact, ...]:
    """Return who can be called, in the order in which the protocols name the roles."""
    named = calls.roles_named(protocol for _, protocol in snapshot.protocols.values())
    place = {role: number for number, role in enumerate(named)}
    there = [contact for contact in snapshot.contacts if not contact.nobody]
    return tuple(
        Contact(role=c.role, name=c.name, number=c.number)
        for c in sorted(there, key=lambda c: (place.get(c.role, len(place)), c.role))
    )


def facts_json(sheet: HandoverSheet) -> str:
    """Return the facts of a sheet as canonical text, to be charted with the signatures."""
    return json.dumps(
        sheet, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def _plain(value: object) -> object:
    """Return what JSON lacks: values by their fields, times and exact numbers as text."""
    if dataclasses.is_dataclass(value):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    if isinstance(value, bytes):
        return {"bytes": len(value)}
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def sign_handover(desk: Desk, command: SignHandover) -> Changes:
    """Keep the sheet as printed and chart that two different people gave and took it.

    `NotAllowed`: the same person twice, somebody unknown or not a nurse of the ward, an empty
    sheet. A second click with the same token signs nothing more.
    """
    access.require(desk.actor, "sign_handover")
    if command.giver_id == command.taker_id:
        raise refused("handover.same_person", "taker_id")
    if not command.pdf:
        raise refused("handover.no_sheet", "pdf")
    now = desk.clock.now()
    kind = frozenset({KIND_OF[HandoverSigned]})
    with desk.store.act(desk.actor, "sign_handover", now) as work:
        acts.person(work, desk.actor)
        if written := work.seen(command.token):
            return Changes(kinds=kind, entries=written)
        for staff_id, field in ((command.giver_id, "giver_id"), (command.taker_id, "taker_id")):
            if acts.staff_member(work, staff_id, field).role not in HANDS_OVER:
                raise refused("handover.not_a_nurse", field)
        if acts.one_human(work, command.giver_id, command.taker_id):
            raise refused("handover.same_person", "taker_id")
        signed = HandoverSigned(
            shift=command.sheet.shift_out.key,
            giver_id=command.giver_id,
            taker_id=command.taker_id,
            facts_json=facts_json(command.sheet),
            pdf_digest=desk.store.keep_sheet(command.pdf),
        )
        entry_id = work.append(None, signed, now, token=command.token)
        return Changes(kinds=kind, entries=(entry_id,))


def signed_sheets(desk: Desk) -> tuple[Entry[HandoverSigned], ...]:
    """Return the signed handovers, oldest first: the archive."""
    with desk.store.read() as reading:
        return reading.ward_entries(HandoverSigned)


def last_signed(desk: Desk) -> datetime | None:
    """Return when the last handover was signed."""
    archive = signed_sheets(desk)
    return archive[-1].taken_at if archive else None


def reprint(desk: Desk, digest: str) -> bytes:
    """Return a signed sheet byte for byte; `Untrusted("sheet.damaged")` if it was changed."""
    access.require(desk.actor, "print_sheet")
    with desk.store.act(desk.actor, "print_sheet", desk.clock.now()) as work:
        pdf = desk.store.sheet(digest)
        work.log("sheet_reprinted", reason=digest)
        return pdf


def log_print(desk: Desk, command: LogPrint) -> Changes:
    """Write in the audit log that a sheet left on paper or as a file, and how many copies."""
    access.require(desk.actor, "print_sheet")
    with desk.store.act(desk.actor, "print_sheet", desk.clock.now()) as work:
        key = command.admission_id
        patient_id = None if key is None else work.admission(key).patient.id
        work.log("sheet_printed", patient_id, reason=f"{command.copies} x {command.digest}")
        return Changes()
