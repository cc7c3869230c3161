"""HandoverSheet -> PDF: the whole ward on A4 landscape, worst patient first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from cart_ward.clinical.handover import HandoverSheet, PatientLine
from cart_ward.clinical.happened import CauseGiven, Corrected, Overridden
from cart_ward.clinical.vocabulary import Check
from cart_ward.i18n import _, use_language, wording
from cart_ward.reports import events, page, phrases, styles, ward_row
from cart_ward.reports.blocks import Block, Framed, Row, Signatures
from cart_ward.reports.density import DENSITIES, Density
from cart_ward.reports.page import LANDSCAPE, Section
from cart_ward.reports.phrases import NBSP, Times
from cart_ward.reports.text import MARK, Line, Run, flowing, strong, text, whole

LONGEST_REASON = 80
"""Characters of a reason on the ward sheet; the patient page has it at any length."""
FEW_LATE = 2
"""Kinds of late checks of one patient up to which the ward sheet tells their times."""
FEW_BEDS = 2
"""How many times more beds hold something than not, where only the others are listed."""
_Event = TypeVar("_Event", Overridden, CauseGiven)


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """Who prints and when."""

    by: str
    at: datetime


def render(
    sheet: HandoverSheet, *, language: str, printed_by: str, printed_at: datetime | None = None
) -> bytes:
    """Return the ward sheet as a PDF; the same sheet, language and name give the same bytes.

    `Unavailable("sheet.missing_glyph")` where a character cannot be drawn.
    """
    done = Print(by=printed_by, at=printed_at or sheet.data_as_of)
    with use_language(language):
        return page.write([ward_section(sheet, done)], title=title(sheet), practice=sheet.practice)


def title(sheet: HandoverSheet) -> str:
    """Return the title of the document: ward, shift, time."""
    return _("CAR-T Ward · {ward} — shift handover").format(ward=sheet.ward_name)


def shift_line(sheet: HandoverSheet) -> str:
    """Return Day -> Night, the data's moment and zone, and until when the sheet holds."""
    times = Times.of(sheet)
    return _(
        "{giving} → {taking} · data as of {at} ({zone}) · valid until next handover {until}"
    ).format(
        giving=wording.say(f"handover.shift.{sheet.shift_out.key}"),
        taking=wording.say(f"handover.shift.{sheet.shift_in.key}"),
        at=times.full(sheet.data_as_of),
        zone=sheet.zone,
        until=times.full(sheet.shift_in.ends_at),
    )


def marks(sheet: HandoverSheet) -> list[str]:
    """Return what must stand on every page: practice, rules that nobody approved."""
    found: list[str] = []
    if sheet.practice:
        found.append(_("PRACTICE — invented patients, not for care"))
    if not sheet.rules_approved:
        found.append(_("Rules not approved by this hospital"))
    return found


def last_line(sheet: HandoverSheet, done: Print, number: int, total: int) -> str:
    """Return the last line of a page: who printed it when, from what, page x of y."""
    times = Times.of(sheet)
    return _(
        "Printed {at} by {by} · data as of {as_of} · CAR-T Ward {version} · "
        "record {head} ({count} lines) · destroy after the shift · page {number} of {total}"
    ).format(
        at=times.full(done.at),
        by=done.by,
        as_of=times.full(sheet.data_as_of),
        version=sheet.software,
        head=sheet.audit_head,
        count=sheet.audit_count,
        number=number,
        total=total,
    )


def signatures(room: float) -> Block:
    """Return the lines to sign on, with room to write over them."""
    return Signatures(
        (
            _("Handed over by (name, signature, time)"),
            _("Taken over by (name, signature, time), read back □"),
            _("Charge nurse (name, signature, time)"),
        ),
        room,
    )


