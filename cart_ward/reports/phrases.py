"""The facts of a line in words, the same on ward sheet and patient page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from enum import Enum

from cart_ward.clinical.handover import (
    Drug,
    GradeNow,
    HandoverSheet,
    Identity,
    Pending,
    ScoreNow,
    SignedGrade,
    VitalsNow,
)
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.people import Sex
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import Acvpu, Check, Oxygen
from cart_ward.i18n import N_, _, formats, ngettext, wording

NBSP = "\u00a0"


def quantity(value: Decimal | int, unit: str) -> str:
    """Return number and unit, never parted at the end of a line: 580 mg."""
    return f"{formats.number(value)}{NBSP}{unit}"


def measured(value: Decimal, unit: str) -> str:
    """Return a measured number with its decimals: 38.0 °C, 72.0 kg."""
    return f"{formats.fixed(value)}{NBSP}{unit}"


def word(value: Enum) -> str:
    """Return the word for a value of a closed list."""
    return wording.say(f"words.{type(value).__name__}.{value.value}")


def coded(code: str, *prefixes: str) -> str:
    """Return the sentence of a code under one of the prefixes; the bare code where none is known.

    A sheet is never refused for a missing sentence.
    """
    known = [p + code for p in (*prefixes, "") if wording.knows(p + code)]
    return wording.say(known[0]) if known else code.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Times:
    """Moments on paper: the clock time on the day of the sheet, else day and time."""

    as_of: datetime
    zone: tzinfo

    @classmethod
    def of(cls, sheet: HandoverSheet) -> "Times":
        """Return the times of a sheet."""
        return cls(sheet.data_as_of, sheet.zone)

    def clock(self, at: datetime) -> str:
        """Return 14:05."""
        return formats.clock(at, self.zone)

    def full(self, at: datetime) -> str:
        """Return 2026-11-22 14:05."""
        return formats.moment_on_paper(at, self.zone)

    def near(self, at: datetime) -> str:
        """Return the clock time on the day of the sheet, else day and time."""
        same = at.astimezone(self.zone).date() == self.as_of.astimezone(self.zone).date()
        return self.clock(at) if same else self.full(at)

    def facts(self, facts: Mapping[str, object]) -> dict[str, object]:
        """Return facts with moments as they stand on paper and closed lists as words."""
        return {name: self._fact(fact) for name, fact in facts.items()}

    def _fact(self, fact: object) -> object:
        if isinstance(fact, datetime):
            return self.near(fact)
        if isinstance(fact, Enum):
            return word(fact)
        return fact


SEX = {Sex.FEMALE: N_("F"), Sex.MALE: N_("M"), Sex.UNKNOWN: N_("sex unknown")}


def age_sex(who: Identity) -> str:
    """Return M, 61 y."""
    return _("{sex}, {age} y").format(sex=_(SEX[who.sex]), age=who.age)


def weight(who: Identity) -> str:
    """Return the weight in kg, or that nobody knows it."""
    if who.weight is None:
        return _("Weight not known")
    if who.weight_measured is False:
        return _("{kg} (stated)").format(kg=measured(who.weight, "kg"))
    return measured(who.weight, "kg")


def allergies(who: Identity, *, brief: bool = False) -> str:
    """Return every allergy, none known (NKA in brief), or not known."""
    if who.allergies is None:
        return _("Allergies not known")
    if not who.allergies:
        return _("NKA") if brief else _("No known allergies")
    return _("Allergy: {names}").format(names=_(", ").join(who.allergies))


def code_status(who: Identity) -> str:
    """Return the code status in words, or not known."""
    if who.code_status is None:
        return _("Code status not known")
    key = f"handover.code_status.{who.code_status}"
    return wording.say(key) if wording.knows(key) else who.code_status


def isolation(who: Identity) -> str:
    """Return the isolation, or not known."""
    if who.isolation is None:
        return _("Isolation not known")
    return _("Isolation: {kind}").format(kind=who.isolation)


def day(who: Identity) -> str:
    """Return D+3, or that the cells are not infused."""
    return _("Not infused") if who.day is None else formats.day_count(who.day)


def direction(now: GradeNow) -> str:
    """Return the trajectory in a word with an arrow: worse, better, same."""
    before, after = now.before, now.proposal.grade
    if before is None or after is None:
        return ""
    if after > before:
        return _("↑ worse, was {grade}").format(grade=before)
    if after < before:
        return _("↓ better, was {grade}").format(grade=before)
    return _("→ same")


def maximum(now: GradeNow) -> str:
    """Return the highest grade and the day it was first reached; a 0 was reached on no day."""
    if now.maximum is None:
        return _("max not known")
    if now.maximum_day is None or now.maximum == 0:
        return _("max {grade}").format(grade=now.maximum)
    day_reached = formats.day_count(now.maximum_day)
    return _("max {grade}, {day}").format(grade=now.maximum, day=day_reached)


def graded(now: GradeNow) -> str:
    """Return CRS 2, CRS at least 2, or CRS not assessed."""
    scale, grade = word(now.scale), now.proposal.grade
    if grade is None:
        return _("{scale} not assessed").format(scale=scale)
    if now.proposal.missing:
        return _("{scale} at least {grade}").format(scale=scale, grade=grade).replace(" ", NBSP)
    return f"{scale}{NBSP}{grade}"


def turned(now: GradeNow) -> str:
    """Return an arrow up or down; empty where nothing changed or nothing is known."""
    before, after = now.before, now.proposal.grade
    if before is None or after is None or before == after:
        return ""
    return "↑" if after > before else "↓"


def signed(now: GradeNow, times: Times) -> str:
    """Return who confirmed, or which other grade a person signed."""
    last = now.signed
    if last is None:
        return _("not confirmed")
    at = times.near(last.at)
    if last.grade != now.proposal.grade:
        return _("signed {grade} {at} {by}").format(grade=last.grade, at=at, by=last.by)
    if _outdated(now, last):
        return _("not confirmed since {at}").format(at=at)
    return _("confirmed {at} {by}").format(at=at, by=last.by)


def signed_otherwise(now: GradeNow) -> str:
    """Return that nobody signed this grade, or which other one; empty where it is confirmed."""
    last = now.signed
    if last is not None and last.grade != now.proposal.grade:
        return _("signed {grade}").format(grade=last.grade)
    return _("not confirmed") if last is None or _outdated(now, last) else ""


def _outdated(now: GradeNow, last: SignedGrade) -> bool:
    """Tell whether the grade was signed before the present proposal stood."""
    return now.since is not None and last.at < now.since


def masked(now: GradeNow, times: Times) -> str:
    """Return that fever is masked, since when and by what; empty where it is not."""
    if now.masked_since is None:
        return ""
    by, at = now.masked_by, times.near(now.masked_since)
    if by:
        return _("fever masked since {at} by {drug}").format(at=at, drug=coded(by, "drug."))
    return _("fever masked since {at}").format(at=at)


def score(now: ScoreNow | None, times: Times) -> str:
    """Return ICE 8 at 18:00, or that it was never assessed."""
    if now is None:
        return _("ICE not assessed")
    total = _("not complete") if now.total is None else str(now.total)
    return _("{tool} {total}, {at}").format(tool=now.tool, total=total, at=times.near(now.at))


def as_baseline(now: ScoreNow | None) -> bool:
    """Tell whether the score is what it was before the infusion, and was so the time before."""
    return (
        now is not None
        and now.total is not None
        and now.baseline == now.total
        and now.before in {None, now.total}
    )


def score_change(now: ScoreNow | None) -> str:
    """Return what the score was before and before the infusion."""
    if now is None:
        return ""
    if now.baseline is None:
        return _("baseline not known")
    if now.before is None or now.before == now.total:
        return _("baseline {total}").format(total=now.baseline)
    return _("was {before}, baseline {total}").format(before=now.before, total=now.baseline)


def oxygen(signs: VitalSigns) -> str:
    """Return the device with its flow."""
    if signs.oxygen is None:
        return _("oxygen not known")
    device = word(signs.oxygen)
    if signs.oxygen is Oxygen.ROOM_AIR or signs.oxygen_flow is None:
        return device
    return f"{device} {quantity(signs.oxygen_flow, 'L/min')}"


def pressors(signs: VitalSigns) -> str:
    """Return the vasopressors running; empty where none is known to run."""
    count = signs.vasopressors or 0
    names = [
        ngettext("{count} vasopressor", "{count} vasopressors", count).format(count=count)
        if count
        else "",
        _("vasopressin") if signs.vasopressin else "",
        _("fluids for blood pressure") if signs.fluids else "",
    ]
    return _(", ").join(name for name in names if name)


def _or_not_taken(label: str, value: str | int | None, unit: str) -> str:
    if value is None:
        return f"{label} {_('not taken')}"
    return NBSP.join(part for part in (label, str(value), unit) if part)


def signs(now: VitalsNow, *, brief: bool = False) -> list[str]:
    """Return each vital sign of the last set; what was not taken says so.

    In brief the head of the column names the units of all but the saturation.
    """
    s = now.signs
    if s is None:
        return [_("no vital signs charted")]
    pressure = None
    if s.systolic is not None:
        low = "–" if s.diastolic is None else str(s.diastolic)
        pressure = f"{s.systolic}/{low}"
    saturation = None if s.spo2 is None else quantity(s.spo2, "%")
    temperature = None if s.temperature is None else formats.fixed(s.temperature)
    return [
        _or_not_taken(_("T"), temperature, "" if brief else "°C"),
        _or_not_taken(_("HR"), s.pulse, "" if brief else "/min"),
        _or_not_taken(_("BP"), pressure, "" if brief else "mmHg"),
        _or_not_taken(_("RR"), s.respiratory_rate, "" if brief else "/min"),
        f"{_or_not_taken(_('SpO2'), saturation, '')}, {oxygen(s)}",
        *([pressors(s)] if pressors(s) else []),
        *([word(s.consciousness)] if s.consciousness not in {None, Acvpu.ALERT} else []),
    ]


def drug(given: Drug, times: Times, *, brief: bool = False) -> str:
    """Return name, dose, rhythm, start (unless brief), next and end of a drug."""
    dose = "" if given.dose is None else quantity(given.dose, given.unit or "")
    parts = [f"{given.drug} {dose}".strip()]
    if given.interval_hours is not None:
        every = formats.number(given.interval_hours)
        parts.append(_("every {hours} h").format(hours=every).replace(" ", NBSP))
        if not brief:
            parts.append(_("since {at}").format(at=times.near(given.started_at)))
        if given.next_at is not None:
            parts.append(_("next {at}").format(at=times.near(given.next_at)))
    else:
        parts.append(times.near(given.started_at))
    if given.until is not None:
        parts.append(_("until {at}").format(at=times.near(given.until)))
    return _(", ").join(parts)


def is_late(check: Pending) -> bool:
    """Tell whether a check is late in any degree."""
    return check.state in {DueState.OVERDUE, DueState.VERY_OVERDUE, DueState.MISSED}


def late_check(due: Pending, times: Times) -> str:
    """Return Vital signs late by 20 min, due 19:00, 1 turn missed."""
    late = formats.duration(times.as_of - due.at).replace(" ", NBSP)
    name, at = word(due.check), times.near(due.at)
    if not due.missed:
        return _("{check} late by {late}, due {at}").format(check=name, late=late, at=at)
    missed = ngettext("{count} turn missed", "{count} turns missed", due.missed)
    return _("{check} late by {late}, due {at}, {missed}").format(
        check=name, late=late, at=at, missed=missed.format(count=due.missed)
    )


def rhythm(due: Pending) -> str:
    """Return how often a check comes; empty where it comes at clock times or once."""
    every = due.why.interval
    return "" if every is None else formats.interval(every).replace(" ", NBSP)


def short(kind: Check) -> str:
    """Return the short name of a check."""
    return wording.say(f"handover.check.{kind.value}")


RHYTHMIC = frozenset({Check.VITALS, Check.NEURO})
"""Checks whose rhythm the ward sheet says; the hour grid of the patient page says all."""


def check(due: Pending, times: Times) -> str:
    """Return Vitals 20:00 q1 h, Labs 23:00; a late one in words."""
    name, at = short(due.check), times.near(due.at)
    if is_late(due):
        if not due.missed:
            return _("{check} late, due {at}").format(check=name, at=at)
        return _("{check} late, due {at}, {missed} missed").format(
            check=name, at=at, missed=due.missed
        )
    if due.state is DueState.PAUSED:
        return _("{check} paused").format(check=name)
    if due.why.interval is None or due.check not in RHYTHMIC:
        return _("{check} {at}").format(check=name, at=at)
    minutes = int(due.why.interval.total_seconds()) // 60
    if minutes % 60:
        every = _("q{minutes} min").format(minutes=minutes)
    else:
        every = _("q{hours} h").format(hours=minutes // 60)
    return f"{name} {at} {every.replace(' ', NBSP)}"
