"""HandoverSheet -> PDF: one patient on a page of A4 portrait, two where one is not enough."""

from dataclasses import replace
from datetime import datetime, timedelta

from cart_ward.clinical.handover import HandoverSheet, PatientLine, Pending
from cart_ward.i18n import _, formats, use_language, wording
from cart_ward.reports import handover as ward_sheet
from cart_ward.reports import page, patient_blocks, phrases, styles, ward_row
from cart_ward.reports.blocks import Block, Cell, Framed, Group, Row, Space, Ticks
from cart_ward.reports.handover import Print
from cart_ward.reports.page import PORTRAIT, Section
from cart_ward.reports.phrases import Times
from cart_ward.reports.text import Run, strong, text
from cart_ward.reports.trend import Trend

HOURS = 12
WRITING = 18.0
"""Room over a line to sign on."""


def render(
    sheet: HandoverSheet, *, language: str, printed_by: str, printed_at: datetime | None = None
) -> bytes:
    """Return a page for each patient of the sheet as one PDF.

    `Unavailable("sheet.missing_glyph")` where a character cannot be drawn.
    """
    done = Print(by=printed_by, at=printed_at or sheet.data_as_of)
    with use_language(language):
        sections = [section(sheet, p, done) for p in sheet.patients]
        if not sections:
            sections = [ward_sheet.ward_section(sheet, done)]
        return page.write(sections, title=ward_sheet.title(sheet), practice=sheet.practice)


def render_all(
    sheet: HandoverSheet, *, language: str, printed_by: str, printed_at: datetime | None = None
) -> bytes:
    """Return the ward sheet and after it a page for each patient, as one PDF."""
    done = Print(by=printed_by, at=printed_at or sheet.data_as_of)
    with use_language(language):
        ward = ward_sheet.ward_section(sheet, done)
        sections = [ward, *(section(sheet, p, done) for p in sheet.patients)]
        return page.write(sections, title=ward_sheet.title(sheet), practice=sheet.practice)


def section(sheet: HandoverSheet, patient: PatientLine, done: Print) -> Section:
    """Return the pages of one patient; identity and marks stand on each of them."""
    times = Times.of(sheet)
    return Section(
        paper=PORTRAIT,
        head=(
            text(
                Run(ward_sheet.title(sheet), bold=True, size=styles.NAME),
                ward_sheet.shift_line(sheet),
            ),
            *page.warning(ward_sheet.marks(sheet)),
            banner(patient, times),
        ),
        body=tuple(story(sheet, patient, times)),
        foot=(Space(4), ward_sheet.signatures(WRITING)),
        last_line=lambda number, total: ward_sheet.last_line(sheet, done, number, total),
    )


def banner(patient: PatientLine, times: Times) -> Block:
    """Return who the page is about: two identifiers, bed, day, allergies, code status, weight."""
    who = patient.who
    born = _("born {day} ({age} y)").format(day=formats.day_on_paper(who.birth_date), age=who.age)
    number = _("No. {number}").format(number=who.hospital_no).replace(" ", "\u00a0")
    severity = wording.say(f"handover.severity.{patient.severity.value}")
    hour = "" if who.hour is None else _("hour {hour}").format(hour=who.hour)
    weighed = "" if who.weight_at is None else f", {times.near(who.weight_at)}"
    left = text(
        (Run(who.name.both, size=styles.KEY),),
        (strong(number), Run(f"  {phrases.word(who.sex)}, {born}")),
        (Run(phrases.allergies(who), bold=who.allergies != ()),),
        (
            Run(phrases.code_status(who), bold=who.code_status != "full_code"),
            Run(f"  {phrases.isolation(who)}  "),
            strong(phrases.weight(who)),
            Run(weighed),
        ),
    )
    bed = text(Run(who.bed, bold=True, size=styles.BED), strong(severity))
    product = wording.product(who.product_code)
    day = text(Run(phrases.day(who), bold=True, size=styles.KEY), strong(hour), product)
    return Framed(Row([(bed,), (left,), (day,)], [16, 64, 20], padding=4, line=0))


def story(sheet: HandoverSheet, patient: PatientLine, times: Times) -> list[Block]:
    """Return the blocks of one page in handover order."""
    return [
        _grades(patient, times),
        _trend(patient, times),
        *patient_blocks.facts(sheet, patient, times),
        *_grid(patient, times),
        *patient_blocks.ends(sheet, patient, times),
    ]


def _grades(patient: PatientLine, times: Times) -> Block:
    """Return the grades with their reasons, the score and NEWS2 side by side."""
    score = patient.score
    scored = text(
        Run(phrases.score(score, times), bold=True, size=styles.NAME),
        phrases.score_change(score),
    )
    news = [f"{times.near(at)}: {wording.news2(points)}" for at, points in patient.news2[:-1]]
    last = ward_row.news2(replace(patient, news2=patient.news2[-1:]))
    cells: list[Cell] = [
        (
            *ward_row.graded(now, times),
            text(phrases.masked(now, times), patient_blocks.reasons(now)),
        )
        for now in (patient.crs, patient.icans)
    ]
    return Row(
        [*cells, (scored,), (text(strong("NEWS2")), last, text(*news))],
        [34, 34, 20, 14],
        padding=2,
    )


def _trend(patient: PatientLine, times: Times) -> Block:
    """Return the temperatures of the last 24 h."""
    if not patient.vitals.temperatures:
        return text(_("Temperature, last 24 h: not taken"))
    hours = [times.as_of - timedelta(hours=24 - 4 * n) for n in range(7)]
    ticks = tuple((at, times.clock(at)) for at in hours)
    strip = Trend(patient.vitals.temperatures, ticks)
    return Row([(text(strong(_("Temperature in °C, last 24 h"))), strip)], [1], padding=3)


def _grid(patient: PatientLine, times: Times) -> list[Block]:
    """Return the boxes to tick for the next 12 hours, one column an hour."""
    local = times.as_of.astimezone(times.zone)
    start = times.as_of - timedelta(
        minutes=local.minute, seconds=local.second, microseconds=local.microsecond
    )
    edges = [start + timedelta(hours=n) for n in range(HOURS + 1)]
    widths = [19.0, *([7.0] * HOURS)]
    heads: list[Cell] = [(text(strong(_("Next 12 h"))),)]
    heads += [(text(Run(times.clock(at), bold=True, size=styles.SMALL)),) for at in edges[:-1]]
    rows = [Row(heads, widths, padding=1.5, line=1.0)]
    for due in patient.pending:
        cells: list[Cell] = [(_named(due),)]
        for n in range(HOURS):
            inside = [at for at in due.turns if _column(at, edges) == n]
            cells.append((Ticks(tuple(times.clock(at) for at in inside)),))
        rows.append(Row(cells, widths, padding=1.5, line=0.3))
    late = [strong(phrases.late_check(d, times)) for d in patient.pending if phrases.is_late(d)]
    words = text(*late, ward_row.pause(patient, times))
    closing = [Row([(words,)], [1], padding=1.5, line=0.3)] if words.lines else []
    return [Group(rows[:2]), *rows[2:], *closing]


def _named(due: Pending) -> Block:
    return text((strong(f"{phrases.word(due.check)} "), Run(phrases.rhythm(due))))


def _column(at: datetime, edges: list[datetime]) -> int | None:
    """Return the hour a turn falls in; what was due before stands in the first."""
    if at < edges[0]:
        return 0
    return next((n for n in range(HOURS) if edges[n] <= at < edges[n + 1]), None)
