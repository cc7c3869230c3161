"""A neuro check typed through the real form, over the real acts and an encrypted file."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cart_ward.clinical import ice
from cart_ward.clinical.observed import (
    CapdAssessment,
    Grading,
    IceAssessment,
    NeuroCheck,
    NotDone,
)
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    Consciousness,
    Handwriting,
    NotDoneReason,
    Oedema,
    Scale,
    Seizure,
)
from cart_ward.ui.forms.capd import CapdFields
from cart_ward.ui.forms.ice import IceFields
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from tests.ui.charted import Charted
from tests.ui.hands import click, key, keys
from tests.ui.looking import tab_chain, unnamed


def opened(care: Charted, qtbot: QtBot) -> NeuroCheckPage:
    """Return the form of the one patient, on the screen."""
    page = NeuroCheckPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.resize(1291, 688)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def page(care: Charted, qtbot: QtBot) -> NeuroCheckPage:
    """Return the form of an adult."""
    return opened(care, qtbot)


def items(page: NeuroCheckPage) -> IceFields:
    """Return the ICE items of an adult's form."""
    fields = page.neuro.score.items
    assert isinstance(fields, IceFields)
    return fields


def answer(page: NeuroCheckPage, right: int, wrong: int = 0) -> None:
    """Type 1 for the first items and 0 for the next, from the first item on."""
    items(page).toggles["year"].setFocus()
    for points in "1" * right + "0" * wrong:
        keys(page.focusWidget(), points)


def find_nothing(page: NeuroCheckPage) -> None:
    """Choose awake and no finding in every domain."""
    fields = page.neuro.fields
    for button in (
        fields.consciousness.buttons[Consciousness.ALERT],
        fields.seizure.buttons[Seizure.NONE],
        fields.weakness.buttons[False],
        fields.oedema.buttons[Oedema.NONE],
        fields.signs.none,
    ):
        click(button)


