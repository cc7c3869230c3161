"""The alarm list: grouped by patient, worst first, answered in three presses by name and time."""

import dataclasses
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.alarms import Priority
from cart_ward.clinical.observed import AlarmAnswer
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import AlarmReply
from cart_ward.ui import theme
from cart_ward.ui.alarms.page import AlarmsPage
from cart_ward.ui.alarms.presenter import groups, next_time
from cart_ward.ui.frame.alarm_bar import AlarmBar
from cart_ward.ui.widgets.time_text import parse
from tests.builders import ZONE, ice
from tests.fakes import NOW
from tests.ui.charted import Charted
from tests.ui.clipping import climbs, clipped, unreachable
from tests.ui.looking import tab_chain, unnamed
from tests.ui.stations import texts
from tests.ui.test_board_fit import LONG


@pytest.fixture
def page(qtbot: QtBot, care: Charted) -> AlarmsPage:
    """Return the list over a ward with a CRS 2, a shock and a patient who is well."""
    care.ward.record_vitals(care.patient, temperature="38.6")
    shock = care.ward.admit(bed="3", hospital_no="P3", admitted_at=care.clock.now())
    care.ward.record_vitals(shock, temperature="39.1", systolic=78, diastolic=40, vasopressors=1)
    care.read_again()
    made = AlarmsPage(care.station, care.navigation)
    qtbot.addWidget(made)
    made.resize(1278, 650)
    made.show()
    return made


def press(button: QPushButton) -> None:
    """Press a button as the mouse does."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words(page: AlarmsPage) -> str:
    """Return what can be read once everything new is laid out."""
    QApplication.processEvents()
    return texts(page)


def answers(care: Charted, patient: AdmissionId) -> list[AlarmAnswer]:
    """Return what was said to this patient's alarms."""
    return [entry.body for entry in care.ward.chart(patient).of(AlarmAnswer)]


def open_keys(care: Charted, patient: AdmissionId) -> set[str]:
    """Return the keys of what is open on this station."""
    return {alarm.key for alarm in care.station.status(patient).alarms if not alarm.answered}


def shocked(page: AlarmsPage, care: Charted) -> AdmissionId:
    """Return the patient in shock."""
    return next(key for key in page.cards if key != care.patient)


def test_one_card_a_patient_the_most_severe_first(page: AlarmsPage, care: Charted) -> None:
    """Within a card the worst leads too; each line has its mark, its words and since when."""
    order = [card.admission_id for card in page._in_order()]
    found = groups(care.station.statuses(), care.station.snapshot, ZONE)

    assert order == [shocked(page, care), care.patient]
    assert page.head.text() == "2 patients need somebody"
    assert [group.worst for group in found] == [Priority.HIGH, Priority.MEDIUM]
    first = found[0].lines
    assert first[0].priority is Priority.HIGH
    assert [line.priority for line in first] == sorted(
        (line.priority for line in first), key=list(Priority).index
    )
    assert "New: CRS 3. Call now, then confirm or override the grade." in words(page)
    assert all(line.since.startswith("since ") for line in first)


def test_doctor_called_is_two_presses_by_name_and_time(page: AlarmsPage, care: Charted) -> None:
    """Every open alarm of that patient is answered, no other patient's."""
    patient = shocked(page, care)
    card, other = page.cards[patient], open_keys(care, care.patient)
    keys = open_keys(care, patient)

    press(card.acknowledge)
    assert card.panel.question.text().endswith("14:10: what happens next?")
    press(card.panel.buttons[AlarmReply.DOCTOR_CALLED.value])

    assert {answer.alarm_key for answer in answers(care, patient)} == keys
    assert {answer.answer for answer in answers(care, patient)} == {"doctor_called"}
    assert open_keys(care, patient) == set()
    assert open_keys(care, care.patient) == other
    assert care.navigation.told[-1].startswith("Acknowledged: Bed 3")
    assert page.head.text() == "1 patient needs somebody"
    assert "14:10: Called doctor" in words(page)
    assert card.acknowledge.isHidden()


def test_check_again_is_three_presses_and_raises_it_anew(page: AlarmsPage, care: Charted) -> None:
    """It is quiet for half an hour, then open again, with what was said before."""
    card = page.cards[care.patient]
    keys = open_keys(care, care.patient)

    press(card.acknowledge)
    press(card.panel.buttons["recheck"])
    press(card.panel.buttons["recheck_30"])

    assert {answer.until for answer in answers(care, care.patient)} == {NOW + timedelta(minutes=40)}
    assert open_keys(care, care.patient) == set()
    care.clock.advance(minutes=30)
    assert keys <= open_keys(care, care.patient) | {k for k in keys if k.startswith("due.")}
    page.refresh()
    assert "Will check again, at 14:40" in words(page)


