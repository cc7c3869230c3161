"""A dose of tocilizumab through the real widgets, over the real encrypted store."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.medicines import DoseGiven, DoubleCheck, MedicationOrder
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import CheckPart, Reaction, Response, Route
from cart_ward.db.store import SqlStore
from cart_ward.ui import theme
from cart_ward.ui.forms.deviation import DeviationForm
from cart_ward.ui.forms.double_check import DoubleCheckForm
from cart_ward.ui.forms.give_dose import InfusionForm, StartForm
from cart_ward.ui.forms.order import OrderForm
from cart_ward.ui.forms.prepare import PrepareForm
from cart_ward.ui.forms.response import ResponseForm
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.tocilizumab.page import TocilizumabPage
from cart_ward.ui.tocilizumab.story import Stage
from tests.builders import PIN, WardBuilder
from tests.fakes import FixedClock
from tests.ui.stations import look_again, station_of, texts, unnamed
from tests.ui.ward import Navigation

NUMBER = "P40001"


class Scene:
    """One patient with CRS 2 on the third day, and the page."""

    def __init__(self, qtbot: QtBot, store: SqlStore, clock: FixedClock) -> None:
        self.qtbot, self.clock = qtbot, clock
        self.ward = WardBuilder(store, clock)
        self.patient: AdmissionId = self.ward.admit("5")
        self.ward.record_vitals(self.patient, temperature="39.1", systolic=86, fluids=True)
        self.navigation = Navigation()
        self.pages: list[TocilizumabPage] = []

    def page(self, role: Role = Role.PHYSICIAN, number: int = 0) -> TocilizumabPage:
        """Open the page with somebody signed in."""
        page = TocilizumabPage(station_of(self.ward, role, number), self.navigation, self.patient)
        self.qtbot.addWidget(page)
        self.pages.append(page)
        page.resize(1246, 560)
        page.show()
        page.activateWindow()
        QApplication.processEvents()
        return page

    def press(self, form: SignedForm) -> None:
        """Press the button that signs."""
        QTest.mouseClick(form.sign_button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def order(self, page: TocilizumabPage) -> OrderForm:
        """Fill the order as the physician; not yet signed."""
        form = page.form
        assert isinstance(form, OrderForm)
        form.indication.set_text("CRS 2")
        form.reason.set_text("no nurse free to grade")
        form.identity.field.set_text(NUMBER)
        return form

    def deviation(self, page: TocilizumabPage) -> DeviationForm:
        """Open the form for a dose already given."""
        page.deviation_button.click()
        QApplication.processEvents()
        assert page.deviation is not None
        return page.deviation

    def check(
        self, page: TocilizumabPage, number: int, *, dose: str = "576", pin: str = PIN
    ) -> DoubleCheckForm:
        """Enter one calculation in the name of a nurse and press the button."""
        form = page.form
        assert isinstance(form, DoubleCheckForm)
        form.proof.who.choose(self.ward.actor(Role.NURSE, number).staff_id)
        form.proof.pin.set_text(pin)
        form.weight.set_text("72.0")
        form.dose.set_text(dose)
        form.volume.set_text("28.8")
        self.press(form)
        return form


@pytest.fixture
def scene(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Scene:
    """Return one patient with CRS 2."""
    return Scene(qtbot, store, clock)


def test_a_dose_goes_from_order_to_response(scene: Scene) -> None:
    """Each signature opens the next step, and the course counts the dose."""
    page = scene.page(Role.PHYSICIAN)
    scene.press(scene.order(page))
    page.leave()
    page = scene.page(Role.NURSE)
    prepare = page.form
    assert isinstance(prepare, PrepareForm)
    prepare.lots.set_text("B4091")
    scene.press(prepare)
    scene.check(page, 0)
    scene.check(page, 1)
    start = page.form
    assert isinstance(start, StartForm)
    start.identity.field.set_text(NUMBER)
    scene.press(start)
    scene.clock.advance(minutes=62)
    infusion = page.form
    assert isinstance(infusion, InfusionForm)
    infusion.reaction.set_value(Reaction.NONE)
    scene.press(infusion)
    response = page.form
    assert isinstance(response, ResponseForm)
    response.response.set_value(Response.SAME)
    scene.press(response)

    course = scene.ward.course(scene.patient)

    assert [dose.dose_mg for dose in course.given] == [Decimal("576.0")]
    assert course.last_response is Response.SAME
    assert "1 of 4" in page.course.count.text()
    assert "22:00" in page.course.next.text()


def test_an_order_for_more_than_800_mg_cannot_be_signed(scene: Scene) -> None:
    """While a stop holds the button is dead and the panel says why."""
    page = scene.page()
    form = scene.order(page)

    form.dose.set_text("864")

    assert not form.sign_button.isEnabled()
    assert any("800 mg" in sentence for sentence in page.checks.sentences())
    form.dose.set_text("576")
    assert form.sign_button.isEnabled()


@pytest.mark.parametrize("route", [Route.IV_PUSH, Route.SC])
def test_only_an_infusion_can_be_ordered(scene: Scene, route: Route) -> None:
    """A push or a subcutaneous dose is stopped by the rule, not hidden."""
    form = scene.order(scene.page())

    QTest.mouseClick(form.route.buttons[route], Qt.MouseButton.LeftButton)

    assert not form.sign_button.isEnabled()


@pytest.mark.parametrize("typed", ["57.6.0", "5O0", "57,6", "576.25"])
def test_a_malformed_dose_is_named_and_not_ordered(scene: Scene, typed: str) -> None:
    """What was typed stays there to be seen; nothing is charted."""
    form = scene.order(scene.page())
    form.dose.set_text(typed)

    scene.press(form)

    assert typed in form.dose.remark.text()
    assert scene.ward.chart(scene.patient).of(MedicationOrder) == ()


def test_a_warning_needs_a_reason(scene: Scene) -> None:
    """Nobody signed a grade lately: the order waits for a typed reason."""
    form = scene.order(scene.page())
    form.reason.set_text("")

    scene.press(form)

    assert "why" in form.message.text()
    assert scene.ward.chart(scene.patient).of(MedicationOrder) == ()


@pytest.mark.parametrize("typed", ["", "P40002"])
def test_without_the_right_wristband_nothing_is_ordered(scene: Scene, typed: str) -> None:
    """The hospital number must be that of the patient in the banner."""
    form = scene.order(scene.page())
    form.identity.field.set_text(typed)

    scene.press(form)

    assert scene.ward.chart(scene.patient).of(MedicationOrder) == ()
    assert form.message.isVisible()


def test_a_nurse_reads_a_verbal_order_back(scene: Scene) -> None:
    """An order typed for a physician is verbal and wants its tick."""
    form = scene.order(scene.page(Role.NURSE))
    form.prescriber.choose(scene.ward.actor(Role.PHYSICIAN).staff_id)
    scene.press(form)
    before = scene.ward.chart(scene.patient).of(MedicationOrder)
    form.read_back.set_ticked(ticked=True)
    scene.press(form)

    (order,) = scene.ward.chart(scene.patient).of(MedicationOrder)

    assert before == ()
    assert order.body.verbal
    assert order.body.prescriber_id == scene.ward.actor(Role.PHYSICIAN).staff_id


def test_the_same_click_twice_charts_one_order(scene: Scene) -> None:
    """An act carries the token of its form: done twice it is charted once."""
    page = scene.page()
    act = scene.order(page).act()
    desk = scene.ward.desk(Role.PHYSICIAN)

    act(desk)
    act(desk)

    assert len(scene.ward.chart(scene.patient).of(MedicationOrder)) == 1


def _prepared(scene: Scene) -> TocilizumabPage:
    order = scene.ward.order(scene.patient)
    scene.ward.prepare(scene.patient, order)
    return scene.page(Role.NURSE)


@pytest.mark.parametrize(("language", "brief"), [("en", "Gao Jianhua, "), ("zh_CN", "高建华，")])
def test_the_time_of_a_step_is_never_cut(scene: Scene, language: str, brief: str) -> None:
    """Where both scripts of a name have no room it stands in the one of the screen."""
    i18n.set_language(language)
    page = _prepared(scene)
    step = page.strip.boxes[Stage.ORDER]
    font = QFontMetrics(theme.font(theme.current().sizes.small))
    whole = step.second_line(10_000)

    assert step.second_line(font.horizontalAdvance(whole) + 2) == whole
    short = step.second_line(font.horizontalAdvance(whole) - 8)
    assert short.startswith(brief)
    assert short.removeprefix(brief) == whole[-len("12:00") :]


def test_the_second_checker_sees_no_number_of_the_first(scene: Scene) -> None:
    """Neither dose nor volume stands anywhere on the page before both have signed."""
    page = _prepared(scene)
    before = texts(page)
    scene.check(page, 0)

    shown = texts(page)

    assert "Wang Jing" in shown
    for number in ("576", "28.8"):
        assert number not in before
        assert number not in shown


def test_unequal_calculations_reopen_both(scene: Scene) -> None:
    """A decimal slip of one person: both calculate again, and nothing can be started."""
    page = _prepared(scene)
    scene.check(page, 0)
    scene.check(page, 1, dose="57.6")

    form = page.form

    assert isinstance(form, DoubleCheckForm)
    assert form.part is CheckPart.FIRST
    assert "not equal" in texts(page)
    assert form.dose.text() == ""


def test_one_person_cannot_check_twice(scene: Scene) -> None:
    """The second calculation of the same person is refused with a sentence."""
    page = _prepared(scene)
    scene.check(page, 0)

    form = scene.check(page, 0)

    assert form.message.isVisible()
    assert len(scene.ward.chart(scene.patient).of(DoubleCheck)) == 1


def test_a_wrong_pin_signs_no_calculation(scene: Scene) -> None:
    """The numbers stay with the person who typed them; the PIN is forgotten."""
    page = _prepared(scene)

    form = scene.check(page, 0, pin="314159")

    assert scene.ward.chart(scene.patient).of(DoubleCheck) == ()
    assert form.message.isVisible()
    assert form.proof.pin.text() == ""
    assert form.dose.text() == "576"


def test_a_draft_never_holds_a_calculation_or_a_pin(scene: Scene) -> None:
    """What is blind stays blind, even after a crash."""
    page = _prepared(scene)
    form = page.form
    assert isinstance(form, DoubleCheckForm)
    form.dose.set_text("576")
    form.proof.pin.set_text(PIN)

    assert page.draft() == {}


def test_an_order_draft_comes_back_without_the_identity(scene: Scene) -> None:
    """What was typed survives; the wristband is asked for again."""
    page = scene.page()
    form = scene.order(page)
    form.dose.set_text("600")
    draft = page.draft()

    again = scene.page()
    again.restore(draft)

    assert isinstance(again.form, OrderForm)
    assert (again.form.dose.text(), again.form.indication.text()) == ("600", "CRS 2")
    assert again.form.identity.field.text() == ""


def test_too_early_a_dose_cannot_be_ordered_but_can_be_charted(scene: Scene) -> None:
    """The stop guards the order; the truth goes in as a deviation, by two people."""
    scene.ward.give_tocilizumab(scene.patient)
    scene.ward.record_vitals(scene.patient, temperature="39.1", systolic=86, fluids=True)
    scene.clock.advance(hours=3)
    page = scene.page(Role.NURSE)
    page.strip.stage_chosen.emit(next(iter(page.strip.boxes)))
    form = scene.deviation(page)
    form.dose.set_text("576")
    form.started.set_text("2026-11-22 16:30")
    form.decided_by.set_text("Dr Luo")
    form.reason.set_text("shock, given by the ICU team")
    form.witness.who.choose(scene.ward.actor(Role.NURSE, 1).staff_id)
    form.witness.pin.set_text(PIN)
    scene.press(form)

    given = scene.ward.chart(scene.patient).of(DoseGiven)

    assert [dose.body.deviation is not None for dose in given] == [False, True]
    assert "(deviation)" in texts(page.course)


@pytest.mark.parametrize(
    ("witness", "pin", "started"),
    [
        pytest.param(0, PIN, "2026-11-22 13:30", id="same-person"),
        pytest.param(1, "314159", "2026-11-22 13:30", id="wrong-pin"),
        pytest.param(1, PIN, "2026-11-22 14:30", id="future"),
        pytest.param(1, PIN, "13:30", id="no-day"),
    ],
)
def test_a_deviation_needs_real_times_and_two_people(
    scene: Scene, witness: int, pin: str, started: str
) -> None:
    """Nothing is charted, and what was typed stays."""
    page = scene.page(Role.NURSE)
    form = scene.deviation(page)
    form.dose.set_text("576")
    form.started.set_text(started)
    form.decided_by.set_text("Dr Luo")
    form.reason.set_text("downtime")
    form.witness.who.choose(scene.ward.actor(Role.NURSE, witness).staff_id)
    form.witness.pin.set_text(pin)

    scene.press(form)

    assert scene.ward.chart(scene.patient).of(DoseGiven) == ()
    assert form.message.isVisible()
    assert form.reason.text() == "downtime"


def test_a_dose_charted_near_that_time_is_asked_about(scene: Scene) -> None:
    """Two people chart the same dose: the second is asked whether it is another one (H11)."""
    scene.ward.deviation(scene.patient, at=scene.clock.now() - timedelta(minutes=30))
    page = scene.page(Role.NURSE)
    form = scene.deviation(page)
    form.dose.set_text("576")
    form.started.set_text("2026-11-22 13:20")
    form.decided_by.set_text("Dr Luo")
    form.reason.set_text("downtime")
    form.witness.who.choose(scene.ward.actor(Role.NURSE, 1).staff_id)
    form.witness.pin.set_text(PIN)

    scene.press(form)

    assert form.another.isVisible()
    assert len(scene.ward.chart(scene.patient).of(DoseGiven)) == 1


def test_no_rule_is_called_kept_that_was_not_asked(scene: Scene) -> None:
    """While a dose runs, the panel does not say that eight hours have passed."""
    scene.ward.give_tocilizumab(scene.patient)
    scene.clock.advance(minutes=20)
    page = scene.page(Role.NURSE)

    assert not any("since dose" in sentence for sentence in page.checks.sentences())


def test_the_timer_leaves_pauses_out(scene: Scene) -> None:
    """Paused after ten minutes, the timer stands still until the pump runs again."""
    scene.ward.give_tocilizumab(scene.patient)
    scene.clock.advance(minutes=10)
    page = scene.page(Role.NURSE)
    form = page.form
    assert isinstance(form, InfusionForm)
    form.pause.click()
    scene.clock.advance(minutes=30)
    paused = page.form
    assert isinstance(paused, InfusionForm)
    paused.show_time(scene.clock.now())

    assert paused.timer.text() == "Paused after 10 of 60 min"


def test_a_stopped_infusion_says_how_much_and_why(scene: Scene) -> None:
    """Stopping asks for the volume given and the reaction; it still counts as a dose."""
    scene.ward.give_tocilizumab(scene.patient)
    scene.clock.advance(minutes=10)
    page = scene.page(Role.NURSE)
    form = page.form
    assert isinstance(form, InfusionForm)
    form.stop_button.click()
    asked = form.message.text()
    form.reaction.set_value(Reaction.SEVERE)
    form.volume.set_text("12.5")
    form.stop_button.click()

    course = scene.ward.course(scene.patient)

    assert "reaction" in asked
    assert (course.running, len(course.given)) == (None, 1)


def test_two_stations_start_one_dose(scene: Scene) -> None:
    """The second one is told that the order was given already, and nothing is given twice."""
    order = scene.ward.ready(scene.patient)
    page = scene.page(Role.NURSE)
    form = page.form
    assert isinstance(form, StartForm)
    scene.ward.start(scene.patient, order)
    form.identity.field.set_text(NUMBER)

    scene.press(form)

    assert form.message.text()
    assert len(scene.ward.chart(scene.patient).of(DoseGiven)) == 1


def test_an_order_is_stopped_with_a_reason(scene: Scene) -> None:
    """Stopping opens the order step again."""
    scene.ward.order(scene.patient)
    page = scene.page(Role.NURSE)
    page.stop_button.click()
    form = page.stop_form
    assert form is not None
    scene.press(form)
    still_open = scene.ward.course(scene.patient).open_order
    form.reason.set_text("fever has gone")
    scene.press(form)

    assert still_open is not None
    assert scene.ward.course(scene.patient).open_order is None
    assert isinstance(page.form, OrderForm)


def test_received_vials_are_on_the_shelf(scene: Scene) -> None:
    """The stock card counts what the form has received."""
    page = scene.page(Role.NURSE)
    page.stock.opener.click()
    form = page.stock.form
    form.vial_size.set_value(80)
    form.count.set_text("6")
    form.lot.set_text("C77")
    form.expiry.set_text("2027-02-28")

    scene.press(form)

    assert "80 mg: 46 free, 0 reserved" in texts(page.stock)


def test_a_form_under_the_hand_is_not_redrawn(scene: Scene) -> None:
    """New vital signs of the patient leave the typed order as it is."""
    page = scene.page()
    form = scene.order(page)
    scene.ward.record_vitals(scene.patient, temperature="39.4", systolic=84, fluids=True)

    look_again(page._station)

    assert page.form is form
    assert form.indication.text() == "CRS 2"


def test_a_new_weight_changes_the_dose_that_is_shown(scene: Scene) -> None:
    """Weighed elsewhere while the order stands open: the dose follows, and a line says so."""
    page = scene.page()
    form = scene.order(page)
    scene.clock.advance(minutes=1)
    scene.ward.weigh(scene.patient, "70.0")

    look_again(page._station)
    said = form.message.text()
    scene.press(form)

    (order,) = scene.ward.chart(scene.patient).of(MedicationOrder)
    assert "weight has changed" in said
    assert page.form is not form
    assert order.body.dose_mg == Decimal("560.0")


def test_control_enter_signs_and_enter_goes_on(scene: Scene) -> None:
    """Everything can be done by keyboard."""
    page = scene.page()
    form = scene.order(page)
    form.indication.line.setFocus()
    QTest.keyClick(form.indication.line, Qt.Key.Key_Return)
    went_on = not form.indication.line.hasFocus()
    QTest.keyClick(form.identity.field.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert went_on
    assert len(scene.ward.chart(scene.patient).of(MedicationOrder)) == 1


def test_every_field_and_button_has_a_name(scene: Scene) -> None:
    """A screen reader finds no nameless control."""
    page = scene.page()
    named = unnamed(page)
    page.deviation_button.click()

    assert (named, unnamed(page)) == ([], [])


def test_a_patient_who_left_can_be_signed_for_no_more(scene: Scene) -> None:
    """After the discharge the page says so and shows no form."""
    page = scene.page()
    scene.ward.discharge(scene.patient)

    look_again(page._station)

    assert page.form is None
    assert "left the ward" in page.card.title.text()


def test_a_weight_too_old_is_taken_on_the_same_page(scene: Scene) -> None:
    """Without a weight of the last week the rule stops; weighed here, the order goes on."""
    scene.clock.advance(days=8)
    page = scene.page(Role.NURSE)
    stopped = page.form is not None and page.form.sign_button.isEnabled()
    page.weight_button.click()
    QApplication.processEvents()
    form = page.weight
    assert form is not None
    form.kilograms.set_text("71.0")
    form.measured.set_value(True)
    scene.press(form)

    assert not stopped
    assert isinstance(page.form, OrderForm)
    assert page.form.sign_button.isEnabled()
    assert page.form.dose.text() == "568.0"


def test_the_tab_key_goes_as_the_eye_does(scene: Scene) -> None:
    """From the prescriber to the wristband, and to the button last."""
    form = scene.page().form
    assert isinstance(form, OrderForm)
    form.focus_first()
    went: list[str] = []
    for _step in range(8):
        at = QApplication.focusWidget()
        assert at is not None
        went.append(at.objectName() or at.accessibleName())
        QTest.keyClick(at, Qt.Key.Key_Tab)

    assert went == [
        "prescriber",
        "dose",
        "duration",
        "Route: IV infusion",
        "infection",
        "indication",
        "reason",
        "identity",
    ]
    assert form.sign_button.hasFocus()
