"""The ward sheet and a page for each patient, and the same strings by bare ReportLab."""

from dataclasses import dataclass, field
from io import BytesIO
from statistics import median
from typing import Any
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from benchmarks.figures import Figure, Target, alternating, shown, timed
from benchmarks.place import Place
from cart_ward.care import handover
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.reports import page, patient_page, styles


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A string as it was drawn: font, size, place."""

    font: str
    size: float
    x: float
    y: float
    text: str


@dataclass(slots=True)
class Record:
    """The strings of each page, and the font that the canvas has now."""

    pages: list[tuple[tuple[float, float], list[Drawn]]] = field(default_factory=list)
    paper: tuple[float, float] = page.PORTRAIT
    strings: list[Drawn] = field(default_factory=list)
    font: str = styles.REGULAR
    size: float = styles.SMALL


class Pen(PDFTextObject):
    """A pen that notes what it draws."""

    def __init__(self, canvas: Canvas, x: float, y: float, record: Record) -> None:
        super().__init__(canvas, x, y)
        self._record = record
        self._font, self._size = record.font, record.size

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:
        """Note the font."""
        super().setFont(psfontname, size, leading)
        self._font, self._size = psfontname, size

    def textOut(self, text: str) -> None:
        """Note the string."""
        self._note(text)
        super().textOut(text)

    def textLine(self, text: str = "") -> None:
        """Note the string."""
        self._note(text)
        super().textLine(text)

    def _note(self, text: str) -> None:
        self._record.strings.append(
            Drawn(font=self._font, size=self._size, x=self.getX(), y=self.getY(), text=text)
        )


class Recorder(Canvas):
    """A canvas that notes every string that is drawn on it."""

    record: Record

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:
        """Note the font; the library itself sets one before there is a record."""
        super().setFont(psfontname, size, leading)
        if hasattr(self, "record"):
            self.record.font, self.record.size = psfontname, size

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> Pen:
        """Return a pen that notes what it draws."""
        del direction
        return Pen(self, x, y, self.record)

    def setPageSize(self, size: tuple[float, float]) -> None:
        """Note the paper."""
        super().setPageSize(size)
        if hasattr(self, "record"):
            self.record.paper = size

    def showPage(self) -> None:
        """Note that a page is full."""
        self.record.pages.append((self.record.paper, self.record.strings))
        self.record.strings = []
        super().showPage()


def sheet(place: Place, read: WardSnapshot) -> HandoverSheet:
    """Return the handover sheet of the whole ward, derived anew."""
    charts = {key: Chart(chart.subject, chart.entries) for key, chart in read.charts.items()}
    return handover.assemble(
        WardSnapshot(
            read_at=read.read_at,
            charts=charts,
            left=read.left,
            beds=read.beds,
            staff=read.staff,
            products=read.products,
            protocols=read.protocols,
            stock=read.stock,
            audit_head=read.audit_head,
            audit_count=read.audit_count,
        ),
        now=place.clock.now(),
        zone=place.desk.zone,
        ward_name="Benchmark",
        practice=True,
    )


def render(made: HandoverSheet) -> bytes:
    """Return the whole handover as a PDF."""
    return patient_page.render_all(made, language="en", printed_by="Wang Jing")


def recorded(made: HandoverSheet) -> Record:
    """Return every string of the handover with its place."""
    record = Record()

    def canvas(out: BytesIO, **options: Any) -> Recorder:  # noqa: ANN401 - passed on as they are
        recorder = Recorder(out, **options)
        recorder.record = record
        return recorder

    with patch.object(page, "Canvas", canvas):
        render(made)
    return record


def bare(record: Record) -> bytes:
    """Draw the same strings with the same fonts at the same places, and nothing else."""
    out = BytesIO()
    options: dict[str, Any] = {"invariant": 1, "initialFontName": styles.REGULAR}
    canvas = Canvas(out, pagesize=page.PORTRAIT, **options)
    for paper, strings in record.pages:
        canvas.setPageSize(paper)
        font = None
        for drawn in strings:
            if font != (drawn.font, drawn.size):
                font = (drawn.font, drawn.size)
                canvas.setFont(*font)
            canvas.drawString(drawn.x, drawn.y, drawn.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def figure(place: Place, times: int) -> Figure:
    """Measure from the charts to the finished PDF."""
    read = place.snapshot()
    record = recorded(sheet(place, read))
    assembling: list[float] = []

    def work() -> float:
        made: list[HandoverSheet] = []
        assembling.append(timed(lambda: made.append(sheet(place, read))))
        return assembling[-1] + timed(lambda: render(made[0]))

    samples, floor = alternating(times, work, lambda: timed(lambda: bare(record)))
    strings = sum(len(strings) for _, strings in record.pages)
    return Figure(
        name="ward sheet and a page for each patient",
        samples=samples,
        floor_name="bare ReportLab drawing the same strings in the same fonts",
        floor=floor,
        target=Target(times_floor=2, seconds=3),
        note=(
            f"{len(record.pages)} pages, {strings} strings; of it assembling, with all grades "
            f"derived anew, {shown(median(assembling))}."
        ),
    )