def test_a_time_of_ones_own_is_typed(page: AlarmsPage, care: Charted) -> None:
    """Hours and minutes; nonsense and the day after tomorrow are refused in words."""
    card = page.cards[care.patient]
    press(card.acknowledge)
    press(card.panel.buttons["recheck"])

    for typed, problem in (("25:00", "is not a time"), ("14:09", "more than 12 h ahead")):
        card.panel.clock.setText(typed)
        QTest.keyClick(card.panel.clock, Qt.Key.Key_Return)
        assert problem in card.panel.problem.text()
    assert answers(care, care.patient) == []

    card.panel.clock.setText("1425")
    QTest.keyClick(card.panel.clock, Qt.Key.Key_Return)
    assert {answer.until for answer in answers(care, care.patient)} == {NOW + timedelta(minutes=25)}


def test_next_time_goes_over_midnight() -> None:
    """At 23:30 "00:15" is tomorrow, in the ward's zone."""
    late = NOW + timedelta(hours=9, minutes=30)
    clock = parse("00:15")
    assert clock is not None

    assert next_time(clock, late, ZONE) == late + timedelta(minutes=45)


def test_other_takes_words_and_never_none(page: AlarmsPage, care: Charted) -> None:
    """What next is asked until something is said."""
    card = page.cards[care.patient]
    press(card.acknowledge)
    press(card.panel.buttons["other"])

    press(card.panel.buttons["other_ok"])
    assert card.panel.problem.text() == "Say in a few words what happens next."
    QTest.keyClicks(card.panel.words, "neurology comes")
    QTest.keyClick(card.panel.words, Qt.Key.Key_Return)

    assert {answer.answer for answer in answers(care, care.patient)} == {"neurology comes"}
    assert "neurology comes" in words(page)


def test_not_yet_answers_nothing(page: AlarmsPage, care: Charted) -> None:
    """The question goes, the alarm stays."""
    card = page.cards[care.patient]
    press(card.acknowledge)
    press(card.panel.buttons["give_up"])

    assert not card.asking
    assert answers(care, care.patient) == []


def test_what_comes_in_while_one_answers_is_not_answered(page: AlarmsPage, care: Charted) -> None:
    """The new alarm was not seen; nor does the list move under the hand."""
    card = page.cards[care.patient]
    seen = open_keys(care, care.patient)
    press(card.acknowledge)
    order = [c.admission_id for c in page._in_order()]
    care.ward.record_vitals(
        care.patient, temperature="39.4", systolic=70, diastolic=40, vasopressors=2
    )
    care.read_again()
    assert [c.admission_id for c in page._in_order()] == order

    press(card.panel.buttons[AlarmReply.SEEING_PATIENT.value])

    said = {answer.alarm_key for answer in answers(care, care.patient)}
    assert said == seen
    assert any(key.startswith("crs_4") for key in open_keys(care, care.patient))


def test_the_same_thing_raised_again_is_counted(page: AlarmsPage, care: Charted) -> None:
    """A grade that came back says how often it was there before."""
    card = page.cards[shocked(page, care)]
    press(card.acknowledge)
    press(card.panel.buttons[AlarmReply.DOCTOR_CALLED.value])
    patient = card.admission_id
    for vasopressors, minutes in ((0, 5), (1, 10)):
        care.clock.advance(minutes=minutes)
        care.ward.record_vitals(
            patient, temperature="39.1", systolic=120, diastolic=70, vasopressors=vasopressors
        )
    care.read_again()

    assert "raised 1 time before" in words(page)


def test_who_may_not_answer_is_told_so(page: AlarmsPage, care: Charted) -> None:
    """Nothing is written, and the question can be asked again."""
    care.sign_in(Role.PHARMACIST)
    card = page.cards[care.patient]
    press(card.acknowledge)
    press(card.panel.buttons[AlarmReply.DOCTOR_CALLED.value])

    assert answers(care, care.patient) == []
    assert care.navigation.told[-1].startswith("!")
    press(card.acknowledge)
    assert card.asking


def test_patient_is_one_press_away_and_back_is_the_board(page: AlarmsPage, care: Charted) -> None:
    """From each card to its patient; Esc has a button too."""
    press(page.cards[care.patient].go)
    press(page.back)

    assert care.navigation.went == [("patient", care.patient), ("board",)]


