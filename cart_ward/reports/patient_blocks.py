"""The labelled blocks of a patient's page: state, treatment, work, contingency, free lines."""

from collections.abc import Sequence
from decimal import Decimal

from cart_ward.clinical.handover import (
    Dose,
    GradeNow,
    HandoverSheet,
    Infused,
    Lab,
    PatientLine,
    Range,
)
from cart_ward.clinical.observed import NeuroCheck
from cart_ward.clinical.vocabulary import DrugKind
from cart_ward.i18n import _, formats, wording
from cart_ward.reports import phrases, ward_row
from cart_ward.reports.blocks import Block, Row
from cart_ward.reports.phrases import Times
from cart_ward.reports.text import Line, Run, lines_of, strong, text

LABEL = 17.0
VALUE = 83.0
UNITS = {
    "temperature": "°C",
    "systolic": "mmHg",
    "diastolic": "mmHg",
    "pulse": "/min",
    "respiratory_rate": "/min",
    "spo2": "%",
}


def labelled(label: str, *lines: Line | Run | str) -> Row:
    """Return a block with its name at the left; a block with nothing in it says so."""
    found = [line for line in lines if line not in {"", ()}]
    return Row(
        [(text(strong(label)),), (text(*(found or [_("none")])),)],
        [LABEL, VALUE],
        padding=2,
        line=0.3,
    )


def reasons(now: GradeNow) -> str:
    """Return what set the proposal, what is missing and what to look at again."""
    because = [phrases.coded(c, "because.", "grades.") for c in now.proposal.because]
    missing = [phrases.coded(c, "missing.", "grades.") for c in now.proposal.missing]
    flags = [phrases.coded(c, "flag.", "flags.", "grades.") for c in now.proposal.flags]
    lines = ["; ".join(because)]
    if missing:
        lines.append(_("missing: {what}").format(what="; ".join(missing)))
    lines.append("; ".join(flags))
    return "\n".join(line for line in lines if line)


def facts(sheet: HandoverSheet, patient: PatientLine, times: Times) -> list[Block]:
    """Return what is so: therapy, vital signs, neuro, treatment, laboratory."""
    now = patient.vitals
    taken = _("not taken") if now.at is None else f"{times.near(now.at)} {now.by}"
    return [
        labelled(_("Therapy"), *_therapy(patient, times)),
        labelled(
            _("Vital signs"),
            (strong(f"{taken}  "), Run("  ".join(phrases.signs(now)))),
            _ranges(now.ranges, times),
            _baseline(patient),
        ),
        labelled(_("Neuro"), *_neuro(patient, times)),
        labelled(_("Tocilizumab"), *_tocilizumab(sheet, patient, times)),
        *_drugs(patient, times),
        labelled(_("Laboratory"), " · ".join(_lab(lab, times) for lab in patient.labs)),
    ]


def _therapy(patient: PatientLine, times: Times) -> list[str]:
    who = patient.who
    diagnosis = who.diagnosis or _("diagnosis not known")
    infused = [_infused(part, times) for part in who.infusions]
    return [
        f"{who.product_name} ({who.product_code}), {diagnosis}",
        "; ".join(infused) or _("CAR-T cells not infused yet"),
        _("admitted {at}, protocol {protocol}").format(
            at=times.full(who.admitted_at), protocol=patient.protocol
        ),
    ]


def _infused(part: Infused, times: Times) -> str:
    started = times.full(part.started_at)
    if part.ended_at is None:
        return _("infusion {part} from {at}, end not recorded").format(part=part.part, at=started)
    return _("infusion {part} from {at} to {end}").format(
        part=part.part, at=started, end=times.clock(part.ended_at)
    )


def _ranges(ranges: Sequence[Range], times: Times) -> str:
    """Return lowest and highest of 24 h with their times."""
    found = [
        _("{sign} {low} ({low_at}) to {high} {unit} ({high_at})").format(
            sign=wording.say(f"handover.field.{r.sign}"),
            low=_shown(r.sign, r.low),
            low_at=times.clock(r.low_at),
            high=_shown(r.sign, r.high),
            unit=UNITS[r.sign],
            high_at=times.clock(r.high_at),
        )
        for r in ranges
    ]
    return _("24 h: {ranges}").format(ranges="; ".join(found)) if found else ""


def _shown(sign: str, value: Decimal) -> str:
    return formats.fixed(value) if sign == "temperature" else formats.number(value)


