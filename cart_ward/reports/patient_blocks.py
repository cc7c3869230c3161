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
from cart_ward.reports import events, phrases, ward_row
from cart_ward.reports.blocks import Block, Cell, Row
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


def pair(first: tuple[str, list[str]], second: tuple[str, list[str]]) -> Row:
    """Return two short blocks side by side."""
    cells: list[Cell] = []
    for label, lines in (first, second):
        found = [line for line in lines if line]
        cells += [(text(strong(label)),), (text(*(found or [_("none")])),)]
    return Row(cells, [LABEL, 33, LABEL - 4, 37], padding=2, line=0.3)


def reasons(now: GradeNow) -> str:
    """Return what set the proposal, what is missing and what to look at again."""
    because = [phrases.coded(c, "grade.because.") for c in now.proposal.because]
    missing = [phrases.coded(c, "grade.missing.") for c in now.proposal.missing]
    flags = [phrases.coded(c, "grade.flag.") for c in now.proposal.flags]
    lines = [_("; ").join(because)]
    if missing:
        lines.append(_("missing: {what}").format(what=_("; ").join(missing)))
    lines.append(_("; ").join(flags))
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
        _("{product} ({code}), {diagnosis}, admitted {at}").format(
            product=who.product_name,
            code=wording.product(who.product_code),
            diagnosis=diagnosis,
            at=times.full(who.admitted_at),
        ),
        _("; ").join(infused) or _("CAR-T cells not infused yet"),
    ]


def _infused(part: Infused, times: Times) -> str:
    started = times.full(part.started_at)
    if part.ended_at is None:
        return _("infusion {part} from {at}, end not recorded").format(part=part.part, at=started)
    return _("infusion {part} from {at} to {end}").format(
        part=part.part, at=started, end=times.clock(part.ended_at)
    )


def _ranges(ranges: Sequence[Range], times: Times) -> str:
    """Return lowest and highest of 24 h; with their times where the fever or the fall matters."""
    found = [_range(r, times) for r in ranges if r.sign != "diastolic"]
    return _("24 h: {ranges}").format(ranges=_("; ").join(found)) if found else ""


def _range(one: Range, times: Times) -> str:
    timed = one.sign in {"temperature", "systolic", "spo2"}
    low_at, high_at = (f" ({times.clock(at)})" for at in (one.low_at, one.high_at))
    if one.low == one.high:
        return f"{wording.say(f'handover.field.{one.sign}')} {_shown(one.sign, one.low)}"
    return _("{sign} {low} to {high} {unit}").format(
        sign=wording.say(f"handover.field.{one.sign}"),
        low=_shown(one.sign, one.low) + (low_at if timed else ""),
        high=_shown(one.sign, one.high),
        unit=UNITS[one.sign] + (high_at if timed else ""),
    )


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
        items = _(", ").join(_item(item) for item in score.items)
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


def _item(item: tuple[str, int | bool | None]) -> str:
    name, value = item
    label = wording.say(f"handover.item.{name}")
    return f"{label} {_('not recorded') if value is None else int(value)}"


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
    parts.append(_("found: {signs}").format(signs=_(", ").join(yes) or _("none")))
    if unknown:
        parts.append(_("not looked for: {signs}").format(signs=_(", ").join(unknown)))
    return _("; ").join(parts)


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
    stock = _("; ").join(
        _("{count} x {size} mg reserved").format(count=reserved, size=size)
        for size, _free, reserved in sheet.stock
        if reserved
    )
    on_ward = _("ward stock: {stock}").format(stock=stock) if stock else ""
    state = ward_row.tocilizumab(patient, times)
    words = " · ".join(line.text for line in state)
    return [strong(words), *doses, on_ward]


def _dose(number: int, dose: Dose, times: Times) -> str:
    parts = [
        _("dose {number}: {mg}, {start} to {end}").format(
            number=number,
            mg=phrases.quantity(dose.dose_mg, "mg"),
            start=times.full(dose.started_at),
            end=_("end not recorded") if dose.ended_at is None else times.clock(dose.ended_at),
        )
    ]
    if dose.earlier:
        parts.append(_("given in an earlier stay"))
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
    if dose.deviation:
        parts.append(
            _("outside the rules: {why}, decided by {who}").format(
                why=dose.reason or _("not recorded"), who=dose.decided_by or _("not recorded")
            )
        )
    return _("; ").join(parts)


def _drugs(patient: PatientLine, times: Times) -> list[Block]:
    """Return the drugs by what they are for; steroids and support always have a line."""
    signs = patient.vitals.signs
    support = [] if signs is None else [phrases.oxygen(signs), phrases.pressors(signs)]
    pressors = _given(patient, {DrugKind.VASOACTIVE}, times)
    own = {DrugKind.STEROID, DrugKind.VASOACTIVE}
    return [
        pair(
            (_("Steroids"), _given(patient, {DrugKind.STEROID}, times)),
            (_("Support"), [_(", ").join(part for part in support if part), *pressors]),
        ),
        labelled(_("Other drugs"), _("; ").join(_given(patient, set(DrugKind) - own, times))),
    ]


def _given(patient: PatientLine, kinds: set[DrugKind], times: Times) -> list[str]:
    return [phrases.drug(d, times) for d in patient.drugs if d.kind in kinds]


def _lab(lab: Lab, times: Times) -> str:
    value = f"{lab.analyte} {phrases.quantity(lab.value, lab.unit)} ({times.near(lab.at)})"
    if lab.previous is None or lab.previous_at is None:
        return value
    return _("{value}, before {previous} ({at})").format(
        value=value, previous=formats.number(lab.previous), at=times.near(lab.previous_at)
    )


def ends(sheet: HandoverSheet, patient: PatientLine, times: Times) -> list[Block]:
    """Return what follows the hour grid: notes, changes, the shift, contingency, free lines."""
    protocol = _("by protocol {protocol}").format(protocol=patient.protocol)
    return [
        labelled(_("Notes"), *_notes(patient, times)),
        labelled(_("Changed"), events.changed(patient.changed, times)),
        labelled(_("This shift"), _("; ").join(_shift(patient, times))),
        labelled(_("If ... call"), _triggers(patient), " · ".join([*_contacts(sheet), protocol])),
        _by_hand(),
    ]


def _triggers(patient: PatientLine) -> Line:
    """Return the site's triggers, those with the same people to call together."""
    grouped: dict[tuple[tuple[str, ...], int], list[str]] = {}
    for t in patient.triggers:
        trigger = phrases.coded(t.trigger, "trigger.")
        grouped.setdefault((t.roles, t.within_min), []).append(trigger)
    runs: list[Run] = []
    for (roles, within), words in grouped.items():
        runs += [strong(f"{_call(roles, within)}: "), Run(_("; ").join(words) + ".  ")]
    return tuple(runs)


def _call(roles: tuple[str, ...], within: int) -> str:
    names = _(", ").join(phrases.coded(role, "role.", "words.Role.") for role in roles)
    if within == 0:
        return _("{roles} at once").format(roles=names)
    return _("{roles} within {minutes} min").format(roles=names, minutes=within)


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
    lines = [events.late(late, times) for late in patient.late if late.done_at is not None]
    lines += [events.skipped(s, times) for s in patient.skipped]
    lines += [events.override(o, times) for o in patient.overridden]
    lines += [events.correction(c, times) for c in patient.corrected]
    lines += [events.cause(c, times) for c in patient.causes]
    return [*lines, *(events.call(c, times) for c in patient.calls)]


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