def contacts(sheet: HandoverSheet) -> Line:
    """Return the numbers to call, in one line."""
    if not sheet.contacts:
        return (Run(_("Numbers to call: not set in the program"), size=styles.SMALL),)
    found = [f"{phrases.coded(c.role, 'role.')} {c.name} {c.number}" for c in sheet.contacts]
    return flowing([whole(" ".join(words.split()), bold=True) for words in found])


def ward_section(sheet: HandoverSheet, done: Print) -> Section:
    """Return the ward sheet, laid out as loosely as the fewest pages allow."""
    laid = [laid_out(sheet, done, density) for density in DENSITIES]
    return min(laid, key=lambda section: len(section.flowed()))


def laid_out(sheet: HandoverSheet, done: Print, density: Density) -> Section:
    """Return the ward sheet in one density."""
    times = Times.of(sheet)
    name = Run(title(sheet), bold=True, size=styles.KEY)
    titled = (text(name, leading=density.leading), density.text(shift_line(sheet)))
    numbers = [counted(sheet)]
    if marks(sheet):
        numbers.insert(0, (strong(MARK.join(marks(sheet))),))
    words = [flowing(numbers, "  ")] if density.brief else numbers
    air = density.air
    head = (
        Row([titled, (density.text(contacts(sheet)),)], [63, 37], padding=0, below=air, line=0),
        Framed(
            Row([(density.text(*words),)], [1], padding=4, above=air, below=air, line=0),
            air=2 * air,
        ),
        ward_row.header(density),
    )
    return Section(
        paper=LANDSCAPE,
        head=head,
        body=(
            *(ward_row.row(p, times, density) for p in sheet.patients),
            *closing(sheet, times, density),
        ),
        foot=(signatures(density.writing),),
        last_line=lambda number, total: last_line(sheet, done, number, total),
    )


def counted(sheet: HandoverSheet) -> Line:
    """Return the ward in numbers."""
    c = sheet.counts
    pairs = [
        (_("Patients"), c.patients),
        (_("CRS ≥ 2"), c.crs_from_2),
        (_("ICANS ≥ 2"), c.icans_from_2),
        (_("not assessed"), c.not_assessed),
        (_("NEWS2 ≥ 5"), c.news2_from_5),
        (_("doses this shift"), c.tocilizumab_this_shift),
        (_("checks late"), c.checks_late),
        (_("infused today"), c.infused_today),
    ]
    runs: list[Run] = []
    for label, number in pairs:
        runs += [whole(f"{label}{NBSP}"), Run(f"{number}", bold=True, size=styles.NAME), Run("  ")]
    return tuple(runs)


def _stock(sheet: HandoverSheet) -> Line:
    if not sheet.stock:
        return (strong(_("Tocilizumab in stock: none recorded")),)
    sizes = [
        _("{size} mg: {free} free, {reserved} reserved").format(
            size=size, free=free, reserved=reserved
        )
        if reserved
        else _("{size} mg: {free} free").format(size=size, free=free)
        for size, free, reserved in sheet.stock
    ]
    return (strong(_("Vials ")), Run(_("; ").join(sizes)))


def closing(sheet: HandoverSheet, times: Times, density: Density) -> tuple[Block, ...]:
    """Return what follows the table: what went wrong or was changed, who left, what is unknown."""
    since = times.near(sheet.since)
    same = _beds(sheet, lambda p: phrases.as_baseline(p.score)) if density.brief else []
    found = [
        (_("Done late (due → done)"), _each(sheet, lambda p: _late(p, times))),
        (_("Not done"), _each(sheet, lambda p: [events.skipped(s, times) for s in p.skipped])),
        (_("Grades signed against the proposal"), _each(sheet, lambda p: _overridden(p, times))),
        (_("Corrections"), _each(sheet, lambda p: [_corrected(c, times) for c in p.corrected])),
        (_("Other cause given"), _each(sheet, lambda p: _causes(p, times))),
        (_("Left in the last 24 h"), _left(sheet, times)),
        (_("no change since {at}").format(at=since), _beds(sheet, lambda p: not p.changed)),
        (_("ICE as at baseline"), same),
        (_("Isolation not known"), _beds(sheet, lambda p: p.who.isolation is None)),
    ]
    lines: list[Line] = [
        _stock(sheet),
        (strong(_("Since the last handover, {at}").format(at=since)),),
        *((strong(f"{label}: "), Run(MARK.join(items))) for label, items in found if items),
    ]
    nothing = [label for label, items in found[:4] if not items]
    if nothing:
        lines.append((strong(f"{_(', ').join(nothing)}: "), Run(_("none"))))
    return (density.row([(density.text(flowing(lines, "  ")),)], [1], line=0),)


