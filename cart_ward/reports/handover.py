"""HandoverSheet -> PDF: the whole ward on A4 landscape, worst patient first."""

from dataclasses import dataclass
from datetime import datetime

from cart_ward.clinical.handover import HandoverSheet, PatientLine
from cart_ward.i18n import _, use_language, wording
from cart_ward.reports import events, page, phrases, styles, ward_row
from cart_ward.reports.blocks import Block, Framed, Group, Row, Signatures, Space
from cart_ward.reports.page import LANDSCAPE, Section
from cart_ward.reports.phrases import Times
from cart_ward.reports.text import Line, Run, strong, text


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


def marks(sheet: HandoverSheet) -> tuple[Block, ...]:
    """Return what must stand on every page: practice, rules that nobody approved."""
    found: list[Block] = []
    if sheet.practice:
        found.append(page.warning(_("PRACTICE — invented patients, not for care")))
    if not sheet.rules_approved:
        found.append(page.warning(_("Rules not approved by this hospital")))
    return tuple(found)


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


def signatures() -> Block:
    """Return the lines to sign on."""
    return Signatures(
        (
            _("Handed over by (name, signature, time)"),
            _("Taken over by (name, signature, time), read back □"),
            _("Charge nurse (name, signature, time)"),
        )
    )


def contacts(sheet: HandoverSheet) -> Line:
    """Return the numbers to call, in one line."""
    if not sheet.contacts:
        return (Run(_("Numbers to call: not set in the program"), size=styles.SMALL),)
    found = [f"{phrases.coded(c.role, 'role.')} {c.name} {c.number}" for c in sheet.contacts]
    return (Run(" · ".join(" ".join(f.split()) for f in found), bold=True),)


def ward_section(sheet: HandoverSheet, done: Print) -> Section:
    """Return the pages of the ward sheet."""
    times = Times.of(sheet)
    since = times.near(sheet.since)
    head = (
        Row(
            [
                (text(Run(title(sheet), bold=True, size=styles.TITLE), shift_line(sheet)),),
                (text(contacts(sheet)),),
            ],
            [70, 30],
            padding=0,
            line=0,
        ),
        *marks(sheet),
        Framed(Row([(text(counted(sheet)),)], [1], padding=4, line=0)),
        ward_row.header(),
    )
    return Section(
        paper=LANDSCAPE,
        head=head,
        body=(*(ward_row.row(p, times, since) for p in sheet.patients), *closing(sheet)),
        foot=(Space(6), signatures()),
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
        runs += [Run(f"{label} "), Run(f"{number}", bold=True, size=13.0), Run("  ")]
    return (*runs, *_stock(sheet))


def _stock(sheet: HandoverSheet) -> Line:
    if not sheet.stock:
        return (Run(_("Tocilizumab in stock: none recorded")),)
    sizes = [
        _("{size} mg: {free} free, {reserved} reserved").format(
            size=size, free=free, reserved=reserved
        )
        if reserved
        else _("{size} mg: {free} free").format(size=size, free=free)
        for size, free, reserved in sheet.stock
    ]
    return (Run(_("Vials ")), strong(_("; ").join(sizes)))


def closing(sheet: HandoverSheet) -> tuple[Block, ...]:
    """Return what follows the table: what went wrong or was changed, and who left."""
    times = Times.of(sheet)
    found = [
        (_("Done late"), _late(sheet, times)),
        (_("Not done"), _skipped(sheet, times)),
        (_("Grades signed against the proposal"), _overridden(sheet, times)),
        (_("Corrections"), _corrected(sheet, times)),
        (_("Other cause given"), _causes(sheet, times)),
        (_("Left in the last 24 h"), _left(sheet, times)),
    ]
    since = times.near(sheet.since)
    heading = strong(_("Since the last handover, {at}").format(at=since))
    lines: list[Line] = [(heading,)]
    for label, items in found:
        lines.append((strong(f"{label}: "), Run(" · ".join(items) or _("none"))))
    rows = [Row([(text(line),)], [1], padding=1, line=0) for line in lines]
    return (Space(4), Group(rows[:2]), *rows[2:])


def _bed(patient: PatientLine, words: str) -> str:
    bed = _("Bed {bed}").format(bed=patient.who.bed).replace(" ", "\u00a0")
    return f"{bed} {words}"


def _late(sheet: HandoverSheet, times: Times) -> list[str]:
    return [
        _bed(p, events.late(late, times))
        for p in sheet.patients
        for late in p.late
        if late.done_at is not None
    ]


def _skipped(sheet: HandoverSheet, times: Times) -> list[str]:
    return [_bed(p, events.skipped(s, times)) for p in sheet.patients for s in p.skipped]


def _overridden(sheet: HandoverSheet, times: Times) -> list[str]:
    return [_bed(p, events.override(o, times)) for p in sheet.patients for o in p.overridden]


def _corrected(sheet: HandoverSheet, times: Times) -> list[str]:
    return [_bed(p, events.correction(c, times)) for p in sheet.patients for c in p.corrected]


def _causes(sheet: HandoverSheet, times: Times) -> list[str]:
    return [_bed(p, events.cause(c, times)) for p in sheet.patients for c in p.causes]


def _left(sheet: HandoverSheet, times: Times) -> list[str]:
    return [
        _("{name}, No. {number}, bed {bed}, {product}, left {at}").format(
            name=gone.name.both,
            number=gone.hospital_no,
            bed=gone.bed,
            product=gone.product_code,
            at=times.near(gone.at),
        )
        for gone in sheet.left
    ]