def _baseline(patient: PatientLine) -> str:
    now = patient.vitals
    systolic = now.baseline_systolic
    spo2 = now.baseline_spo2
    return _("before infusion: systolic {systolic}, SpO2 {spo2}").format(
        systolic=_("not known") if systolic is None else phrases.quantity(systolic, "mmHg"),
        spo2=_("not known") if spo2 is None else phrases.quantity(spo2, "%"),
    )


def _neuro(patient: PatientLine, times: Times) -> list[Line | Run | str]:
    lines: list[Line | Run | str] = []
    score = patient.score
    if score is not None:
        items = ", ".join(_item(name, value) for name, value in score.items)
        lines.append(
            _("{score} {by}, in {language}: {items}").format(
                score=phrases.score(score, times),
                by=score.by,
                language=score.language or _("language not known"),
                items=items or _("items not recorded"),
            )
        )
    neuro = patient.neuro
    if neuro.check is None or neuro.at is None:
        lines.append(_("no neuro check charted"))
    else:
        lines.append(f"{times.near(neuro.at)} {neuro.by}: {_findings(neuro.check)}")
    lines.append(strong(_handwriting(patient, times)))
    lines.append(_seizure(patient, times))
    return lines


def _item(name: str, value: int | bool | None) -> str:
    label = wording.say(f"handover.item.{name}")
    if value is None:
        return f"{label} –"
    return f"{label} {int(value)}"


def _findings(check: NeuroCheck) -> str:
    """Return what was found; nothing is called normal that was not looked at."""
    parts = [
        _("wakes: {word}").format(word=phrases.word(check.consciousness))
        if check.consciousness is not None
        else _("consciousness not assessed")
    ]
    gcs = (check.eye, check.verbal, check.motor)
    if None not in gcs:
        e, v, m = gcs
        parts.append(f"GCS E{e} V{v} M{m}")
    if check.pupil_left is not None and check.pupil_right is not None:
        parts.append(
            _("pupils L {left} R {right} mm").format(
                left=formats.number(check.pupil_left), right=formats.number(check.pupil_right)
            )
        )
    signs = {
        _("motor weakness"): check.motor_weakness,
        _("posturing"): check.posturing,
        _("sixth-nerve palsy"): check.cn6_palsy,
        _("papilloedema"): check.papilloedema,
        _("Cushing's triad"): check.cushing_triad,
        _("tremor"): check.tremor,
    }
    yes = [label for label, found in signs.items() if found]
    unknown = [label for label, found in signs.items() if found is None]
    parts.append(_("found: {signs}").format(signs=", ".join(yes) or _("none")))
    if unknown:
        parts.append(_("not looked for: {signs}").format(signs=", ".join(unknown)))
    return "; ".join(parts)


def _handwriting(patient: PatientLine, times: Times) -> str:
    neuro = patient.neuro
    if neuro.handwriting is None or neuro.handwriting_at is None:
        return _("Handwriting not assessed")
    at, found = times.near(neuro.handwriting_at), phrases.word(neuro.handwriting)
    where = _("picture in the chart") if neuro.picture else _("on the paper sheet")
    return _("Handwriting {found}, {at}, {where}").format(found=found, at=at, where=where)


def _seizure(patient: PatientLine, times: Times) -> str:
    neuro = patient.neuro
    if neuro.seizure is None or neuro.seizure_at is None:
        return _("No seizure charted")
    return _("Last seizure: {kind}, {at}").format(
        kind=phrases.word(neuro.seizure), at=times.near(neuro.seizure_at)
    )


def _tocilizumab(
    sheet: HandoverSheet, patient: PatientLine, times: Times
) -> list[Line | Run | str]:
    doses = [_dose(n, d, times) for n, d in enumerate(patient.tocilizumab.doses, start=1)]
    stock = "; ".join(
        _("{count} x {size} mg reserved").format(count=reserved, size=size)
        for size, _free, reserved in sheet.stock
        if reserved
    )
    on_ward = _("ward stock: {stock}").format(stock=stock) if stock else ""
    return [*ward_row.tocilizumab(patient, times), *doses, on_ward]


