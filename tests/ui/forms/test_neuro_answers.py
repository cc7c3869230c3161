"""What was not asked is no wrong answer, and what could not be assessed has its reason."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cart_ward.clinical.observed import Grading, IceAssessment, NeuroCheck, NotDone
from cart_ward.clinical.vocabulary import Check, Consciousness, NotDoneReason
from cart_ward.ui.forms.ice import IceFields
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from tests.builders import ice
from tests.ui.charted import Charted
from tests.ui.hands import click, key, keys
from tests.ui.stations import look_again


@pytest.fixture
def page(care: Charted, qtbot: QtBot) -> NeuroCheckPage:
    """Return the neuro form of the one patient, on the screen."""
    return opened(care, qtbot)


def opened(care: Charted, qtbot: QtBot) -> NeuroCheckPage:
    """Open the form."""
    page = NeuroCheckPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.resize(1344, 1000)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def items(page: NeuroCheckPage) -> IceFields:
    """Return the ten items."""
    fields = page.neuro.score.items
    assert isinstance(fields, IceFields)
    return fields


def answer(page: NeuroCheckPage, points: str) -> None:
    """Type 1 and 0 from the first item on."""
    items(page).toggles["year"].setFocus()
    for point in points:
        keys(page.focusWidget(), point)
    page.neuro.look()


def sign(page: NeuroCheckPage) -> None:
    """Press Ctrl+Enter."""
    key(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_open_items_are_counted_as_not_asked(page: NeuroCheckPage) -> None:
    """Eight right and two open are no eight of ten."""
    before = page.neuro.score_card.words.text()
    answer(page, "11111111")
    card = page.neuro.score_card
    partly = (card.number.text(), card.words.text())
    answer(page, "1111111110")

    assert before == "not assessed"
    assert partly == ("", "8 of 10, 2 not asked")
    assert (card.number.text(), card.words.text()) == ("9", "of 10")


def test_a_group_is_counted_once_it_is_complete(page: NeuroCheckPage) -> None:
    """Three of four asked is no "3 of 4"."""
    count = items(page).counts["year", "month", "city", "hospital"]
    answer(page, "110")
    partly = count.isVisible()
    answer(page, "1101")

    assert partly is False
    assert (count.isVisible(), count.text()) == (True, "3 of 4")


def test_could_not_assess_asks_why_in_the_same_form(page: NeuroCheckPage, care: Charted) -> None:
    """Three presses: could not assess, asleep, sign. Nothing else is charted."""
    click(page.neuro.not_done_button)
    asked = page.neuro.score.none_row.isVisible()
    click(page.neuro.score.reason.buttons[NotDoneReason.ASLEEP])
    click(page.neuro.sign_button)

    chart = care.ward.chart(care.patient)
    (entry,) = chart.of(NotDone)
    assert asked
    assert (entry.body.what, entry.body.reason) == (Check.NEURO, NotDoneReason.ASLEEP)
    assert chart.of(NeuroCheck) == ()
    assert chart.of(IceAssessment) == ()
    assert care.navigation.went == [("patient", care.patient)]


def test_a_reason_signs_no_grade_of_an_earlier_check(care: Charted, page: NeuroCheckPage) -> None:
    """ICANS 0 four hours ago is not confirmed by somebody who could not look now."""
    care.ward.record_neuro(care.patient)
    care.clock.advance(hours=4)
    look_again(care.station)
    click(page.neuro.not_done_button)
    click(page.neuro.score.reason.buttons[NotDoneReason.ASLEEP])
    page.neuro.look()
    assert not page.neuro.confirm.isVisible()
    assert "grade" not in page.key_ways()
    click(page.neuro.sign_button)

    chart = care.ward.chart(care.patient)
    assert len(chart.of(NotDone)) == 1
    assert chart.of(Grading) == ()


def test_what_was_seen_is_charted_with_the_reason(page: NeuroCheckPage, care: Charted) -> None:
    """Not assessable, yet one saw what wakes the patient: both are signed in one act."""
    click(page.neuro.not_done_button)
    click(page.neuro.score.reason.buttons[NotDoneReason.SEDATED])
    click(page.neuro.fields.consciousness.buttons[Consciousness.VOICE])
    sign(page)

    chart = care.ward.chart(care.patient)
    assert chart.of(NeuroCheck)[0].body.consciousness is Consciousness.VOICE
    assert chart.of(NotDone)[0].body.reason is NotDoneReason.SEDATED


def test_another_reason_wants_a_few_words(page: NeuroCheckPage, care: Charted) -> None:
    """The word for other reasons says nothing alone."""
    click(page.neuro.not_done_button)
    click(page.neuro.score.reason.buttons[NotDoneReason.OTHER])
    sign(page)
    refused = care.ward.chart(care.patient).of(NotDone)
    keys(page.neuro.score.note, "interpreter comes at four")
    sign(page)

    assert refused == ()
    assert care.ward.chart(care.patient).of(NotDone)[0].body.note == "interpreter comes at four"


def test_asked_again_the_items_come_back(page: NeuroCheckPage) -> None:
    """A slip of the hand is taken back; no reason stays behind."""
    click(page.neuro.not_done_button)
    click(page.neuro.score.reason.buttons[NotDoneReason.ASLEEP])
    away = items(page).isVisible()
    click(page.neuro.not_done_button)

    assert (away, items(page).isVisible()) == (False, True)
    assert page.neuro.score.reason.value() is None
    assert page.draft() == {}


def test_consciousness_is_asked_before_signing(page: NeuroCheckPage, care: Charted) -> None:
    """Ten right answers alone are no neuro check."""
    answer(page, "1" * 10)
    sign(page)

    assert care.ward.chart(care.patient).of(NeuroCheck) == ()
    assert "Consciousness is not recorded" in page.neuro.message.text()


def test_a_contradiction_stands_under_the_field(page: NeuroCheckPage) -> None:
    """Unarousable with right answers: said at once, between consciousness and seizure."""
    answer(page, "1" * 10)
    fields = page.neuro.fields
    click(fields.consciousness.buttons[Consciousness.UNAROUSABLE])
    page.neuro.look()
    said = page.neuro.contradiction

    assert said.isVisible()
    assert fields.consciousness.y() < said.y() < fields.seizure.y()


def test_the_language_of_the_last_check_is_only_suggested(care: Charted, qtbot: QtBot) -> None:
    """It stands there in grey; one key takes it over, and nothing is charted unasked."""
    earlier = care.clock.now() - timedelta(hours=2)
    asked = ice(language="Wu", interpreter=True)
    care.ward.record_neuro(care.patient, asked, at=earlier)
    care.read_again()
    page = opened(care, qtbot)
    score = page.neuro.score
    offered = (score.language.text(), score.language.placeholderText(), score.suggested.text())
    key(score.language, Qt.Key.Key_Return)

    assert offered == ("", "Wu", "Wu · Interpreter")
    assert (score.language.text(), score.interpreter.value()) == ("Wu", True)
