"""A ward of one's own: founded, its people and rules set up from the window, and worked in."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward import app, window
from cart_ward.app import Options
from cart_ward.care import stock, ward_setup
from cart_ward.care.ward_setup import NewWard
from cart_ward.clinical.people import Name, Role, Staff
from cart_ward.clinical.vocabulary import CheckPart
from cart_ward.db import folder, verify
from cart_ward.reports import handover as paper
from cart_ward.runtime import paths
from cart_ward.runtime.clock import SystemClock
from cart_ward.ui import screens
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.crash import Crash
from cart_ward.ui.forms.person_proof import CARERS, people
from cart_ward.ui.handover.page import HandoverPage
from cart_ward.ui.main_window import SMALLEST
from cart_ward.ui.opening import Opened
from cart_ward.ui.setup.page import SetupPage
from cart_ward.ui.setup.rules import ApproveForm
from cart_ward.ui.station import Station
from cart_ward.ui.tasks import QtTasks
from tests.builders import EXPIRY, LOT, PIN, WardBuilder, token
from tests.fakes import FixedClock, TurnedMachine
from tests.trips.counting import CONTROL, Hand
from tests.trips.seats import PaperTray, Seat

Sit = Callable[..., Seat]

FOUNDER = Name(family_zh="周", given_zh="杰", family_latin="Zhou", given_latin="Jie")
FIRST = "628401"
RIGHT = Qt.Key.Key_Right


class OwnWard:
    """The window over a ward that was just founded, as the program opens it."""

    def __init__(self, qtbot: QtBot, options: Options, machine: TurnedMachine) -> None:
        self.qtbot, self.clock = qtbot, SystemClock(machine)
        self.hand = Hand()
        new = NewWard(
            name="3F East",
            beds=2,
            zone="Asia/Shanghai",
            language="en",
            charge_nurse=FOUNDER,
            pin=PIN,
        )
        _code, founding = app.begin_ward(options, self.clock, new)
        founding.keep()
        self.opened: Opened = window._open(
            options, window.Window(), self.clock, lambda _done, _all: None
        )
        self.bugs: list[Exception] = []
        self.tasks = QtTasks(self.bugs.append)
        self.station = Station(
            self.opened.desk, self.tasks, self.opened.snapshot, self.opened.facts
        )
        self.window = screens.open_window(self.station, Crash(self.clock), self.opened, PaperTray())
        qtbot.addWidget(self.window)
        self.window.resize(SMALLEST)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def close(self) -> None:
        """Leave; no bug of ours may have come up."""
        self.window.close()
        self.tasks.close()
        self.opened.close()
        assert self.bugs == []

    def find(self, latin: str, role: Role | None = None) -> Staff:
        """Return a person of the list."""
        staff = self.station.snapshot.staff.values()
        return next(p for p in staff if p.name.latin == latin and role in (None, p.role))

    def sign_in(self, person: Staff, pin: str) -> None:
        """Tap the name on the locked screen and type the PIN."""
        if not self.window.locked:
            self.hand.press(Qt.Key.Key_L, CONTROL)
        self.hand.click(self.window.entrance.names[person.id])
        self.hand.value(pin)
        self.qtbot.waitUntil(lambda: not self.window.locked)

    def setup(self, part: str) -> SetupPage:
        """Go to a part of the setup."""
        self.hand.press(Qt.Key.Key_7, CONTROL)
        page = self.window.page
        assert isinstance(page, SetupPage)
        self.qtbot.waitUntil(lambda: page.staff.lists is not None)
        self.hand.click(page.choice.buttons[part])
        return page

    def add(self, page: SetupPage, family: str, given: str, role: int) -> None:
        """Add a person by keyboard, where the focus is on the button that does."""
        before = len(self.station.snapshot.staff)
        self.hand.press(Qt.Key.Key_Return)
        self.hand.skip(2)
        self.hand.value(family)
        self.hand.value(given)
        self.hand.choose(*[RIGHT] * role)
        self.hand.skip(2)
        self.hand.value(FIRST)
        self.hand.value(FIRST)
        self.qtbot.waitUntil(lambda: len(self.station.snapshot.staff) == before + 1)
        self.qtbot.waitUntil(lambda: page.staff.add is not None and page.staff.add.hasFocus())

    def approve(self, page: SetupPage, who: Staff, pin: str) -> ApproveForm:
        """Read the rules and approve them as a person."""
        self.hand.click(page.rules.ways["read"])
        form = page.rules.form
        assert isinstance(form, ApproveForm)
        form.read.box.setFocus()
        self.hand.press(Qt.Key.Key_Space)
        form.proof.who.choose(who.id)
        form.proof.pin.line.setFocus()
        self.hand.value(pin)
        self.qtbot.waitUntil(lambda: not form.busy and (form.left or form.message.isVisible()))
        return form

    def rules_said(self) -> str:
        """Return what the bar at the bottom says about the rules."""
        return self.window.status.rules.toolTip() or self.window.status.rules.text()


@pytest.fixture
def own(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OwnWard]:
    """Found a ward and open its window."""
    monkeypatch.setattr(paths, "station_secrets", lambda: tmp_path / "secrets")
    options = Options(data=tmp_path / "ward", language=None, practice=False, passphrase=lambda: "")
    made = OwnWard(qtbot, options, TurnedMachine())
    yield made
    made.close()
    store = folder.open_store(
        tmp_path / "ward", clock=made.clock, secrets=tmp_path / "secrets", passphrase=""
    )
    assert verify.verify_store(*store.parts) == ()
    store.close()


def test_a_founded_ward_is_set_up_from_the_window(own: OwnWard) -> None:
    """People, rules and a dose: what the founder could not do alone is done by whom she added."""
    administrator = own.find("Zhou Jie", Role.ADMINISTRATOR)
    own.sign_in(administrator, PIN)
    page = own.setup("staff")
    assert page.staff.add is not None
    page.setFocus()
    assert page.staff.add.hasFocus()
    own.add(page, "Wang", "Jing", 1)
    own.add(page, "Zhang", "Min", 1)
    own.add(page, "Gao", "Jianhua", 3)
    assert own.find("Gao Jianhua").role is Role.PHYSICIAN

    own.sign_in(own.find("Zhou Jie", Role.CHARGE_NURSE), PIN)
    page = own.setup("rules")
    own.qtbot.waitUntil(lambda: "read" in page.rules.ways)
    assert "not approved by this hospital" in own.rules_said()
    assert own.approve(page, own.find("Zhou Jie", Role.CHARGE_NURSE), PIN).left
    own.qtbot.waitUntil(lambda: "a physician still" in page.rules.list.words(page.rules.list.key()))
    again = page.rules.make_form(page.rules.list.key())
    assert isinstance(again, ApproveForm)
    assert again.proof.who.count() == 2  # the physician, and nobody chosen
    again.leave()
    again.deleteLater()
    assert own.approve(page, own.find("Gao Jianhua"), FIRST).left
    own.qtbot.waitUntil(lambda: own.rules_said() == "Default ward rules 1 (approved)")

    own.sign_in(own.find("Wang Jing"), FIRST)
    assert isinstance(own.window.page, BoardPage)
    assert {p.name.latin for p in people(own.station, CARERS)} == {
        *("Wang Jing", "Zhang Min", "Gao Jianhua", "Zhou Jie")
    }
    ward = WardBuilder(own.opened.desk.store, cast("FixedClock", own.clock))
    vials = stock.ReceiveVials(lot=LOT, expiry=EXPIRY, size_mg=80, count=20, token=token())
    stock.receive(ward.desk(Role.CHARGE_NURSE), vials)
    patient = ward.admit("01")
    ward.record_vitals(patient, temperature="39.1", systolic=88, fluids=True)
    order = ward.order(patient)
    ward.prepare(patient, order, {80: 8})
    ward.check(patient, order, CheckPart.FIRST)
    ward.check(patient, order, CheckPart.SECOND)
    assert ward.start(patient, order)


def test_the_sheet_no_longer_says_that_nobody_approved_the_rules(
    sit: Sit, ward: WardBuilder
) -> None:
    """What every page of paper must say comes from the version that is followed."""
    ward.admit("5")
    seat = sit(Role.CHARGE_NURSE)
    unsigned = _warnings(seat)
    version = next(iter(seat.station.snapshot.protocols))
    with seat.qtbot.waitSignal(seat.station.ward_changed):
        ward_setup.approve_protocol(ward.desk(Role.CHARGE_NURSE), version)
    assert "not approved" in seat.window.status.rules.text().lower()
    with seat.qtbot.waitSignal(seat.station.ward_changed):
        ward_setup.approve_protocol(ward.desk(Role.PHYSICIAN), version)

    assert "not approved" not in seat.window.status.rules.text().lower()
    assert "Rules not approved by this hospital" in unsigned
    assert "Rules not approved by this hospital" not in _warnings(seat)


def _warnings(seat: Seat) -> tuple[str, ...]:
    """Assemble the sheet and return what stands on each page of it."""
    seat.window.show_board()
    seat.window.show_handover()
    page = seat.page(HandoverPage)
    seat.qtbot.waitUntil(lambda: page.presenter.drawn is not None, timeout=10_000)
    drawn = page.presenter.drawn
    assert drawn is not None
    assert drawn.sheet is not None
    return tuple(paper.marks(drawn.sheet))


def test_another_station_follows_at_once(sit: Sit, ward: WardBuilder) -> None:
    """A new bed and a new name are there; who is retired is out, at every computer."""
    here, there = sit(Role.ADMINISTRATOR), sit(Role.NURSE)
    there.window.show_board()
    board = there.page(BoardPage)
    with there.qtbot.waitSignal(there.station.ward_changed):
        ward_setup.add_beds(ward.desk(Role.ADMINISTRATOR), ("31", "32"))
    assert "31, 32" in board.below.free.text()
    here.front()
    here.window.show_place("setup")
    page = here.page(SetupPage)
    here.qtbot.waitUntil(lambda: page.staff.lists is not None)
    nurse = ward.actor(Role.NURSE)
    page.staff.list.choose(str(nurse.staff_id))
    page.staff.ways["retire"].click()

    there.qtbot.waitUntil(lambda: there.window.locked)
    assert nurse.staff_id not in there.window.entrance.names
    QApplication.processEvents()
