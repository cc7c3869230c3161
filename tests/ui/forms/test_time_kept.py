"""The time of a form comes back with what was typed: as it was set, or as unfinished as it was."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward.clinical.observed import NotDone, StayChange, VitalSigns, Weight
from cart_ward.clinical.vocabulary import Check, NotDoneReason, StayEvent
from cart_ward.db.store import SqlStore
from cart_ward.ui.forms.admit import AdmitPage
from cart_ward.ui.forms.drug import DrugPage
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from cart_ward.ui.forms.not_done import NotDonePage
from cart_ward.ui.forms.stay import StayPage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.forms.weight import WeightForm
from cart_ward.ui.navigation import Page
from cart_ward.ui.widgets.time_field import TimeField
from tests.fakes import FixedClock
from tests.ui.charted import Charted
from tests.ui.hands import click, keys
from tests.ui.whole import Whole

Make = Callable[[Charted], Page]

PAGES: dict[str, Make] = {
    "vitals": lambda c: VitalsPage(c.station, c.navigation, c.patient),
    "neuro": lambda c: NeuroCheckPage(c.station, c.navigation, c.patient),
    "not_done": lambda c: NotDonePage(c.station, c.navigation, c.patient, Check.VITALS),
    "drug": lambda c: DrugPage(c.station, c.navigation, c.patient),
    "stay": lambda c: StayPage(c.station, c.navigation, c.patient),
    "admit": lambda c: AdmitPage(c.station, c.navigation),
}


def time_of(page: Page) -> TimeField:
    """Return the last time field of a page: that of the discharge on the page of the stay."""
    return page.findChildren(TimeField)[-1]


def back(make: Make, care: Charted, page: Page, qtbot: QtBot) -> Page:
    """Leave a page and make it again from what its draft says on disk."""
    draft = json.loads(json.dumps(page.draft()))
    page.leave()
    made = make(care)
    qtbot.addWidget(made)
    if draft:
        made.restore(draft)
    return made


def opened(make: Make, care: Charted, qtbot: QtBot) -> tuple[Page, TimeField]:
    """Return a page with the panel of its time open."""
    page = make(care)
    qtbot.addWidget(page)
    page.show()
    field = time_of(page)
    field.open()
    return page, field


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
def test_a_time_that_was_set_back_comes_back(make: Make, care: Charted, qtbot: QtBot) -> None:
    """Half an hour later it is the same time, not now."""
    page, field = opened(make, care, qtbot)
    keys(field.clock, "1320")
    care.clock.advance(minutes=30)
    anew = back(make, care, page, qtbot)
    again = time_of(anew)

    assert again.taken_at() == field.taken_at()
    assert care.clock.now() - again.taken_at() == timedelta(minutes=70)


@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("text", ["22:30", "259"])
def test_a_time_that_is_none_stays_in_the_way(
    make: Make, text: str, care: Charted, qtbot: QtBot
) -> None:
    """What has not come yet, or is half typed, must not become now."""
    page, field = opened(make, care, qtbot)
    keys(field.clock, text)
    field.clock.editingFinished.emit()
    anew = back(make, care, page, qtbot)
    again = time_of(anew)

    assert again.blocked()
    assert not again.panel.isHidden()
    assert (again.clock.text(), again.problem.text()) == (text, field.problem.text())


def test_the_reason_for_being_late_comes_back(care: Charted, qtbot: QtBot) -> None:
    """With the day that was chosen for it."""
    make = PAGES["not_done"]
    page, field = opened(make, care, qtbot)
    click(field.day)
    keys(field.late, "network was down")
    anew = back(make, care, page, qtbot)
    again = time_of(anew)

    assert again.late_reason() == "network was down"
    assert not again.blocked()


def test_a_complaint_about_the_time_outlives_the_language(
    qtbot: QtBot, store: SqlStore, clock: FixedClock
) -> None:
    """The form in the other language is not signed at now either."""
    whole = Whole(qtbot, store, clock)
    whole.open("vitals")
    whole.type("38.4")
    whole.press("T")
    whole.type("22:30")
    whole.window.set_language("zh_CN")
    QApplication.processEvents()
    whole.press("Ctrl+Return")

    page = whole.window.page
    assert isinstance(page, VitalsPage)
    assert page.vitals.time.clock.text() == "22:30"
    assert whole.ward.chart(whole.chen).of(VitalSigns) == ()


def test_a_not_done_set_back_is_charted_then(care: Charted, qtbot: QtBot) -> None:
    """The whole way: chosen, left, back, signed."""
    make = PAGES["not_done"]
    page, field = opened(make, care, qtbot)
    keys(field.clock, "1320")
    assert isinstance(page, NotDonePage)
    click(page.not_done.reason.buttons[NotDoneReason.ASLEEP])
    care.clock.advance(minutes=10)
    again = back(make, care, page, qtbot)
    assert isinstance(again, NotDonePage)
    again.not_done.sign()

    (entry,) = care.ward.chart(care.patient).of(NotDone)
    assert entry.taken_at == field.taken_at()


def test_a_weight_is_charted_when_it_was_typed(care: Charted, qtbot: QtBot) -> None:
    """Held from the first digit on, over leaving; let go when the field is cleared."""
    page = StayPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    typed_at = care.clock.now()
    keys(page.weight.kilograms.edit, "72.5")
    page.weight.measured.set_value(True)
    care.clock.advance(minutes=40)
    again = back(PAGES["stay"], care, page, qtbot)
    assert isinstance(again, StayPage)
    again.weight.sign()

    weight = care.ward.chart(care.patient).latest(Weight)
    assert weight is not None
    assert (weight.taken_at, weight.body.kilograms) == (typed_at, Decimal("72.5"))


def test_note_and_bed_of_a_stay_come_back(care: Charted, qtbot: QtBot) -> None:
    """What was agreed at the discharge, and the bed somebody had chosen."""
    page = StayPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    keys(page.discharge.note.line, "home, call on Monday")
    bed = page.move_bed.bed.box.itemData(2)
    page.move_bed.bed.choose(bed)
    again = back(PAGES["stay"], care, page, qtbot)

    assert isinstance(again, StayPage)
    assert again.discharge.note.text() == "home, call on Monday"
    assert again.move_bed.bed.value() == bed
    assert str(again.move_bed.bed.box.currentText()) in again.move_bed.sign_button.text()
    assert back(PAGES["stay"], care, PAGES["stay"](care), qtbot).draft() == {}


def test_a_cleared_form_lets_the_time_of_its_first_value_go(care: Charted, qtbot: QtBot) -> None:
    """What is typed afterwards was measured afterwards."""
    make = PAGES["vitals"]
    page = make(care)
    qtbot.addWidget(page)
    assert isinstance(page, VitalsPage)
    keys(page.vitals.fields.temperature.edit, "38.1")
    care.clock.advance(minutes=90)
    again = back(make, care, page, qtbot)
    assert isinstance(again, VitalsPage)
    again.vitals.fields.temperature.edit.clear()
    empty = again.draft()
    care.clock.advance(minutes=5)
    keys(again.vitals.fields.temperature.edit, "37.2")

    assert empty == {}
    assert again.vitals.time.taken_at() == care.clock.now().replace(second=0)


def test_a_cleared_form_keeps_a_time_that_somebody_chose(care: Charted, qtbot: QtBot) -> None:
    """It was said, not held: only the number was wrong."""
    page, field = opened(PAGES["vitals"], care, qtbot)
    assert isinstance(page, VitalsPage)
    keys(field.clock, "1320")
    keys(page.vitals.fields.temperature.edit, "38.1")
    page.vitals.fields.temperature.edit.clear()

    assert care.clock.now() - field.taken_at() == timedelta(minutes=40)


def test_a_cleared_weight_lets_its_time_go(care: Charted, qtbot: QtBot) -> None:
    """The small form does as the large one."""
    form = WeightForm(care.station, care.patient)
    qtbot.addWidget(form)
    keys(form.kilograms.edit, "72")
    form.kilograms.edit.clear()

    assert form.at.held_at() is None


@pytest.mark.parametrize("text", ["259", "9;30"])
def test_nobody_leaves_at_half_a_time(text: str, care: Charted, qtbot: QtBot) -> None:
    """Half typed is not now."""
    page, field = opened(PAGES["stay"], care, qtbot)
    assert isinstance(page, StayPage)
    keys(field.clock, text)
    page.discharge.sign()

    assert page.discharge.message.text()
    assert care.patient in care.ward.snapshot().charts


def a_day_ago(field: TimeField) -> datetime:
    """Set a time a day back and return it."""
    click(field.day)
    return field.taken_at()


def test_a_late_discharge_asks_why_and_keeps_it(care: Charted, qtbot: QtBot) -> None:
    """What is asked for is required, and stands in the chart."""
    page, field = opened(PAGES["stay"], care, qtbot)
    assert isinstance(page, StayPage)
    left_at = a_day_ago(field)
    page.discharge.sign()
    refused = care.patient in care.ward.snapshot().charts
    keys(field.late, "paper during downtime")
    page.discharge.sign()

    stays = care.ward.chart(care.patient).of(StayChange)
    (entry,) = [e for e in stays if e.body.event is StayEvent.DISCHARGED]
    assert refused
    assert (entry.taken_at, entry.late_reason) == (left_at, "paper during downtime")
