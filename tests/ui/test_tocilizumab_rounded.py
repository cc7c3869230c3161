"""An order in whole vials passes the double check, and a lost race leads to the open step."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward.clinical.medicines import DoubleCheck, MedicationOrder
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import CheckPart
from cart_ward.db.store import SqlStore
from cart_ward.ui.forms.double_check import DoubleCheckForm
from cart_ward.ui.forms.give_dose import InfusionForm, StartForm
from cart_ward.ui.forms.order import OrderForm
from cart_ward.ui.forms.prepare import PrepareForm
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.tocilizumab.page import TocilizumabPage
from tests.builders import PIN, WardBuilder
from tests.fakes import FixedClock
from tests.ui.hands import keys
from tests.ui.stations import station_of, texts
from tests.ui.ward import Navigation

NUMBER = "P40001"


class Scene:
    """One patient of 72 kg with CRS 2, for whom the rule says 576 mg."""

    def __init__(self, qtbot: QtBot, store: SqlStore, clock: FixedClock) -> None:
        self.qtbot, self.navigation = qtbot, Navigation()
        self.ward = WardBuilder(store, clock)
        self.patient: AdmissionId = self.ward.admit("5")
        self.ward.record_vitals(self.patient, temperature="39.1", systolic=86, fluids=True)

    def page(self, role: Role) -> TocilizumabPage:
        """Open the page with somebody signed in."""
        page = TocilizumabPage(station_of(self.ward, role, 0), self.navigation, self.patient)
        self.qtbot.addWidget(page)
        page.show()
        QApplication.processEvents()
        return page

    def press(self, form: SignedForm) -> None:
        """Press the button that signs."""
        QTest.mouseClick(form.sign_button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def order(self, dose: str) -> None:
        """Let the physician type an order for a dose of her own and sign it."""
        page = self.page(Role.PHYSICIAN)
        form = page.form
        assert isinstance(form, OrderForm)
        form.dose.line.clear()
        keys(form.dose.line, dose)
        keys(form.indication.line, "CRS 2")
        keys(form.reason.line, "no nurse free to grade")
        keys(form.identity.field.line, NUMBER)
        self.press(form)
        page.leave()

    def prepared(self) -> TocilizumabPage:
        """Let a nurse prepare what is ordered."""
        page = self.page(Role.NURSE)
        form = page.form
        assert isinstance(form, PrepareForm)
        keys(form.lots.line, "B4091")
        self.press(form)
        return page

    def check(self, page: TocilizumabPage, number: int, dose: str, volume: str) -> None:
        """Type one calculation in the name of a nurse and sign it."""
        form = page.form
        assert isinstance(form, DoubleCheckForm)
        form.proof.who.choose(self.ward.actor(Role.NURSE, number).staff_id)
        keys(form.proof.pin.line, PIN)
        for field, text in ((form.weight, "72.0"), (form.dose, dose), (form.volume, volume)):
            keys(field.line, text)
        self.press(form)


@pytest.fixture
def scene(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Scene:
    """Return one patient with CRS 2."""
    return Scene(qtbot, store, clock)


def test_a_dose_in_whole_vials_passes_the_double_check(scene: Scene) -> None:
    """600 mg for 576 mg: both enter what is ordered, and the infusion can be started."""
    scene.order("600")
    page = scene.prepared()
    told = texts(page)
    scene.check(page, 0, "600", "30")
    scene.check(page, 1, "600", "30")

    (order,) = scene.ward.chart(scene.patient).of(MedicationOrder)
    assert order.body.dose_mg == Decimal(600)
    assert "600 mg" in told
    assert "within 10 % of 8 mg/kg" in told
    assert isinstance(page.form, StartForm)


def test_the_volume_of_a_named_dose_is_not_shown(scene: Scene) -> None:
    """What both work out alone stays theirs to work out."""
    scene.order("600")
    page = scene.prepared()

    assert "30 mL" not in texts(page)
    assert "30.0 mL" not in texts(page)


def test_the_dose_by_weight_does_not_pass_for_another_order(scene: Scene) -> None:
    """Both take 576 mg though 600 mg is ordered: nothing may start, both begin again."""
    scene.order("600")
    page = scene.prepared()
    scene.check(page, 0, "576", "28.8")
    scene.check(page, 1, "576", "28.8")

    assert isinstance(page.form, DoubleCheckForm)
    assert page.form.part is CheckPart.FIRST
    assert len(scene.ward.chart(scene.patient).of(DoubleCheck)) == 2


def test_more_than_ten_percent_above_the_rule_cannot_be_ordered(scene: Scene) -> None:
    """Rounding up to the next vial has its limit."""
    scene.order("640")

    assert scene.ward.chart(scene.patient).of(MedicationOrder) == ()


def test_the_usual_order_says_nothing_of_a_named_dose(scene: Scene) -> None:
    """Where the dose is that of the rule, the page shows only mg per kg."""
    scene.ward.prepare(scene.patient, scene.ward.order(scene.patient))
    page = scene.page(Role.NURSE)

    assert "8 mg/kg" in texts(page)
    assert "has named the dose" not in texts(page)


def test_a_lost_race_shows_the_step_that_is_open_now(scene: Scene) -> None:
    """Another station has started the dose: the page says so and goes on to the infusion."""
    order = scene.ward.ready(scene.patient)
    page = scene.page(Role.NURSE)
    form = page.form
    assert isinstance(form, StartForm)
    scene.ward.start(scene.patient, order)
    keys(form.identity.field.line, NUMBER)

    scene.press(form)

    assert isinstance(page.form, InfusionForm)
    assert any(went[0] == "tell" and "already" in str(went[1]) for went in scene.navigation.went)
