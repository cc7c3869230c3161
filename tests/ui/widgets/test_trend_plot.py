"""The trend as a widget: pointing, keys, zoom, and what is painted again."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.vocabulary import EntryId, Oxygen
from cart_ward.ui.widgets import trend_paint, trend_scene
from cart_ward.ui.widgets.trend_data import trend
from cart_ward.ui.widgets.trend_layout import LINE, sides
from cart_ward.ui.widgets.trend_moments import moments
from cart_ward.ui.widgets.trend_plot import TrendPlot
from tests.builders import ZONE
from tests.ui import charted
from tests.ui.charted import Charted
from tests.ui.hands import key


class Desk(QWidget):
    """A plot under a field, as on a page."""

    def __init__(self, care: Charted) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName("before")
        self.plot = TrendPlot(ZONE)
        self.chosen: list[EntryId] = []
        self.spans: list[int | None] = []
        self.plot.entry_chosen.connect(self.chosen.append)
        self.plot.span_changed.connect(self.spans.append)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.plot, 1)
        self.chart: Chart = care.ward.chart(care.patient)
        self.show_chart(care)

    def show_chart(self, care: Charted) -> None:
        """Show the chart as it is now."""
        self.chart = chart = care.ward.chart(care.patient)
        drawn = trend(chart, care.ward.status(care.patient))
        self.plot.show_trend(drawn, lambda: moments(chart, drawn))

    def spot(self, entry_id: EntryId, panel: str, value: float) -> QPoint:
        """Return where a value of an entry is drawn."""
        scene = self.plot.scene()
        entry = self.chart.entry(entry_id)
        assert scene is not None
        assert entry is not None
        hour = (entry.taken_at - scene.trend.zero).total_seconds() / 3600
        scale, box = next(pair for pair in scene.layout.panels if pair[0].key == panel)
        y = trend_scene.height_of(scale, box, value)
        return QPoint(round(scene.span.x(hour)), round(y))


@pytest.fixture
def desk(care: Charted, qtbot: QtBot) -> Desk:
    """Return a plot of a stormy course on the screen, the focus before it."""
    care.clock.advance(minutes=30)
    charted.stormy(care)
    made = Desk(care)
    qtbot.addWidget(made)
    made.resize(900, 480)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.field.setFocus()
    return made


def test_a_click_opens_exactly_the_entry_of_the_point(desk: Desk) -> None:
    """Every temperature, pressure and saturation drawn leads to the set it belongs to."""
    desk.plot.show_span(24)
    for entry in desk.chart.of(VitalSigns):
        body = entry.body
        values = {"temperature": body.temperature, "pressure": body.systolic, "spo2": body.spo2}
        for panel, value in values.items():
            assert value is not None
            desk.chosen.clear()
            place = desk.spot(entry.id, panel, float(value))
            QTest.mouseClick(desk.plot, Qt.MouseButton.LeftButton, pos=place)

            assert desk.chosen == [entry.id], panel


def test_of_two_sets_of_one_minute_the_clicked_one_is_opened(care: Charted, qtbot: QtBot) -> None:
    """Points that stand over each other are told apart by their height."""
    now = care.clock.now()
    low = care.ward.record_vitals(care.patient, at=now, temperature="36.5", systolic=100)
    high = care.ward.record_vitals(care.patient, at=now, temperature="39.5", systolic=150)
    desk = Desk(care)
    qtbot.addWidget(desk)
    desk.resize(900, 480)
    desk.show()
    for entry, warm, pressure in ((low, 36.5, 100), (high, 39.5, 150)):
        for panel, value in (("temperature", warm), ("pressure", pressure)):
            place = desk.spot(entry, panel, value)
            QTest.mouseClick(desk.plot, Qt.MouseButton.LeftButton, pos=place)

    assert desk.chosen == [low, low, high, high]


def test_a_click_on_the_score_opens_the_score(desk: Desk) -> None:
    """Not the vital signs of the same minute."""
    scored = desk.plot.scene()
    assert scored is not None
    _panel, box = scored.layout.panels[-1]
    place = QPoint(round(scored.span.right), round(box.top + box.height / 2))
    QTest.mouseClick(desk.plot, Qt.MouseButton.LeftButton, pos=place)
    entry = desk.chart.entry(desk.chosen[0])

    assert entry is not None
    assert entry.kind == "ice_assessment"


def test_pointing_reads_out_and_paints_no_curve_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    """The cursor lies over what was painted; the words are what a reader of the screen hears."""
    qapp.processEvents()
    desk.plot.grab()  # seen once, and kept as painted the second time
    painted: list[object] = []
    monkeypatch.setattr(trend_paint, "paint", lambda *told: painted.append(told))
    for x in range(round(sides(LINE)[0]), desk.plot.width(), 40):
        QTest.mouseMove(desk.plot, QPoint(x, 200))
        desk.plot.grab()
    said = desk.plot.said

    assert painted == []
    assert said is not None
    assert desk.plot.accessibleDescription() == said.spoken
    assert "T 37.9 °C" in said.spoken


def test_the_tab_key_stops_at_the_plot_and_the_arrows_read_out(desk: Desk) -> None:
    """It begins at the last time; Home and End lead to the ends; what leaves says nothing."""
    key(desk.field, Qt.Key.Key_Tab)
    focused = desk.plot.hasFocus()
    heard = [desk.plot.accessibleDescription()]
    for pressed in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home,
                    Qt.Key.Key_End):  # fmt: skip
        key(desk.plot, pressed)
        heard.append(desk.plot.accessibleDescription())
    key(desk.plot, Qt.Key.Key_Tab)

    assert focused
    assert "T 37.9 °C" in heard[0]
    assert "T 37.2 °C" in heard[1]
    assert heard[3] == heard[1]
    assert heard[5] == heard[0]
    assert len(set(heard)) == 4
    assert desk.plot.accessibleDescription() == ""


def test_the_focus_is_seen(desk: Desk) -> None:
    """A ring all round while the keys go to the plot."""
    before = desk.plot.grab().toImage().pixelColor(2, 100)
    key(desk.field, Qt.Key.Key_Tab)
    ring = desk.plot.grab().toImage().pixelColor(2, 100)

    assert ring != before


def test_enter_opens_the_entry_the_keys_have_chosen(desk: Desk) -> None:
    """Down turns to the other entries of the same time."""
    key(desk.field, Qt.Key.Key_Tab)
    key(desk.plot, Qt.Key.Key_Return)
    key(desk.plot, Qt.Key.Key_Down)
    key(desk.plot, Qt.Key.Key_Enter)
    kinds = [entry.kind for i in desk.chosen if (entry := desk.chart.entry(i)) is not None]

    assert kinds == ["vital_signs", "ice_assessment"]


def test_keys_and_wheel_zoom_step_by_step(desk: Desk) -> None:
    """From three days to one and to all, and no further."""
    key(desk.field, Qt.Key.Key_Tab)
    for pressed in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Minus):
        key(desk.plot, pressed)
    for notch in (-120, -120, 120):
        turned = QWheelEvent(QPointF(200, 200), QPointF(200, 200), QPoint(), QPoint(0, notch),
                             Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                             Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(desk.plot, turned)

    assert desk.spans == [24, 72, 168, None, 168]
    assert desk.plot.span == 168


def test_the_cursor_stays_at_its_entry_when_something_new_is_charted(
    desk: Desk, care: Charted
) -> None:
    """Nothing moves under the hand that is about to press Enter."""
    key(desk.field, Qt.Key.Key_Tab)
    key(desk.plot, Qt.Key.Key_Left)
    key(desk.plot, Qt.Key.Key_Down)
    before = desk.plot.cursor_at
    care.ward.record_vitals(care.patient, oxygen=Oxygen.ROOM_AIR, temperature="40.1")
    desk.show_chart(care)
    after = desk.plot.cursor_at

    assert before is not None
    assert after is not None
    assert after.entry_id == before.entry_id


def test_a_plot_without_any_value_can_still_be_used(care: Charted, qtbot: QtBot) -> None:
    """A patient just admitted: every key and the pointer are answered."""
    care.patient = care.ward.admit(bed="8", hospital_no="P8", day=None)
    desk = Desk(care)
    qtbot.addWidget(desk)
    desk.resize(700, 420)
    desk.show()
    desk.field.setFocus()
    key(desk.field, Qt.Key.Key_Tab)
    for pressed in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Minus):
        key(desk.plot, pressed)
    QTest.mouseClick(desk.plot, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))

    assert desk.plot.grab().size() == desk.plot.size()
