"""What the board shows of each patient: pure functions from status to row, without Qt widgets."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal

from cart_ward.clinical import vitals as signs
from cart_ward.clinical.alarms import Priority
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import Note, VitalSigns
from cart_ward.clinical.people import AdmissionId, Patient, Sex
from cart_ward.clinical.schedule import CheckDue
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.tocilizumab import CEILING
from cart_ward.clinical.vocabulary import NoteKind, Oxygen, Scale
from cart_ward.i18n import N_, _, formats, ngettext, wording
from cart_ward.ui.board.points import Points, points
from cart_ward.ui.widgets.due_clock import DueFace, due_face
from cart_ward.ui.widgets.grade_badge import Face, face

STRIP = timedelta(hours=24)
"""How far back the temperature strip reaches."""

OXYGEN = {
    Oxygen.ROOM_AIR: N_("Room air"),
    Oxygen.LOW_FLOW_NC: N_("NC"),
    Oxygen.BLOW_BY: N_("Blow-by"),
    Oxygen.HIGH_FLOW_NC: N_("HFNC"),
    Oxygen.FACEMASK: N_("Mask"),
    Oxygen.NONREBREATHER: N_("NRB"),
    Oxygen.VENTURI: N_("Venturi"),
    Oxygen.CPAP: N_("CPAP"),
    Oxygen.BIPAP: N_("BiPAP"),
    Oxygen.INTUBATED: N_("Tube"),
}
"""Short words for the narrow column; the patient page has the long ones."""

SEX = {Sex.FEMALE: N_("F"), Sex.MALE: N_("M"), Sex.UNKNOWN: N_("sex unknown")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Two lines of a cell, and the one line of compact rows where it is not just the first.

    `alert` marks a value outside its limit, in colour and weight. What does not fit gives way to
    `least` (first line), `sub_least` (second line) or `brief_least` (compact) before it is cut.
    """

    main: str
    sub: str = ""
    brief: str = ""
    least: str = ""
    sub_least: str = ""
    brief_least: str = ""
    alert: bool = False
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One patient's row: finished words and the few values the delegate draws.

    `strip` holds (minutes before now, degrees C) of the last 24 h, oldest first; `alike` says
    whose name is like this one's, or nothing.
    """

    admission_id: AdmissionId
    bed: str
    initials: str
    alike: str
    who: Cell
    day: Cell
    crs: Face
    icans: Face
    ice: Cell
    strip: tuple[tuple[int, Decimal], ...]
    temperature: Cell
    pressure: Cell
    spo2: Cell
    news2: Points
    tocilizumab: Cell
    tocilizumab_clock: bool
    watch: str
    due: CheckDue | None
    due_face: DueFace | None
    high: bool

    def at(self, now: datetime, zone: tzinfo) -> "BoardRow":
        """Return the row with its countdown at `now`."""
        shown = None if self.due is None else due_face(self.due, now, zone)
        return self if shown == self.due_face else replace(self, due_face=shown)


def row(
    status: PatientStatus, chart: Chart | None, zone: tzinfo, alike: tuple[str, ...] = ()
) -> BoardRow:
    """Return the board's row for a patient; `alike` names the beds of similar names."""
    due = status.due[0] if status.due else None
    return BoardRow(
        admission_id=status.admission.id,
        bed=status.admission.bed.name,
        initials=initials(status.admission.patient),
        alike=alike_words(alike),
        who=_who(status, marked=bool(alike)),
        day=_day(status),
        crs=face(Scale.CRS, status.crs, status.crs_story),
        icans=face(Scale.ICANS, status.icans, status.icans_story),
        ice=_ice(status),
        strip=_strip(chart, status.now),
        temperature=_temperature(status),
        pressure=_pressure(status, chart),
        spo2=_spo2(status),
        news2=points(status),
        tocilizumab=_tocilizumab(status, zone),
        tocilizumab_clock=_counting(status),
        watch=_watch(status, chart, zone),
        due=due,
        due_face=None if due is None else due_face(due, status.now, zone),
        high=any(a.priority is Priority.HIGH and not a.answered for a in status.alarms),
    )


def alike_words(beds: tuple[str, ...]) -> str:
    """Return the warning that a name is like those in other beds; nothing where it is not."""
    if not beds:
        return ""
    words = ngettext("Name like bed {beds}", "Name like beds {beds}", len(beds))
    return words.format(beds=", ".join(sorted(beds)))


