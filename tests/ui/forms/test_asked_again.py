"""Possible but unlikely is typed twice: in an admission, and in a correction as elsewhere."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cart_ward.clinical.observed import Infusion, VitalSigns, Weight
from cart_ward.clinical.people import Sex
from cart_ward.ui.forms.admit import AdmitForm
from cart_ward.ui.forms.again import Again
from cart_ward.ui.forms.amend import AmendPage
from cart_ward.ui.forms.weight import WeightForm
from tests.ui.charted import Charted
from tests.ui.hands import keys


def filled(care: Charted, qtbot: QtBot) -> AdmitForm:
    """Return an admission with everything that is needed."""
    form = AdmitForm(care.station)
    qtbot.addWidget(form)
    form.family_latin.set_text("Wang")
    form.number.set_text("40655")
    form.birth_date.set_text("1972-02-29")
    form.sex.set_value(Sex.FEMALE)
    form.weight.set_text("58.0")
    form.measured.set_value(True)
    form.no_allergy.set_ticked(ticked=True)
    for choice in (form.bed, form.product, form.protocol):
        choice.choose(choice.box.itemData(1))
    form.infused.set_text("2026-11-20 09:30")
    return form


def admitted(care: Charted) -> int:
    """Return how many lie on the ward."""
    return len(care.ward.snapshot().charts)


def test_an_admission_as_usual_is_asked_once(care: Charted, qtbot: QtBot) -> None:
    """Nothing is in the way of what is likely."""
    form = filled(care, qtbot)
    form.sign()

    assert all(again.isHidden() for again in form.findChildren(Again))
    assert admitted(care) == 2


def test_a_weight_unlikely_at_the_age_is_typed_again(care: Charted, qtbot: QtBot) -> None:
    """7.5 kg for 75 would be a tenth of the dose; if it is true it can be charted (H09)."""
    form = filled(care, qtbot)
    form.weight.set_text("7.5")
    form.sign()
    refused, asked = admitted(care), form.weight_again.isHidden()
    keys(form.weight_again.line, "75")
    form.sign()
    other = admitted(care)
    form.weight_again.set_text("7.5")
    form.sign()

    assert (refused, asked, other) == (1, False, 1)
    assert admitted(care) == 2


def test_another_weight_is_no_answer_to_the_question(care: Charted, qtbot: QtBot) -> None:
    """The number corrected, the question is gone."""
    form = filled(care, qtbot)
    form.weight.set_text("7.5")
    form.weight_again.set_text("7.5")
    form.weight.set_text("75")

    assert form.weight_again.isHidden()
    assert form.weight_again.text() == ""


def test_an_infant_may_weigh_so_much(care: Charted, qtbot: QtBot) -> None:
    """The age decides, whichever of the two is typed first."""
    form = filled(care, qtbot)
    form.weight.set_text("7.5")
    form.birth_date.set_text("2026-03-01")

    assert form.weight_again.isHidden()


def test_a_day_0_long_ago_is_typed_again(care: Charted, qtbot: QtBot) -> None:
    """A year typed wrongly would put the patient years after the infusion (H03)."""
    form = filled(care, qtbot)
    form.infused.set_text("2024-11-20 09:30")
    form.sign()
    refused = admitted(care)
    form.infused_again.set_text("2024-11-20 09:30")
    form.sign()

    assert refused == 1
    newest = max(care.ward.snapshot().charts)
    (infusion,) = care.ward.chart(newest).of(Infusion)
    assert infusion.taken_at.year == 2024


def test_the_first_weight_of_a_stay_is_asked_again_too(care: Charted, qtbot: QtBot) -> None:
    """On the page of the stay, where none is charted yet."""
    care.patient = care.ward.admit(bed="6", weight=None)
    care.read_again()
    form = WeightForm(care.station, care.patient)
    qtbot.addWidget(form)
    keys(form.kilograms.edit, "7.5")

    assert form.kilograms.waits_for_again()


def amending(care: Charted, qtbot: QtBot, kind: type[VitalSigns | Weight]) -> AmendPage:
    """Return the correction of the patient's entry of a kind, the reason given."""
    entry = care.ward.chart(care.patient).of(kind)[0]
    page = AmendPage(care.station, care.navigation, care.patient, entry.id)
    qtbot.addWidget(page)
    page.show()
    page.amend.reason.set_text("misread")
    return page


@pytest.mark.parametrize(
    ("kind", "name", "typed"),
    [
        (VitalSigns, "temperature", "30.5"),
        (VitalSigns, "pulse", "12"),
        (Weight, "kilograms", "7.2"),
    ],
)
def test_an_unlikely_correction_is_typed_again(
    kind: type[VitalSigns | Weight], name: str, typed: str, care: Charted, qtbot: QtBot
) -> None:
    """As strictly as the form that charts it."""
    page = amending(care, qtbot, kind)
    editor = page.amend.fields.editors[name]
    editor.set_text(typed)
    page.amend.sign()
    refused = getattr(care.ward.chart(care.patient).of(kind)[0].body, name)
    assert editor.again is not None
    shown = editor.again.isVisible()
    editor.again.set_text(typed)
    page.amend.sign()

    assert refused != Decimal(typed)
    assert shown
    assert getattr(care.ward.chart(care.patient).of(kind)[0].body, name) == Decimal(typed)


def test_what_was_unlikely_before_is_not_asked_for_again(care: Charted, qtbot: QtBot) -> None:
    """Only what is corrected is in question."""
    care.ward.record_vitals(care.patient, at=care.clock.now(), temperature="33.0")
    care.read_again()
    entry = care.ward.chart(care.patient).of(VitalSigns)[-1]
    page = AmendPage(care.station, care.navigation, care.patient, entry.id)
    qtbot.addWidget(page)
    page.amend.reason.set_text("misread")
    page.amend.fields.editors["pulse"].set_text("88")
    page.amend.sign()

    assert care.ward.chart(care.patient).of(VitalSigns)[-1].body.pulse == 88


@pytest.mark.parametrize("days", [1, 30])
def test_a_corrected_time_far_off_is_typed_again(days: int, care: Charted, qtbot: QtBot) -> None:
    """More than 12 h from the old one, or before the admission: perhaps another day was meant."""
    page = amending(care, qtbot, VitalSigns)
    was = care.ward.chart(care.patient).of(VitalSigns)[0].taken_at
    meant = (was - timedelta(days=days)).astimezone(care.station.zone)
    text = f"{meant:%Y-%m-%d %H:%M}"
    page.amend.taken.set_text(text)
    page.amend.sign()
    refused = care.ward.chart(care.patient).of(VitalSigns)[0].taken_at
    said = page.amend.taken_again.remark.text()
    page.amend.taken_again.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(page.amend.taken_again.line, text)
    page.amend.sign()

    assert refused == was
    assert ("before the admission" if days == 30 else "12 hours") in said
    assert care.ward.chart(care.patient).of(VitalSigns)[0].taken_at == was - timedelta(days=days)


def test_a_corrected_time_nearby_is_not(care: Charted, qtbot: QtBot) -> None:
    """Ten minutes earlier is what corrections are for."""
    page = amending(care, qtbot, VitalSigns)
    was = care.ward.chart(care.patient).of(VitalSigns)[0].taken_at
    meant = (was - timedelta(minutes=10)).astimezone(care.station.zone)
    page.amend.taken.set_text(f"{meant:%Y-%m-%d %H:%M}")
    page.amend.sign()

    assert care.ward.chart(care.patient).of(VitalSigns)[0].taken_at == was - timedelta(minutes=10)