def _dose(number: int, dose: Dose, times: Times) -> str:
    parts = [
        _("dose {number}: {mg}, {start} to {end}").format(
            number=number,
            mg=phrases.quantity(dose.dose_mg, "mg"),
            start=times.full(dose.started_at),
            end=_("end not recorded") if dose.ended_at is None else times.clock(dose.ended_at),
        )
    ]
    if dose.given_by:
        parts.append(
            _("given by {giver}, checked by {checker}").format(
                giver=dose.given_by, checker=dose.checked_by or _("not recorded")
            )
        )
    if dose.response is not None:
        parts.append(_("response: {word}").format(word=phrases.word(dose.response)))
    if dose.reaction is not None:
        parts.append(_("reaction: {word}").format(word=phrases.word(dose.reaction)))
    if dose.deviation is not None:
        parts.append(
            _("outside the rules: {why}, decided by {who}").format(
                why=dose.deviation, who=dose.decided_by or _("not recorded")
            )
        )
    return "; ".join(parts)


def _drugs(patient: PatientLine, times: Times) -> list[Block]:
    """Return the drugs by what they are for; steroids and vasopressors always have a line."""
    groups = {
        _("Steroids"): {DrugKind.STEROID},
        _("Support"): {DrugKind.VASOACTIVE},
        _("Other drugs"): set(DrugKind) - {DrugKind.STEROID, DrugKind.VASOACTIVE},
    }
    support = (
        ""
        if patient.vitals.signs is None
        else ", ".join(
            part
            for part in (
                phrases.oxygen(patient.vitals.signs),
                phrases.pressors(patient.vitals.signs),
            )
            if part
        )
    )
    found: list[Block] = []
    for label, kinds in groups.items():
        given = [phrases.drug(d, times) for d in patient.drugs if d.kind in kinds]
        first = [support] if DrugKind.VASOACTIVE in kinds else []
        found.append(labelled(label, *first, "; ".join(given)))
    return found


def _lab(lab: Lab, times: Times) -> str:
    value = f"{lab.analyte} {phrases.quantity(lab.value, lab.unit)} ({times.near(lab.at)})"
    if lab.previous is None or lab.previous_at is None:
        return value
    return _("{value}, before {previous} ({at})").format(
        value=value, previous=formats.number(lab.previous), at=times.near(lab.previous_at)
    )


def ends(sheet: HandoverSheet, patient: PatientLine, times: Times) -> list[Block]:
    """Return what follows the hour grid: checks in words, contingency, notes, changes, by hand."""
    checks = [Run(phrases.check(due, times), bold=phrases.is_late(due)) for due in patient.pending]
    return [
        labelled(_("Checks"), ward_row.pause(patient, times), *checks),
        labelled(_("If ... call"), *_triggers(patient), " · ".join(_contacts(sheet))),
        labelled(_("Notes"), *_notes(patient, times)),
        labelled(_("Changed"), phrases.changed(patient.changed, times)),
        labelled(_("This shift"), *_shift(patient, times)),
        _by_hand(),
    ]


def _triggers(patient: PatientLine) -> list[str]:
    return [
        _("{trigger}: {roles} {within}").format(
            trigger=phrases.coded(t.trigger, "trigger.", "triggers."),
            roles=", ".join(phrases.coded(role, "role.", "words.Role.") for role in t.roles),
            within=_("at once")
            if t.within_min == 0
            else _("within {minutes} min").format(minutes=t.within_min).replace(" ", "\u00a0"),
        )
        for t in patient.triggers
    ]


def _contacts(sheet: HandoverSheet) -> list[str]:
    return [f"{phrases.coded(c.role, 'role.')} {c.name} {c.number}" for c in sheet.contacts]


def _notes(patient: PatientLine, times: Times) -> list[Line]:
    found: list[Line] = []
    for note in patient.notes:
        first, *more = lines_of(note.text)
        found.append((strong(f"{times.near(note.at)} {note.by}: "), *first))
        found.extend(more)
    return found


def _shift(patient: PatientLine, times: Times) -> list[str]:
    lines = [phrases.late(late, times) for late in patient.late]
    lines += [phrases.skipped(s, times) for s in patient.skipped]
    lines += [phrases.override(o, times) for o in patient.overridden]
    lines += [phrases.correction(c, times) for c in patient.corrected]
    lines += [phrases.cause(c, times) for c in patient.causes]
    return [*lines, *(phrases.call(c, times) for c in patient.calls)]


def _by_hand() -> Row:
    """Return what the program does not keep, with room to write."""
    asked = [
        _("Blood group"),
        _("Lines, sites"),
        _("Fluid balance"),
        _("Results and consults awaited"),
        _("Family, interpreter"),
    ]
    blank = "_" * 14
    return labelled(
        _("By hand"), "   ".join(f"{ask} {blank}".replace(" ", "\u00a0") for ask in asked)
    )
