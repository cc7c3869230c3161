"""(charts, statuses, shift, now) -> HandoverSheet: the facts, worst patient first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from cart_ward.clinical import handover_now as now_
from cart_ward.clinical import handover_shift as shift_
from cart_ward.clinical import handover_work as work_
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.handover import (
    Contact,
    Counts,
    GradeNow,
    HandoverSheet,
    Left,
    PatientLine,
    Severity,
)
from cart_ward.clinical.happened import Late
from cart_ward.clinical.news2 import EMERGENCY, URGENT, Asked
from cart_ward.clinical.people import Admission, Staff, StaffId
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.shifts import Shift
from cart_ward.clinical.status import PatientStatus

LEFT_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all lines share: the moment, the last handover, both shifts, the zone, the people."""

    now: datetime
    since: datetime
    shift_out: Shift
    shift_in: Shift
    zone: tzinfo
    staff: Mapping[StaffId, Staff]

    def name_of(self, staff_id: StaffId | None) -> str:
        """Return a person's name in both forms; empty where nobody is named."""
        person = None if staff_id is None else self.staff.get(staff_id)
        return "" if person is None else person.name.both


def line(frame: Frame, chart: Chart, status: PatientStatus, protocol: Protocol) -> PatientLine:
    """Return everything the next shift must know about one patient.

    The chart holds nothing later than `frame.now`.
    """
    name_of, since = frame.name_of, frame.since
    crs = now_.grade(status.crs, status.crs_story, status, frame.zone, name_of)
    icans = now_.grade(status.icans, status.icans_story, status, frame.zone, name_of)
    late = shift_.late(protocol, chart, status, since, frame.zone)
    return PatientLine(
        who=now_.who(chart, status),
        severity=severity(crs, icans, status.news2_asked, late),
        crs=crs,
        icans=icans,
        score=now_.score(status, name_of),
        news2=now_.last_news2(chart, status),
        news2_asked=status.news2_asked,
        vitals=now_.vitals(chart, status, name_of),
        neuro=now_.neuro(chart, status, name_of),
        tocilizumab=work_.tocilizumab(chart, status, name_of),
        drugs=work_.drugs(chart, status.now),
        labs=work_.labs(chart),
        pending=work_.pending(status, frame.shift_in.ends_at),
        pause=shift_.paused(status),
        late=late,
        skipped=shift_.skipped(chart, since, name_of),
        overridden=shift_.overridden(chart, since, name_of),
        corrected=shift_.corrected(chart, since, name_of),
        causes=shift_.causes(chart, since, name_of),
        notes=shift_.notes(chart, since, name_of),
        calls=shift_.calls(chart, since),
        triggers=protocol.escalations,
        protocol=f"{protocol.name} {protocol.version}",
        changed=shift_.changed(chart, status, since),
    )


def severity(
    crs: GradeNow, icans: GradeNow, asked: Asked | None, late: tuple[Late, ...]
) -> Severity:
    """Return how ill the patient is, in one word (I-PASS: illness severity) [project].

    Unstable from grade 2 or NEWS2 7; to watch from grade 1, NEWS2 5 or a single 3, a masked
    episode, a check that is late, or a grade that nobody assessed.
    """
    worst = max(_grade(g.proposal.grade) for g in (crs, icans))
    score = 0 if asked is None else asked.score.answered_as
    if worst >= 4 or score >= EMERGENCY:
        return Severity.UNSTABLE
    masked = crs.masked_since is not None or icans.masked_since is not None
    if worst >= 1 or masked or _still(late) or score >= URGENT:
        return Severity.WATCH
    return Severity.STABLE


def _still(late: Iterable[Late]) -> int:
    """Return how many checks are late now."""
    return sum(one.done_at is None for one in late)


def _grade(number: int | None) -> int:
    """Rank a grade nobody assessed above 0 and below 1: it needs a look."""
    return 1 if number is None else number * 2


def urgency(patient: PatientLine) -> tuple[int, int, int, str]:
    """Return what the lines are ordered by: worst grade, late checks, NEWS2, then the bed."""
    worst = max(_grade(g.proposal.grade) for g in (patient.crs, patient.icans))
    signed = max(
        (g.signed.grade * 2 for g in (patient.crs, patient.icans) if g.signed is not None),
        default=0,
    )
    return (-max(worst, signed), -_still(patient.late), -_points(patient), patient.who.bed)


def _points(patient: PatientLine) -> int:
    """Return the points that stand, at least; 0 where nothing was scored."""
    return 0 if patient.news2_asked is None else patient.news2_asked.score.at_least


def counts(patients: Iterable[PatientLine], now: datetime, zone: tzinfo, since: datetime) -> Counts:
    """Return the ward in numbers."""
    lines = tuple(patients)
    today = now.astimezone(zone).date()
    crs = [p.crs.proposal.grade for p in lines]
    icans = [p.icans.proposal.grade for p in lines]
    given = [dose for p in lines for dose in p.tocilizumab.doses if dose.started_at > since]
    infused = [part for p in lines for part in p.who.infusions]
    return Counts(
        patients=len(lines),
        crs_from_2=sum(g is not None and g >= 2 for g in crs),
        icans_from_2=sum(g is not None and g >= 2 for g in icans),
        not_assessed=sum(None in pair for pair in zip(crs, icans, strict=True)),
        news2_from_5=sum(_points(p) >= URGENT for p in lines),
        tocilizumab_this_shift=len(given),
        checks_late=sum(_still(p.late) for p in lines),
        infused_today=sum(i.started_at.astimezone(zone).date() == today for i in infused),
    )


def left(admissions: Iterable[Admission], now: datetime) -> tuple[Left, ...]:
    """Return who left the ward in the last 24 hours, by time."""
    gone = [
        Left(
            bed=stay.bed.name,
            name=stay.patient.name,
            hospital_no=stay.patient.hospital_no,
            product_code=stay.product.code,
            at=stay.discharged_at,
        )
        for stay in admissions
        if stay.discharged_at is not None and now - LEFT_WITHIN <= stay.discharged_at <= now
    ]
    return tuple(sorted(gone, key=lambda one: one.at))


@dataclass(frozen=True, slots=True, kw_only=True)
class WardFacts:
    """What the sheet says about the ward itself."""

    ward_name: str
    practice: bool
    rules_approved: bool
    stock: tuple[tuple[int, int, int], ...]
    contacts: tuple[Contact, ...]
    audit_head: str
    audit_count: int
    software: str


def sheet(
    frame: Frame, ward: WardFacts, lines: Iterable[PatientLine], gone: Iterable[Admission]
) -> HandoverSheet:
    """Return the sheet: patients worst first, who left, the ward in numbers."""
    patients = tuple(sorted(lines, key=urgency))
    return HandoverSheet(
        ward_name=ward.ward_name,
        practice=ward.practice,
        rules_approved=ward.rules_approved,
        zone=frame.zone,
        shift_out=frame.shift_out,
        shift_in=frame.shift_in,
        data_as_of=frame.now,
        since=frame.since,
        patients=patients,
        left=left(gone, frame.now),
        counts=counts(patients, frame.now, frame.zone, frame.since),
        stock=ward.stock,
        contacts=ward.contacts,
        audit_head=ward.audit_head,
        audit_count=ward.audit_count,
        software=ward.software,
    )