def initials(patient: Patient) -> str:
    """Return the initials of a patient for a screen that anybody may read."""
    name = patient.name
    parts = [*name.family_latin.split(), *name.given_latin.split()]
    if parts:
        return "".join(f"{part[0]}." for part in parts)
    return f"{name.family_zh[:1]}*"


def _who(status: PatientStatus, *, marked: bool) -> Cell:
    patient = status.admission.patient
    weight = (
        _("no weight")
        if status.weight is None
        else _("{weight} kg").format(weight=formats.fixed(status.weight))
    )
    about = _("{sex} {age}, {number}, {weight}").format(
        sex=_(SEX[patient.sex]), age=status.age, weight=weight, number=patient.hospital_no
    )
    # The number first: in a narrow column the name is cut, never the second identifier.
    brief = f"{patient.hospital_no}  {patient.name.both}"
    short = patient.name.chinese
    less = f"{patient.hospital_no}  {short}" if short else ""
    if not marked:
        fewer = _("{sex} {age}, {number}").format(
            sex=_(SEX[patient.sex]), age=status.age, number=patient.hospital_no
        )
        both = patient.name.both
        return Cell(
            main=both, sub=about, brief=brief, least=short, sub_least=fewer, brief_least=less
        )
    # Names alike: the number is what tells them apart, so it leads here too (ux 7).
    about = _("{sex} {age}, {weight}").format(
        sex=_(SEX[patient.sex]), age=status.age, weight=weight
    )
    return Cell(main=brief, sub=about, brief=brief, least=less, brief_least=less)


def _day(status: PatientStatus) -> Cell:
    day = _("pre") if status.day is None else formats.day_count(status.day)
    return Cell(main=day, sub=wording.product(status.admission.product.code))


def _last_seen(status: PatientStatus) -> str:
    """Return the age of the last set of vital signs, for a grade that is not assessed."""
    if status.vitals is None:
        return _("no vitals yet")
    return _("last vitals {ago}").format(ago=_ago(status.now - status.vitals.taken_at))


