"""The charge nurse's page: what is open, held still under a hand, each row leading on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward.care import open_ward
from cart_ward.care.changes import Changes
from cart_ward.care.open_ward import Ward
from cart_ward.clinical.open_work import OpenThing, Place, Topic
from cart_ward.clinical.people import Role
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.db.store import SqlStore
from cart_ward.errors import Finding, Level, Unavailable
from cart_ward.ui.charge import presenter
from cart_ward.ui.charge.page import ChargePage
from cart_ward.ui.health.behind import Behind
from cart_ward.ui.messages import Messages
from cart_ward.ui.station import Station, StationFacts
from cart_ward.ui.theme import px
from cart_ward.ui.upkeep import Record, Upkeep
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock
from tests.ui.charted import Navigation, SlowTasks
from tests.ui.health.grounds import ground
from tests.ui.looking import unnamed
from tests.ui.whole import Whole


@dataclass
class Scene:
    """A ward of two patients who were seen just now, and the page over it."""

    qtbot: QtBot
    ward: WardBuilder
    clock: FixedClock
    tasks: SlowTasks = field(default_factory=SlowTasks)
    navigation: Navigation = field(default_factory=Navigation)

    def __post_init__(self) -> None:
        """Admit both and sign the charge nurse in."""
        now = self.clock.now()
        self.one = self.ward.admit("1", hospital_no="P1", admitted_at=now)
        self.two = self.ward.admit("2", hospital_no="P2", admitted_at=now)
        facts = StationFacts(ward_name="3F East", practice=False, zone=ZONE)
        self.station = Station(self.ward.desk(), self.tasks, self.ward.snapshot(), facts)
        self.station.sign_in(self.ward.actor(Role.CHARGE_NURSE))
        messages = Messages(self.station)
        record = Record(check=tuple, back_up=lambda: None, look=ground)
        self.upkeep = Upkeep(self.station, messages, record)

    def answer(self) -> None:
        """Answer everything that waits, and what that asks for."""
        while self.tasks.waiting:
            self.tasks.answer()

    def page(self) -> ChargePage:
        """Open the page and let it be answered."""
        page = ChargePage(self.station, self.navigation, behind=Behind(upkeep=self.upkeep))
        self.qtbot.addWidget(page)
        page.resize(1246, 560)
        page.show()
        self.answer()
        QApplication.processEvents()
        return page

    def passes(self, **elapsed: float) -> None:
        """Let time pass and the ward be asked again."""
        self.clock.advance(**elapsed)
        self.station.ask_again()
        self.answer()

    def read_again(self) -> None:
        """Let the station see what was charted elsewhere."""
        self.station.read_again(_raise)
        self.answer()


def _raise(error: Exception) -> None:
    raise error


@pytest.fixture
def scene(qtbot: QtBot, ward: WardBuilder, clock: FixedClock) -> Iterator[Scene]:
    """Return the ward."""
    made = Scene(qtbot, ward, clock)
    yield made
    made.station.deleteLater()


def texts(page: ChargePage) -> str:
    """Return every line as it is read aloud."""
    return "\n".join(page.rows.texts())


def hover(page: ChargePage, at: QPoint) -> None:
    """Move the pointer over the list."""
    where = QPointF(at)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, where, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(page.rows.viewport(), event)


def chosen(page: ChargePage) -> str:
    """Return the words of the chosen row."""
    item = page.rows.item(page.rows.currentRow(), 0)
    return "" if item is None else item.text()


def test_every_topic_has_its_heading_with_its_count(scene: Scene) -> None:
    """Those without anything take one line that says so; rows are targets with a name."""
    page = scene.page()
    told = texts(page)

    assert "✓ Checks late by more than half their interval: nothing open" in told
    assert "✓ Alarms nobody answered: nothing open" in told
    assert "The ward itself · " in told
    assert "Ward: ○ No handover was ever signed" in told
    assert page.head.text().startswith("As of 14:00: ")
    heights = [page.rows.rowHeight(n) for n in range(page.rows.rowCount())]
    assert min(heights) >= px(44)
    assert unnamed(page) == []


def test_a_late_check_comes_by_itself_with_its_times(scene: Scene) -> None:
    """First of all, by how much and since when; the count follows."""
    page = scene.page()
    before = len(page.rows.keys())

    scene.passes(hours=20)

    told = texts(page)
    assert "Checks late by more than half their interval · " in told
    assert "Bed 1" in told
    assert "was due" in told
    assert len(page.rows.keys()) > before
    assert page.changed.isHidden()


def test_nothing_moves_while_a_row_is_chosen_and_f5_takes_it_over(scene: Scene) -> None:
    """How many rows changed is told; what stays says its new minutes at once."""
    scene.clock.advance(hours=20)
    page = scene.page()
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    order, told = page.rows.keys(), texts(page)

    scene.ward.record_vitals(scene.one)
    scene.clock.advance(minutes=5)
    scene.read_again()

    assert page.rows.keys() == order
    assert page.changed.isVisible()
    assert page.changed.text().endswith("changed (F5)")
    assert texts(page) != told

    page.key_ways()["refresh"]()

    assert page.rows.keys() != order
    assert page.changed.isHidden()


def test_letting_the_row_go_takes_the_changes_over(scene: Scene) -> None:
    """Esc lets go, as on the board."""
    scene.clock.advance(hours=20)
    page = scene.page()
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    order = page.rows.keys()
    scene.ward.record_vitals(scene.one)
    scene.read_again()
    assert page.rows.keys() == order

    QTest.keyClick(page.rows, Qt.Key.Key_Escape)

    assert page.rows.keys() != order
    assert page.changed.isHidden()


def test_nothing_moves_under_the_pointer(scene: Scene) -> None:
    """Until it leaves the list; a heading holds nothing."""
    scene.clock.advance(hours=20)
    page = scene.page()
    order = page.rows.keys()
    hover(page, page.rows.visualRect(page.rows.model().index(0, 0)).center())
    assert not page.rows.held
    hover(page, page.rows.visualRect(page.rows.model().index(1, 0)).center())
    assert page.rows.held
    scene.ward.record_vitals(scene.one)
    scene.read_again()
    assert page.rows.keys() == order

    QApplication.sendEvent(page.rows, QEvent(QEvent.Type.Leave))

    assert page.rows.keys() != order


def test_the_keys_go_from_row_to_row_and_past_the_headings(
    qtbot: QtBot, store: SqlStore, clock: FixedClock
) -> None:
    """Down, End, Home, Up; a heading is never chosen."""
    whole = Whole(qtbot, store, clock)
    clock.advance(hours=20)
    whole.station.ask_again()
    page = whole.open("charge")
    assert isinstance(page, ChargePage)
    rows, last = page.rows, page.rows.rowCount() - 1
    whole.press("Down")
    assert rows.currentRow() == 1, "the heading stands above it"
    whole.press("End")
    assert (rows.currentRow(), chosen(page)) == (last, "Ward")
    seen = {last}
    for _press in range(last):
        whole.press("Up")
        seen.add(rows.currentRow())
    headings = {n for n in range(rows.rowCount()) if rows.columnSpan(n, 0) == 2}
    assert seen == set(range(rows.rowCount())) - headings
    whole.press("End")
    whole.press("Home")
    assert rows.currentRow() == 1


PLACES: dict[Place, tuple[object, ...]] = {
    Place.PATIENT: ("patient", 1),
    Place.VITALS: ("vitals", 1),
    Place.NEURO: ("neuro", 1),
    Place.GRADE_CRS: ("grade", 1, Scale.CRS),
    Place.GRADE_ICANS: ("grade", 1, Scale.ICANS),
    Place.TOCILIZUMAB: ("tocilizumab", 1),
    Place.STAY: ("stay", 1),
    Place.NOT_DONE: ("not_done", 1, Check.NEURO),
    Place.ALARMS: ("alarms",),
    Place.HANDOVER: ("handover",),
    Place.SETUP: ("place", "setup"),
    Place.HEALTH: ("place", "health"),
}


@pytest.mark.parametrize("place", Place)
def test_each_row_leads_to_where_it_is_done(scene: Scene, place: Place) -> None:
    """By Enter or by a click."""
    page = scene.page()
    thing = OpenThing(
        topic=Topic.CHECKS,
        key="x",
        code="open.no_weight",
        place=place,
        since=scene.clock.now(),
        stay=scene.station.snapshot.charts[scene.one].subject,
        check=Check.NEURO,
    )
    page._found = presenter.groups([thing], scene.clock.now(), ZONE)
    page.take_over()
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    QTest.keyClick(page.rows, Qt.Key.Key_Return)
    at = page.rows.visualRect(page.rows.model().index(1, 1)).center()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(page.rows.viewport(), left, Qt.KeyboardModifier.NoModifier, at)

    assert scene.navigation.went == [PLACES[place]] * 2


def test_a_thing_whose_patient_has_left_leads_to_the_board(scene: Scene) -> None:
    """Never to a page that cannot be opened."""
    page = scene.page()
    thing = OpenThing(
        topic=Topic.WARD,
        key="x",
        code="open.lot_expired",
        place=Place.TOCILIZUMAB,
        since=scene.clock.now(),
        facts={"lot": "B1", "size": 80, "count": 2, "expiry": scene.clock.now().date()},
    )

    page.rows.chosen.emit(thing)

    assert scene.navigation.went == [("board",)]


def test_the_minutes_are_told_anew_each_minute(scene: Scene) -> None:
    """Not each second, and not once the page was left."""
    page = scene.page()
    scene.clock.advance(seconds=59)
    scene.station.ticked.emit(scene.clock.now())
    assert scene.tasks.waiting == []
    scene.clock.advance(seconds=1)
    scene.station.ticked.emit(scene.clock.now())
    assert len(scene.tasks.waiting) == 1
    scene.answer()
    assert page.head.text().startswith("As of 14:01: ")

    page.leave()
    scene.clock.advance(minutes=5)
    scene.station.ticked.emit(scene.clock.now())
    scene.station.ask_again()

    assert scene.tasks.waiting == []


def test_an_answer_that_comes_too_late_is_ignored(scene: Scene) -> None:
    """The last question counts; to a page that was left none does."""
    page = scene.page()
    page.refresh()
    scene.clock.advance(hours=20)
    scene.station.ask_again()
    scene.tasks.answer()
    assert "nothing open" in page.rows.texts()[0]
    page.leave()
    before = texts(page)

    scene.answer()

    assert texts(page) == before


def test_a_failed_backup_is_told_while_one_looks(scene: Scene) -> None:
    """It follows the upkeep; a damaged record goes before it."""
    page = scene.page()
    scene.upkeep._on_backup_failed(Unavailable("store.full"))
    scene.answer()
    assert "No backup could be made since this window was opened 14:00" in texts(page)

    broken = Finding(field="store", level=Level.STOP, code="chain.broken", facts={"line": 7})
    scene.upkeep._found((broken,))
    scene.answer()

    assert "The record is damaged" in texts(page)


def test_a_signed_handover_is_asked_for_again(scene: Scene) -> None:
    """Only then, and after vials came: not with each entry."""
    page = scene.page()
    scene.station.ward_changed.emit(Changes())
    assert len(scene.tasks.waiting) == 1
    scene.answer()

    scene.station.ward_changed.emit(Changes(kinds=frozenset({"handover_signed"})))

    assert len(scene.tasks.waiting) == 2
    assert page.isVisible()


def test_a_store_that_does_not_answer_is_said(scene: Scene) -> None:
    """The rest of the page stays."""
    page = scene.page()

    page._on_failed(Unavailable("store.io_failed"))

    assert scene.navigation.told[0].startswith("! The disk did not answer")
    page.leave()
    page._on_failed(Unavailable("store.io_failed"))
    assert len(scene.navigation.told) == 1


def test_ctrl_6_opens_it_and_a_row_leads_on(
    qtbot: QtBot, store: SqlStore, clock: FixedClock
) -> None:
    """In the whole window: the list has the focus, F5 and Enter hold there."""
    whole = Whole(qtbot, store, clock)
    whole.press("Ctrl+6")
    page = whole.window.page
    assert isinstance(page, ChargePage)
    QApplication.processEvents()
    assert page.rows.hasFocus()
    whole.press("End")
    whole.press("Return")

    assert whole.window.place_name != "charge"


def test_what_is_derived_is_what_the_ward_tells(scene: Scene) -> None:
    """Each open thing is one row, in the same order."""
    page = scene.page()
    scene.passes(hours=20)
    station = scene.station
    ward = Ward(
        snapshot=station.snapshot,
        statuses=station.statuses(),
        now=station.now(),
        zone=ZONE,
        kept=page._kept,
        copied=page._copied(),
    )

    assert page.rows.keys() == tuple(thing.key for thing in open_ward.open_things(ward))
