"""Open a patient with four weeks of charting, trend drawn; the floor draws the same points bare."""

from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.figures import Figure, Target, alternating
from benchmarks.place import LONG, Place
from benchmarks.reading import chart_queries, fetch
from benchmarks.screens import FACTS, application, put_away, wait_until
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.chart import Chart
from cart_ward.runtime import interpreter
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.patient.due_card import DueCard
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.screens import factories
from cart_ward.ui.station import Station
from cart_ward.ui.tasks import QtTasks
from cart_ward.ui.widgets.trend_axes import Span
from cart_ward.ui.widgets.trend_data import Trend, trend

SIZE = QSize(1440, 860)
TARGET = Target(times_floor=2, seconds=0.15)
WHOLE = Target(seconds=0.15)
FLOOR = "hand-written SQL for the same rows, and the same points by a bare QPainter"


def _no_bug(bug: Exception) -> None:
    raise bug


def _no_paper(*_: object, **__: object) -> bytes:
    return b""


class Opener:
    """Opens the page of the long stay, from the file or from the charts in memory."""

    def __init__(self, place: Place) -> None:
        self.app = application()
        self._place = place
        self._desk = place.desk
        self._tasks = QtTasks(_no_bug)
        self._ward = place.snapshot()
        station = self._station(self._ward)
        self._window = MainWindow(station, factories(_no_paper), Messages())
        self._held = self._with(self._read())
        interpreter.settle()  # as the program does once its window is open
        self.span = Span(start=0.0, end=1.0, left=0.0, right=1.0)

    def from_the_file(self) -> float:
        """Read the chart anew, derive everything, build the page and paint the trend."""
        began = perf_counter()
        return self._show(self._with(self._read()), began)

    def as_clicked(self) -> float:
        """Build the page of a chart that the board has already asked, until the trend is drawn."""
        return self._show(self._held, perf_counter())

    def with_its_cards(self) -> float:
        """Do the same until the cards beside the trend are painted too."""
        return self._show(self._held, perf_counter(), cards=True)

    def trend(self) -> Trend:
        """Return what the page draws."""
        station = self._station(self._held)
        return trend(self._held.charts[LONG], station.status(LONG))

    def close(self) -> None:
        """Let the window and the threads go."""
        self._tasks.close()
        put_away(self.app, self._window)

    def _read(self) -> Chart:
        """Return the chart of the long stay as if it were still open."""
        chart = self._place.chart(LONG)
        return Chart(replace(chart.subject, discharged_at=None), chart.entries)

    def _with(self, chart: Chart) -> WardSnapshot:
        return replace(self._ward, charts={**self._ward.charts, LONG: chart})

    def _station(self, read: WardSnapshot) -> Station:
        station = Station(self._desk, self._tasks, read, FACTS)
        station.sign_in(self._desk.actor)
        return station

    def _show(self, read: WardSnapshot, began: float, *, cards: bool = False) -> float:
        page = PatientPage(self._station(read), self._window, LONG)
        page.resize(SIZE)
        drawn: list[float] = []
        page.plot.painted.connect(lambda: drawn.append(perf_counter()))
        beside = CardsPainted()
        if cards:
            self.app.installEventFilter(beside)
        page.show()
        wait_until(self.app, lambda: bool(beside.at if cards else drawn))
        self.span = page.plot.shown(self.trend())
        self.app.removeEventFilter(beside)
        page.leave()
        put_away(self.app, page)
        return (beside.at if cards else drawn)[0] - began


class CardsPainted(QObject):
    """Notes when the card of what is due is painted: the last of those that are always in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the moment and let the event pass."""
        if event.type() is QEvent.Type.Paint and isinstance(watched, DueCard):
            self.at.append(perf_counter())
        return super().eventFilter(watched, event)


class Sheet(QWidget):
    """The floor's page: nothing but the curves and the bands, each painted once."""

    def __init__(self, drawn: Trend, span: Span) -> None:
        super().__init__()
        self._trend, self._span = drawn, span
        self.drawn: list[float] = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every point that the page shows, a line through them, and the bands."""
        painter = QPainter(self)
        across = self._span.x
        for band in self._trend.bands:
            left = across(max(band.start, self._span.start))
            painter.drawRect(QRectF(left, 0, across(band.end) - left, 20))
        for points in self._trend.series.values():
            places = [QPointF(across(x), 200 - y) for x, y in points if x >= self._span.start]
            painter.drawPolyline(QPolygonF(places))
            for place in places:
                painter.drawEllipse(place, 3, 3)
        painter.end()
        self.drawn.append(perf_counter())


def draw_bare(app: QApplication, drawn: Trend, span: Span, size: QSize) -> float:
    """Draw the same points on an empty page; return the seconds until they were painted."""
    began = perf_counter()
    bare = Sheet(drawn, span)
    bare.resize(size)
    bare.show()
    wait_until(app, lambda: bool(bare.drawn))
    put_away(app, bare)
    return bare.drawn[0] - began


def figures(place: Place, days: int, times: int) -> Iterator[Figure]:
    """Measure the page from the file and as clicked on the board, by turns with the floor."""
    opener = Opener(place)
    opener.as_clicked()
    drawn, span = opener.trend(), opener.span
    by_hand = place.by_hand()
    queries = chart_queries(by_hand, [LONG])

    def floor() -> float:
        began = perf_counter()
        fetch(by_hand, queries)
        return perf_counter() - began + draw_bare(opener.app, drawn, span, SIZE)

    charted = f"{fetch(by_hand, queries)} entries."
    named = f"open a patient, {days} days"
    for name, work, target, note in (
        (f"{named}, as clicked", opener.as_clicked, TARGET, "Chart in memory: "),
        (f"{named}, with its cards", opener.with_its_cards, WHOLE, "Chart in memory: "),
        (f"{named}, from the file", opener.from_the_file, TARGET, "Chart read anew: "),
    ):
        samples, floors = alternating(times, work, floor)
        yield Figure(
            name=name,
            samples=samples,
            floor_name=FLOOR,
            floor=floors,
            target=target,
            note=note + charted,
        )
    by_hand.close()
    opener.close()