def _ago(elapsed: timedelta) -> str:
    """Return an age in its largest unit: the column is narrow, and minutes matter only early."""
    minutes = max(int(elapsed.total_seconds()) // 60, 0)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("{minutes} min ago").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h ago").format(hours=minutes // 60)
    return _("{days} d ago").format(days=minutes // (24 * 60))


def _unknown_line(status: PatientStatus) -> str:
    """Return which grade is not assessed and how old the last vital signs are."""
    unknown = [
        scale.value
        for scale, graded in ((Scale.CRS, status.crs), (Scale.ICANS, status.icans))
        if graded.grade is None
    ]
    if not unknown:
        return ""
    return _("{scales} not assessed, {seen}").format(
        scales=", ".join(unknown), seen=_last_seen(status)
    )


def _not_assessed() -> Cell:
    return Cell(main=_("not assessed"), known=False)


def _ice(status: PatientStatus) -> Cell:
    if status.score is None:
        return _not_assessed()
    if not _by_capd(status):
        return Cell(main=f"{status.score}/10", sub=_change(status))
    # The figure leads: it is the tool's name that may stand small.
    score = str(status.score)
    changed = "" if status.day is None else _change(status)
    sub = _("CAPD {change}").format(change=changed) if changed else _("CAPD")
    return Cell(main=score, sub=sub, brief=_("{score} CAPD").format(score=score))


def _by_capd(status: PatientStatus) -> bool:
    ice, capd = status.ice, status.capd
    return capd is not None and (ice is None or capd.taken_at > ice.taken_at)


def _change(status: PatientStatus) -> str:
    if status.score is None:
        return ""
    if status.day is None:
        return _("baseline")
    if status.score_before is None or status.score == status.score_before:
        return ""
    moved = status.score - status.score_before
    return f"+{moved}" if moved > 0 else f"\u2212{-moved}"


def _strip(chart: Chart | None, now: datetime) -> tuple[tuple[int, Decimal], ...]:
    if chart is None:
        return ()
    taken = ((e.taken_at, e.body.temperature) for e in chart.since(VitalSigns, now - STRIP))
    return tuple(
        (int((now - at).total_seconds()) // 60, value)
        for at, value in taken
        if value is not None and at <= now
    )


def _temperature(status: PatientStatus) -> Cell:
    vitals = status.vitals
    if vitals is None or vitals.body.temperature is None:
        return _not_assessed()
    main = _("{degrees} °C").format(degrees=formats.fixed(vitals.body.temperature))
    age = _ago(status.now - vitals.taken_at)
    return Cell(
        main=main,
        sub=age,
        brief=f"{formats.fixed(vitals.body.temperature)}° {age}",
        alert=signs.fever(vitals.body) is True,
    )


def _pressure(status: PatientStatus, chart: Chart | None) -> Cell:
    vitals = status.vitals
    if vitals is None:
        return _not_assessed()
    found = vitals.body
    before = None if chart is None else signs.baseline_systolic(chart)
    upper, lower = (_number(v) for v in (found.systolic, found.diastolic))
    return Cell(
        main=f"{upper}/{lower}",
        sub=_("HR {pulse}").format(pulse=_number(found.pulse)),
        alert=signs.suggest_hypotension(found, before, status.age) is True,
        known=found.systolic is not None,
    )


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)


def _spo2(status: PatientStatus) -> Cell:
    vitals = status.vitals
    if vitals is None:
        return _not_assessed()
    found = vitals.body
    main = "–" if found.spo2 is None else f"{found.spo2}%"
    alert = status.news2 is not None and status.news2.points.get("spo2") == 3
    given = found.oxygen is not None and found.oxygen is not Oxygen.ROOM_AIR
    brief = _("{spo2} O2").format(spo2=main) if given else main
    known = found.spo2 is not None
    least = _litres(found)
    return Cell(
        main=main, sub=_oxygen(found), brief=brief, alert=alert, known=known, sub_least=least
    )


def _litres(found: VitalSigns) -> str:
    if found.oxygen_flow is None:
        return ""
    return _("{flow} L O2").format(flow=formats.number(found.oxygen_flow))


def _oxygen(found: VitalSigns) -> str:
    if found.oxygen is None:
        return _("O2 unknown")
    device = _(OXYGEN[found.oxygen])
    if found.oxygen_flow is None:
        return device
    return _("{flow} L {device}").format(flow=formats.number(found.oxygen_flow), device=device)


def _counting(status: PatientStatus) -> bool:
    following = status.course.next_from
    return bool(status.course.given) and following is not None and following > status.now


def _tocilizumab(status: PatientStatus, zone: tzinfo) -> Cell:
    count = len(status.course.given)
    main = _("{given} of {most}").format(given=count, most=CEILING)
    brief = main
    if _counting(status) and status.course.next_from is not None:
        at = _clock_near(status.course.next_from, status.now, zone)
        brief = _("{given}/{most}, {at}").format(given=count, most=CEILING, at=at)
    return Cell(main=main, sub=_tocilizumab_next(status, zone), brief=brief)


def _tocilizumab_next(status: PatientStatus, zone: tzinfo) -> str:
    course = status.course
    if course.running is not None:
        return _("running")
    if course.open_order is not None:
        return _("order open")
    if not course.given:
        return ""
    if course.next_from is None:
        return _("no more doses")
    if course.next_from > status.now:
        return _("next {at}").format(at=_clock_near(course.next_from, status.now, zone))
    return _("last {ago}").format(ago=_ago(status.now - course.given[-1].started_at))


def _clock_near(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Return a coming clock time with the days until it: 01:31 +1 d."""
    days = (at.astimezone(zone).date() - now.astimezone(zone).date()).days
    clock = formats.clock(at, zone)
    return _("{clock} +{days} d").format(clock=clock, days=days) if days > 0 else clock


def _watch(status: PatientStatus, chart: Chart | None, zone: tzinfo) -> str:
    """Return the one-line "watch" note: masked fever first, then the nurse's own words."""
    masked = [e for e in status.episodes if e.closed_at is None and e.masked_since is not None]
    parts = [
        _("Fever not required for the grade since {at}").format(
            at=formats.moment_near(e.masked_since, status.now, zone)
        )
        for e in masked
        if e.masked_since is not None
    ][:1]
    parts += [line] if (line := _unknown_line(status)) else []
    notes = [] if chart is None else [e for e in chart.of(Note) if e.body.kind is NoteKind.WATCH]
    if notes and notes[-1].body.text:
        parts.append(notes[-1].body.text)
    return "  ·  ".join(parts)