def _bed(bed: str) -> str:
    return _("Bed {bed}").format(bed=bed).replace(" ", NBSP)


def _each(sheet: HandoverSheet, found: Callable[[PatientLine], list[str]]) -> list[str]:
    """Return what is found of each patient behind his bed."""
    by_bed = [(p.who.bed, found(p)) for p in sheet.patients]
    return [f"{_bed(bed)} {_('; ').join(words)}" for bed, words in by_bed if words]


def _beds(sheet: HandoverSheet, holds: Callable[[PatientLine], bool]) -> list[str]:
    """Return the beds of which something holds, in the order of the rows; of most, the others."""
    beds = [p.who.bed for p in sheet.patients if holds(p)]
    others = [p.who.bed for p in sheet.patients if not holds(p)]
    if others and len(others) * FEW_BEDS < len(beds):
        return [_("all but {beds}").format(beds=_bed(_(", ").join(others)))]
    return [_bed(_(", ").join(beds))] if beds else []


def _late(patient: PatientLine, times: Times) -> list[str]:
    """Return each kind of check that was done late and how often; of a few kinds the last turn."""
    turns: dict[Check, list[tuple[datetime, datetime]]] = {}
    for late in patient.late:
        if late.done_at is not None:
            turns.setdefault(late.check, []).append((late.due_at, late.done_at))
    few = len(turns) <= FEW_LATE
    return [_late_turns(check, found, times, few=few) for check, found in turns.items()]


def _late_turns(
    check: Check, found: list[tuple[datetime, datetime]], times: Times, *, few: bool
) -> str:
    due, done = found[-1]
    last = f" {times.near(due)}→{times.near(done)}" if few else ""
    often = f" {len(found)}×" if len(found) > 1 else ""
    return f"{phrases.short(check)}{last}{often}"


def _overridden(patient: PatientLine, times: Times) -> list[str]:
    """Return the overrides, those of the same kind together; a long reason is on his page."""
    return [
        events.override(replace(one, reason=_fitting(one.reason)), times, moments)
        for one, moments in _together(patient.overridden)
    ]


def _causes(patient: PatientLine, times: Times) -> list[str]:
    return [
        events.cause(replace(one, reason=_fitting(one.reason)), times, moments)
        for one, moments in _together(patient.causes)
    ]


def _corrected(done: Corrected, times: Times) -> str:
    return events.correction(replace(done, reason=_fitting(done.reason)), times)


def _together(found: Sequence[_Event]) -> list[tuple[_Event, list[datetime]]]:
    """Return events that differ only in their time once, each with all its times."""
    moments: dict[_Event, list[datetime]] = {}
    for one in found:
        moments.setdefault(replace(one, at=found[0].at), []).append(one.at)
    return list(moments.items())


def _fitting(reason: str) -> str:
    return reason if len(reason) <= LONGEST_REASON else _("reason on the patient page")


def _left(sheet: HandoverSheet, times: Times) -> list[str]:
    return [
        _("{name}, No. {number}, bed {bed}, {product}, left {at}").format(
            name=gone.name.both,
            number=gone.hospital_no,
            bed=gone.bed,
            product=wording.product(gone.product_code),
            at=times.near(gone.at),
        )
        for gone in sheet.left
    ]
