"""Admission, move, discharge and weight through the real forms, over the real store."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward.clinical.observed import Background, Infusion, StayChange, Weight
from cart_ward.clinical.people import AdmissionId, Role, Sex
from cart_ward.clinical.vocabulary import BackgroundKind
from cart_ward.db.store import SqlStore
from cart_ward.ui.forms.admit import AdmitForm, AdmitPage
from cart_ward.ui.forms.discharge import DischargeForm
from cart_ward.ui.forms.move_bed import MoveBedForm
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.forms.stay import StayPage
from cart_ward.ui.forms.weight import WeightForm
from cart_ward.ui.navigation import Page
from cart_ward.ui.station import Station
from tests.builders import WardBuilder
from tests.fakes import FixedClock
from tests.ui.stations import look_again, station_of, texts, unnamed
from tests.ui.ward import Navigation


class Scene:
    """A ward, a station with a nurse, and a page to admit on."""

    def __init__(self, qtbot: QtBot, store: SqlStore, clock: FixedClock) -> None:
        self.qtbot, self.clock = qtbot, clock
        self.ward = WardBuilder(store, clock)
        self.station: Station = station_of(self.ward, Role.NURSE)
        self.navigation = Navigation()
        self._kept: list[object] = []

    def show(self, form: SignedForm | Page) -> None:
        """Show a form or the page."""
        self.qtbot.addWidget(form)
        self._kept.append(form)
        form.show()
        form.activateWindow()
        QApplication.processEvents()

    def page(self) -> AdmitPage:
        """Open the page."""
        page = AdmitPage(self.station, self.navigation)
        self.show(page)
        return page

    def filled(self) -> AdmitForm:
        """Open the page and fill everything that is needed."""
        form = self.page().form
        form.family_zh.set_text("王")
        form.given_zh.set_text("芳")
        form.family_latin.set_text("Wang")
        form.given_latin.set_text("Fang")
        form.number.set_text("40655")
        form.birth_date.set_text("1972-02-29")
        form.sex.set_value(Sex.FEMALE)
        form.weight.set_text("58.0")
        form.measured.set_value(True)
        form.allergies.set_text("penicillin，latex")
        form.code_status.set_value("full_code")
        form.diagnosis.set_text("DLBCL")
        form.bed.choose(int(self.ward.bed("2")))
        products = {p.code: int(p.id) for p in self.station.snapshot.products}
        form.product.choose(products["axi-cel"])
        form.protocol.choose(form.protocol.box.itemData(1))
        form.infused.set_text("2026-11-20 09:30")
        return form

    def press(self, form: SignedForm) -> None:
        """Press the button that signs."""
        QTest.mouseClick(form.sign_button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def admitted(self) -> tuple[AdmissionId, ...]:
        """Return who lies on the ward."""
        return tuple(self.ward.snapshot().charts)


@pytest.fixture
def scene(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Scene:
    """Return an empty ward."""
    return Scene(qtbot, store, clock)


def test_an_admission_charts_everything_that_was_told(scene: Scene) -> None:
    """Name in both scripts, number, birth date, weight, allergies, code status and day 0."""
    form = scene.filled()
    form.admitted.set_taken_at(scene.clock.now() - timedelta(days=3))
    scene.press(form)
    unexplained = scene.admitted()
    form.admitted.late.setText("monitored from today on")
    scene.press(form)

    assert unexplained == ()
    (admission_id,) = scene.admitted()
    stay = scene.ward.chart(admission_id).of(StayChange)[0]
    assert stay.late_reason == "monitored from today on"
    chart = scene.ward.chart(admission_id)
    told = {(e.body.kind, e.body.text) for e in chart.of(Background)}

    assert chart.subject.patient.name.both == "王芳 Wang Fang"
    assert chart.subject.patient.birth_date == date(1972, 2, 29)
    assert chart.of(Weight)[0].body == Weight(kilograms=Decimal("58.0"), measured=True)
    assert chart.of(Infusion)[0].taken_at == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    assert (BackgroundKind.ALLERGY, "penicillin") in told
    assert (BackgroundKind.ALLERGY, "latex") in told
    assert (BackgroundKind.CODE_STATUS, "full_code") in told
    assert ("show_patient", admission_id) in scene.navigation.went


@pytest.mark.parametrize("script", ["chinese", "latin"])
def test_one_script_of_the_name_is_enough(scene: Scene, script: str) -> None:
    """Either form of the name may be empty, never both."""
    form = scene.filled()
    chinese, latin = (form.family_zh, form.given_zh), (form.family_latin, form.given_latin)
    for field in latin if script == "chinese" else chinese:
        field.set_text("")
    scene.press(form)

    assert len(scene.admitted()) == 1


def test_without_any_name_nobody_is_admitted(scene: Scene) -> None:
    """The sentence stands at the field and above the button; the focus goes there."""
    form = scene.filled()
    for field in (form.family_zh, form.given_zh, form.family_latin, form.given_latin):
        field.set_text("")

    scene.press(form)

    assert scene.admitted() == ()
    assert "name" in form.family_zh.remark.text()
    assert form.family_zh.line.hasFocus()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        pytest.param("birth_date", "29/02/1972", id="slashes"),
        pytest.param("birth_date", "2027-01-01", id="born-tomorrow"),
        pytest.param("weight", "580", id="weight-out-by-ten"),
        pytest.param("weight", "5.8.0", id="two-points"),
        pytest.param("infused", "2026-11-23 09:30", id="infused-tomorrow"),
        pytest.param("number", "", id="no-number"),
        pytest.param("allergies", "", id="allergies-not-asked"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(scene: Scene, field: str, typed: str) -> None:
    """Nobody is admitted; the sentence stands at the field and nothing typed is lost."""
    form = scene.filled()
    at = getattr(form, field)
    at.set_text(typed)

    scene.press(form)

    assert scene.admitted() == ()
    assert at.remark.text()
    assert (at.text(), form.diagnosis.text()) == (typed, "DLBCL")


def test_allergies_and_none_known_contradict(scene: Scene) -> None:
    """Both at once are refused."""
    form = scene.filled()
    form.no_allergy.set_ticked(ticked=True)

    scene.press(form)

    assert scene.admitted() == ()
    assert "no known allergies" in form.allergies.remark.text()


def test_a_weight_is_measured_or_stated(scene: Scene) -> None:
    """A weight of unknown origin is not charted."""
    form = scene.filled()
    form.measured.set_value(None)

    scene.press(form)

    assert scene.admitted() == ()
    assert "measured or stated" in form.message.text()


def test_a_bed_taken_meanwhile_keeps_what_was_typed(scene: Scene) -> None:
    """Another station was first: a sentence, and everything is still there."""
    form = scene.filled()
    scene.ward.admit("2")

    scene.press(form)

    assert len(scene.admitted()) == 1
    assert form.message.isVisible()
    assert form.number.text() == "40655"


def test_a_protocol_without_signatures_says_so(scene: Scene) -> None:
    """The list names what this hospital has not approved."""
    form = scene.page().form

    offered = [form.protocol.box.itemText(n) for n in range(1, form.protocol.box.count())]

    assert offered
    assert all("not approved by this hospital" in text for text in offered)
    assert offered[0].startswith("Default ward rules, version 1")


def test_only_free_beds_are_offered(scene: Scene) -> None:
    """A bed in which somebody lies is not on the list."""
    scene.ward.admit("2")
    look_again(scene.station)
    form = scene.page().form

    offered = {form.bed.box.itemText(n) for n in range(1, form.bed.box.count())}

    assert "2" not in offered
    assert "3" in offered


def test_an_admission_survives_as_a_draft(scene: Scene) -> None:
    """Everything typed comes back, with the token: signed once, it is charted once."""
    form = scene.filled()
    draft = scene.page().draft() | form.draft()
    again = scene.page()
    again.restore(draft)
    first, second = form.act(), again.form.act()
    first(scene.ward.desk())
    second(scene.ward.desk())

    assert again.form.draft() == form.draft()
    assert len(scene.admitted()) == 1


def test_an_untouched_form_leaves_no_draft(scene: Scene) -> None:
    """Opening the page alone is nothing to be restored."""
    assert scene.page().draft() == {}


def test_control_enter_admits(scene: Scene) -> None:
    """The form is signed by keyboard."""
    form = scene.filled()
    form.diagnosis.line.setFocus()
    QTest.keyClick(form.diagnosis.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert len(scene.admitted()) == 1


def test_every_control_has_a_name(scene: Scene) -> None:
    """A screen reader finds no nameless control."""
    assert unnamed(scene.page()) == []


def test_moving_names_who_goes_where(scene: Scene) -> None:
    """The button says it before it is pressed."""
    patient = scene.ward.admit("3")
    look_again(scene.station)
    form = MoveBedForm(scene.station, patient)
    scene.show(form)
    form.bed.choose(int(scene.ward.bed("7")))
    named = form.sign_button.text()
    scene.press(form)

    assert named == "Move 陈伟 Chen Wei to bed 7"
    assert scene.ward.chart(patient).subject.bed.name == "7"


def test_moving_needs_a_bed(scene: Scene) -> None:
    """Without a bed nothing happens but a sentence."""
    patient = scene.ward.admit("3")
    look_again(scene.station)
    form = MoveBedForm(scene.station, patient)
    scene.show(form)

    scene.press(form)

    assert "bed" in form.message.text()
    assert scene.ward.chart(patient).subject.bed.name == "3"


def test_a_discharge_names_who_and_where(scene: Scene) -> None:
    """The one act that is not undone has a button with the name and the bed on it."""
    patient = scene.ward.admit("3")
    look_again(scene.station)
    form = DischargeForm(scene.station, patient)
    scene.show(form)
    form.note.set_text("home")
    named = form.sign_button.text()
    scene.press(form)

    assert named == "Discharge 陈伟 Chen Wei, bed 3"
    assert scene.admitted() == ()


def test_a_weight_is_charted_with_how_it_was_got(scene: Scene) -> None:
    """The last weight stands beside the field; the new one is signed."""
    patient = scene.ward.admit("3")
    look_again(scene.station)
    form = WeightForm(scene.station, patient)
    scene.show(form)
    last = texts(form)
    form.kilograms.set_text("70.5")
    form.measured.set_value(True)
    scene.press(form)

    assert "72.0 kg" in last
    newest = scene.ward.chart(patient).of(Weight)[-1].body
    assert newest == Weight(kilograms=Decimal("70.5"), measured=True)


def test_a_weight_far_from_the_last_is_typed_again(scene: Scene) -> None:
    """More than a tenth away it is asked for a second time before it can be signed."""
    patient = scene.ward.admit("3")
    look_again(scene.station)
    form = WeightForm(scene.station, patient)
    scene.show(form)
    form.kilograms.set_text("60.0")
    form.measured.set_value(True)
    scene.press(form)
    before = len(scene.ward.chart(patient).of(Weight))
    form.kilograms.set_text("60.0", "60.0")
    scene.press(form)

    assert before == 1
    assert len(scene.ward.chart(patient).of(Weight)) == 2


@pytest.mark.parametrize("typed", ["720", "7.2.0", "0"])
def test_an_impossible_weight_is_not_charted(scene: Scene, typed: str) -> None:
    """Out by ten, malformed or nothing: refused with a sentence."""
    patient = scene.ward.admit("3")
    look_again(scene.station)
    form = WeightForm(scene.station, patient)
    scene.show(form)
    form.kilograms.set_text(typed)
    form.measured.set_value(True)

    scene.press(form)

    assert len(scene.ward.chart(patient).of(Weight)) == 1
    assert form.message.isVisible()


def test_the_stay_page_weighs_moves_and_discharges(scene: Scene) -> None:
    """Each small form is there, and each leads on to where one looks next."""
    patient = scene.ward.admit("3")
    look_again(scene.station)
    page = StayPage(scene.station, scene.navigation, patient)
    scene.show(page)
    page.move_bed.bed.choose(int(scene.ward.bed("7")))
    scene.press(page.move_bed)
    page.weight.kilograms.set_text("71.0")
    page.weight.measured.set_value(True)
    draft = page.draft()
    scene.press(page.weight)
    scene.press(page.discharge)

    assert draft["weight"]
    assert page.draft() == {}
    assert scene.admitted() == ()
    went = [each[0] for each in scene.navigation.went if each[0] != "tell"]
    assert went == ["show_patient", "show_patient", "show_board"]
