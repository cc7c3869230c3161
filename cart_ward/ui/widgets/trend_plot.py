"""One time axis from the infusion hour: grade bands, vital signs, score and drugs."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import tzinfo

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.widgets import (
    trend_axes,
    trend_cursor,
    trend_paint,
    trend_readout,
    trend_scene,
)
from cart_ward.ui.widgets.trend_axes import Span
from cart_ward.ui.widgets.trend_data import Trend
from cart_ward.ui.widgets.trend_layout import sides
from cart_ward.ui.widgets.trend_moments import ANY, Cursor, Moments
from cart_ward.ui.widgets.trend_readout import Readout
from cart_ward.ui.widgets.trend_scene import Scene, line_of, scene

SPANS: tuple[int | None, ...] = (24, 72, 168, None)
"""Hours that can be shown; None: from the infusion on."""

LOWEST = 340
"""Pixels under which the scales could not be read, at the usual size of text."""

BASE = 22.0
"""The height of a line up to which that holds; larger text needs more."""

STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
TURNS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ENDS = {Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9}
ZOOMS = {Qt.Key.Key_Plus: -1, Qt.Key.Key_Equal: -1, Qt.Key.Key_Minus: 1}
NEAR = 5.0
"""Pixels beside the pointer within which the height decides: points may stand over each other."""

NOTCH = 120
"""What a wheel tells for one notch."""


class TrendPlot(QWidget):
    """The trend of one stay; `show_span` chooses how many of the last hours.

    It is painted for a trend, a span and a size; when it is to be seen again, it is painted on a
    copy, and from then on only copied to the screen; the cursor is painted over the copy. Pointing
    or the arrows move the cursor, which reads out what was known at the nearest time. Signals:
    `entry_chosen(EntryId)` at a click or Enter, `span_changed(int | None)` when the keys or the
    wheel chose other hours, `painted()` when it was first seen.
    """

    painted = Signal()
    entry_chosen = Signal(object)
    span_changed = Signal(object)

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._trend: Trend | None = None
        self._ask: Callable[[], Moments] | None = None
        self._moments: Moments | None = None
        self._cursor: Cursor | None = None
        self._hours: int | None = 72
        self._wheeled = 0
        self._painted: QPixmap | None = None
        self._seen = False
        self._laid: tuple[object, Scene] | None = None
        self.setObjectName("trend")
        self.setAccessibleName(
            _("Trend of vital signs, grades and score. Left and right read out the values.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(round(LOWEST * max(1.0, line_of(theme.current()) / BASE)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def span(self) -> int | None:
        """The hours shown; None for all."""
        return self._hours

    @property
    def cursor_at(self) -> Cursor | None:
        """Where the cursor stands, or None."""
        return self._cursor

    @property
    def said(self) -> Readout | None:
        """What is read out now, or None."""
        if self._cursor is None or self._moments is None:
            return None
        return trend_readout.readout(self._moments, self._cursor, self._zone)

    def show_span(self, hours: int | None) -> None:
        """Show the last hours, or all."""
        self._hours = hours
        self._point(None)
        self._paint_again()

    def show_trend(self, trend: Trend, ask: Callable[[], Moments]) -> None:
        """Draw a trend; the same one is not drawn again.

        `ask` brings its moments: it is asked when somebody first points at the trend.
        """
        if trend == self._trend:
            return
        before, hour = self._cursor, self._cursor_hour()
        self._trend, self._ask, self._moments = trend, ask, None
        self._cursor = None
        if before is not None and hour is not None:
            self._point_again(before, hour)
        self._paint_again()

    def _paint_again(self) -> None:
        self._painted, self._laid, self._seen = None, None, False
        self.update()

    def shown(self, trend: Trend) -> Span:
        """Return the hours shown and where they stand."""
        first, now = trend_axes.first_hour(trend), trend.now
        start = first if self._hours is None else max(now - self._hours, first)
        left, edge = sides(line_of(theme.current()))
        return Span(start=min(start, now - 1), end=now, left=left, right=self.width() - edge)

    def scene(self) -> Scene | None:
        """Return what is painted, laid out for the present size; None while there is nothing."""
        if self._trend is None:
            return None
        tokens = theme.current()
        laid_for = (self.size(), tokens)
        if self._laid is None or self._laid[0] != laid_for:
            span = self.shown(self._trend)
            made = scene(self._trend, span, self._zone, float(self.height()), tokens)
            self._laid = laid_for, made
        return self._laid[1]

    # ---- the cursor

    def _moments_now(self) -> Moments:
        if self._moments is None:
            if self._ask is None:
                raise RuntimeError
            self._moments = self._ask()
        return self._moments

    def _shown_numbers(self) -> range:
        if self._trend is None:
            return range(0)
        span = self.shown(self._trend)
        return self._moments_now().shown(span.start, span.end)

    def _cursor_hour(self) -> float | None:
        if self._cursor is None or self._moments is None:
            return None
        return self._moments.at(self._cursor).hour

    def _point(self, cursor: Cursor | None) -> None:
        """Move the cursor, and tell those who do not see it."""
        if cursor == self._cursor:
            return
        self._cursor = cursor
        said = self.said
        self.setAccessibleDescription("" if said is None else said.spoken)
        self.update()

    def _point_at(self, place: QPointF) -> None:
        """Move the cursor to what lies nearest to a place."""
        shown = self.scene()
        if shown is None:
            return
        found, numbers = self._moments_now(), self._shown_numbers()
        panel, span = shown.layout.panel_at(place.y()), shown.span
        near = found.among(span.hour(place.x() - NEAR), span.hour(place.x() + NEAR), panel, numbers)
        if near:
            self._point(min(near, key=lambda each: self._away(shown, panel, each, place)))
            return
        hour = span.hour(place.x())
        self._point(found.nearest(hour, panel, numbers) or found.nearest(hour, ANY, numbers))

    def _away(self, shown: Scene, panel: str, cursor: Cursor, place: QPointF) -> float:
        """Return how far the nearest point of a moment lies from a place, in pixels."""
        moment = self._moments_now().at(cursor)
        across = abs(shown.span.x(moment.hour) - place.x())
        heights = [
            trend_scene.height_of(scale, box, value)
            for scale, box in shown.layout.panels
            if scale.key == panel
            for value in moment.values(panel)
        ]
        return math.hypot(across, min((abs(y - place.y()) for y in heights), default=0.0))

    def _point_again(self, before: Cursor, hour: float) -> None:
        """Point at what was pointed at, in the trend of a newer chart."""
        found = self._moments_now().nearest(hour, ANY, self._shown_numbers())
        if found is not None and before.entry_id in self._moments_now().at(found).entries:
            found = replace(found, entry_id=before.entry_id)
        self._point(found)

    def _choose(self) -> None:
        if self._cursor is not None:
            self.entry_chosen.emit(self._cursor.entry_id)

    def _zoom(self, by: int) -> None:
        """Show the next longer or shorter span."""
        place = min(max(SPANS.index(self._hours) + by, 0), len(SPANS) - 1)
        if SPANS[place] != self._hours:
            self.show_span(SPANS[place])
            self.span_changed.emit(self._hours)

    # ---- what Qt tells

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        """Read out what lies under the pointer."""
        self._point_at(event.position())

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        """Open the entry of the point that was clicked."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._point_at(event.position())
            self._choose()

    def leaveEvent(self, event: QEvent, /) -> None:
        """Read out nothing once the pointer has gone, unless the keys point."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point(None)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Show more or fewer hours, one step a notch."""
        self._wheeled += event.angleDelta().y()
        while abs(self._wheeled) >= NOTCH:
            up = self._wheeled > 0
            self._wheeled -= NOTCH if up else -NOTCH
            self._zoom(-1 if up else 1)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Move the cursor, choose another entry of its time, open it, or zoom."""
        key = Qt.Key(event.key())
        if self._trend is None or event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            super().keyPressEvent(event)
        elif key in STEPS or key in ENDS:
            by = STEPS.get(key) or ENDS.get(key, 0)
            self._point(self._moments_now().step(self._cursor, by, self._shown_numbers()))
        elif key in TURNS and self._cursor is not None:
            self._point(self._moments_now().turn(self._cursor, TURNS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key in ZOOMS:
            self._zoom(ZOOMS[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        """Begin at the last time, so that there is something to read out."""
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_key and self._cursor is None and self._trend is not None:
            self._point(self._moments_now().step(None, 0, self._shown_numbers()))
        self.update()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        """Take the cursor away with the focus."""
        super().focusOutEvent(event)
        self._point(None)
        self.update()

    # ---- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the trend, or copy what was painted; then the cursor and the ring of the focus."""
        painter = QPainter(self)
        if self._seen:
            painter.drawPixmap(0, 0, self._copy())
        else:
            self._paint(painter)
        self._paint_over(painter)
        painter.end()
        if not self._seen:
            self._seen = True
            self.painted.emit()

    def _copy(self) -> QPixmap:
        """Return the trend as painted for this size; made when it is to be seen a second time."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._painted is None or self._painted.size() != size:
            self._painted = QPixmap(size)
            self._painted.setDevicePixelRatio(ratio)
            painter = QPainter(self._painted)
            self._paint(painter)
            painter.end()
        return self._painted

    def _paint(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(theme.current().card))
        shown = self.scene()
        if shown is not None:
            painter.save()
            trend_paint.paint(painter, shown)
            painter.restore()

    def _paint_over(self, painter: QPainter) -> None:
        shown, said, cursor = self.scene(), self.said, self._cursor
        if shown is not None and said is not None and cursor is not None:
            moment = self._moments_now().at(cursor)
            trend_cursor.paint(painter, shown, moment, said, cursor.entry_id)
        if self.hasFocus():
            tokens = theme.current()
            ring = tokens.sizes.ring
            painter.setPen(QPen(QColor(tokens.focus), ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -ring + 1, -ring + 1))