def sign(page: NeuroCheckPage) -> None:
    """Press Ctrl+Enter."""
    key(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_ten_keys_chart_the_items_and_not_only_the_sum(page: NeuroCheckPage, care: Charted) -> None:
    """Seven right and three wrong, each where it was asked."""
    answer(page, right=7, wrong=3)
    find_nothing(page)
    sign(page)

    (entry,) = care.ward.chart(care.patient).of(IceAssessment)
    assert [getattr(entry.body, name) for name in ice.ITEMS] == [True] * 7 + [False] * 3
    assert entry.body.total is None
    assert ice.score(entry.body) == 7


def test_signing_confirms_the_icans_proposal(page: NeuroCheckPage, care: Charted) -> None:
    """ICE 7 is grade 1, signed in the person's name."""
    answer(page, right=7, wrong=3)
    find_nothing(page)
    sign(page)

    (grading,) = care.ward.chart(care.patient).of(Grading)
    assert (grading.body.scale, grading.body.grade) == (Scale.ICANS, 1)
    assert care.navigation.went == [("patient", care.patient)]


def test_items_not_asked_leave_no_score(page: NeuroCheckPage, care: Charted) -> None:
    """Six items are no ICE of six."""
    answer(page, right=6)
    find_nothing(page)
    page.neuro.look()
    card = page.neuro.score_card
    number, words = card.number.text(), card.words.text()
    sign(page)

    (entry,) = care.ward.chart(care.patient).of(IceAssessment)
    assert (number, words.startswith("6 of 10, 4 not asked")) == ("", True)
    assert ice.score(entry.body) is None
    assert care.ward.icans(care.patient).grade is None


def test_what_was_not_looked_at_is_not_denied(page: NeuroCheckPage, care: Charted) -> None:
    """Without a choice a domain stays missing, and so does the grade."""
    answer(page, right=10)
    click(page.neuro.fields.consciousness.buttons[Consciousness.ALERT])
    page.neuro.look()
    offered = page.neuro.confirm.offers()
    sign(page)

    (entry,) = care.ward.chart(care.patient).of(NeuroCheck)
    assert entry.body.seizure is None
    assert entry.body.papilloedema is None
    assert not offered
    assert care.ward.chart(care.patient).of(Grading) == ()


def test_unarousable_with_points_is_refused(page: NeuroCheckPage, care: Charted) -> None:
    """The contradiction is named at once; put right, it is charted."""
    answer(page, right=4, wrong=6)
    find_nothing(page)
    click(page.neuro.fields.consciousness.buttons[Consciousness.UNAROUSABLE])
    page.neuro.look()
    named = page.neuro.contradiction.text()
    sign(page)
    refused = len(care.ward.chart(care.patient).of(NeuroCheck))
    click(page.neuro.fields.consciousness.buttons[Consciousness.TOUCH])
    sign(page)

    assert named
    assert refused == 0
    assert len(care.ward.chart(care.patient).of(NeuroCheck)) == 1


def test_no_score_needs_its_reason(page: NeuroCheckPage, care: Charted) -> None:
    """Not done is an entry with a reason, never 10 and never 0."""
    find_nothing(page)
    sign(page)
    refused = len(care.ward.chart(care.patient).of(NeuroCheck))
    click(page.neuro.score.reason.buttons[NotDoneReason.ASLEEP])
    sign(page)

    (entry,) = care.ward.chart(care.patient).of(NotDone)
    assert refused == 0
    assert entry.body.reason is NotDoneReason.ASLEEP
    assert care.ward.chart(care.patient).of(IceAssessment) == ()


def test_a_sign_of_raised_pressure_is_grade_four(page: NeuroCheckPage, care: Charted) -> None:
    """The four signs are chosen one by one; the others stay open."""
    answer(page, right=10)
    find_nothing(page)
    click(page.neuro.fields.signs.buttons["papilloedema"])
    sign(page)

    (entry,) = care.ward.chart(care.patient).of(NeuroCheck)
    assert (entry.body.papilloedema, entry.body.posturing) == (True, None)
    assert care.ward.icans(care.patient).grade == 4


def test_another_cause_of_drowsiness_is_charted_with_its_reason(
    page: NeuroCheckPage, care: Charted
) -> None:
    """Sleepy from a sedative is not ICANS."""
    answer(page, right=10)
    find_nothing(page)
    click(page.neuro.fields.consciousness.buttons[Consciousness.VOICE])
    page.neuro.look()
    tick = page.neuro.causes.ticks[AttributedFinding.CONSCIOUSNESS]
    click(tick.cause.buttons[Cause.OTHER])
    keys(tick.reason, "diphenhydramine at 13:30")
    page.neuro.sign()

    assert care.ward.icans(care.patient).grade == 0


def test_handwriting_and_language_are_kept(page: NeuroCheckPage, care: Charted) -> None:
    """The sentence beside the baseline, and how the patient was asked."""
    answer(page, right=10)
    find_nothing(page)
    click(page.neuro.fields.handwriting.buttons[Handwriting.CHANGED])
    keys(page.neuro.score.language, "Wu")
    click(page.neuro.score.interpreter.buttons[True])
    sign(page)

    chart = care.ward.chart(care.patient)
    assert chart.of(NeuroCheck)[0].body.handwriting is Handwriting.CHANGED
    assert chart.of(IceAssessment)[0].body.language == "Wu"
    assert chart.of(IceAssessment)[0].body.interpreter is True


def test_a_child_is_asked_by_capd(care: Charted, qtbot: QtBot) -> None:
    """Under twelve years: eight items from never to always."""
    care.patient = care.ward.admit(
        bed="6", hospital_no="P7", birth_date=date(2018, 1, 1), product="tisa-cel"
    )
    care.read_again()
    page = opened(care, qtbot)
    fields = page.neuro.score.items
    assert isinstance(fields, CapdFields)
    for choice in fields.items.values():
        click(list(choice.buttons.values())[1])
    find_nothing(page)
    sign(page)

    (entry,) = care.ward.chart(care.patient).of(CapdAssessment)
    assert entry.body.eye_contact == 3
    assert entry.body.restless == 1


def test_the_draft_brings_everything_back(
    page: NeuroCheckPage, care: Charted, qtbot: QtBot
) -> None:
    """Answers, choices and reasons, a "no" as well as a "yes"."""
    answer(page, right=5, wrong=2)
    find_nothing(page)
    draft = page.draft()
    again = opened(care, qtbot)
    again.restore(draft)

    assert again.draft() == draft
    assert again.neuro.fields.body() == page.neuro.fields.body()
    assert again.neuro.score.ice() == page.neuro.score.ice()


def test_the_score_is_shown_beside_the_one_before(
    page: NeuroCheckPage, care: Charted, qtbot: QtBot
) -> None:
    """A fall is seen while it is typed."""
    care.ward.record_neuro(care.patient)
    care.read_again()
    care.clock.advance(hours=4)
    page = opened(care, qtbot)
    answer(page, right=6, wrong=4)
    page.neuro.look()

    assert page.neuro.score_card.number.text() == "6"
    assert "was 10" in page.neuro.score_card.words.text()


def test_nothing_is_unnamed_and_everything_is_reached_by_tab(page: NeuroCheckPage) -> None:
    """A screen reader names each control; the keyboard reaches signing."""
    click(page.neuro.more)
    first = items(page).toggles["year"]

    assert unnamed(page) == []
    assert page.neuro.sign_button in tab_chain(page, first)
    assert page.neuro.fields.pupil_left.edit in tab_chain(page, first)