def test_nothing_open_is_said(qtbot: QtBot, care: Charted) -> None:
    """What is merely due stands in the list and calls nobody."""
    quiet = AlarmsPage(care.station, care.navigation)
    qtbot.addWidget(quiet)
    quiet.show()
    assert quiet.nothing.isVisible()
    assert quiet.head.text() == "0 patients need somebody"


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_list_is_whole_named_and_walked_by_the_tab_key(
    qtbot: QtBot, qapp: QApplication, page: AlarmsPage, care: Charted, language: str, percent: int
) -> None:
    """Nothing cut, nothing without a name, nothing out of reach, open or not."""
    page.leave()
    i18n.set_language(language)
    sizes = theme.LIGHT.sizes.scaled(percent)
    theme.apply(qapp, dataclasses.replace(theme.LIGHT, sizes=sizes))
    again = AlarmsPage(care.station, care.navigation)
    qtbot.addWidget(again)
    again.resize(1278, 650)
    again.show()
    card = again.cards[shocked(again, care)]
    press(card.acknowledge)
    press(card.panel.buttons["recheck"])
    QApplication.processEvents()

    chain = tab_chain(again, card.acknowledge)
    assert clipped(again) == []
    assert unnamed(again) == []
    assert unreachable(again, chain) == []
    assert climbs(chain, again) == []
    assert (
        min(button.height() for button in again.findChildren(QPushButton) if button.isVisible())
        >= 44
    )


def test_a_second_press_answers_nothing(page: AlarmsPage, care: Charted) -> None:
    """Space twice opens the question and charts nothing: the focus stands on no answer."""
    card = page.cards[care.patient]
    card.acknowledge.setFocus()
    for _time in range(3):
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Space)
        QTest.keyClick(here, Qt.Key.Key_Return)

    assert card.panel.isVisible()
    assert answers(care, care.patient) == []
    QTest.keyClick(card.panel, Qt.Key.Key_Tab)
    assert card.panel.buttons[AlarmReply.DOCTOR_CALLED.value].hasFocus()


def test_bar_and_list_begin_with_a_fall_not_with_labs_missed_long_ago(care: Charted) -> None:
    """The oldest alarm is not the worst one: both follow the order of the board."""
    falls = care.ward.admit(bed="3", hospital_no="P3", admitted_at=care.clock.now())
    care.clock.advance(hours=30)
    care.ward.record_neuro(falls, ice(10))
    care.clock.advance(minutes=20)
    care.ward.record_neuro(falls, ice(5))
    care.read_again()
    statuses = care.station.statuses()
    oldest = min((a for s in statuses for a in s.alarms), key=lambda alarm: alarm.since)
    bar = AlarmBar(care.station.facts)
    bar.resize(1278, 36)
    bar.show_alarms(statuses, private=False)
    first = groups(statuses, care.station.snapshot, ZONE)[0]

    assert oldest.admission_id == care.patient
    assert first.admission_id == statuses[0].admission.id == falls
    assert first.lines[0].key.startswith("ice_fall")
    assert bar.words.text().startswith("Bed 3 ")
    assert "ICE" in bar.words.text()


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_card_stands_whole_between_the_edges(
    qtbot: QtBot, qapp: QApplication, care: Charted, language: str, percent: int
) -> None:
    """No name is so long, and no type so large, that a button is cut off on the right."""
    i18n.set_language(language)
    sizes = theme.LIGHT.sizes.scaled(percent)
    theme.apply(qapp, dataclasses.replace(theme.LIGHT, sizes=sizes))
    falls = care.ward.admit(
        bed="3", hospital_no="P40718-2026", admitted_at=care.clock.now(), name=LONG
    )
    care.ward.record_neuro(falls, ice(10))
    care.clock.advance(minutes=20)
    care.ward.record_neuro(falls, ice(5))
    care.clock.advance(hours=30)
    care.read_again()
    page = AlarmsPage(care.station, care.navigation)
    qtbot.addWidget(page)
    page.resize(1278, 500)
    page.show()
    QApplication.processEvents()
    QApplication.processEvents()
    for card in page.cards.values():
        card.acknowledge.click()
    QApplication.processEvents()
    QApplication.processEvents()

    [area] = [a for a in page.findChildren(QScrollArea) if a.isVisible()]
    room = area.viewport().width()
    over = [
        f"{button.text()} ends at {button.mapTo(area.viewport(), button.rect().bottomRight()).x()}"
        for button in page.findChildren(QPushButton)
        if button.isVisible()
        and area.isAncestorOf(button)
        and button.mapTo(area.viewport(), button.rect().bottomRight()).x() >= room
    ]
    assert over == []
    assert area.horizontalScrollBar().maximum() == 0
    assert clipped(page) == []
