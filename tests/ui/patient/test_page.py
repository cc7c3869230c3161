"""One patient's page: what it shows, where it leads, and that it never shows another patient."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from cart_ward.care.observations import OrderedFirst
from cart_ward.clinical.medicines import DrugGiven
from cart_ward.clinical.people import Name, Role
from cart_ward.clinical.vocabulary import Check, DrugKind, Oxygen, Route, Scale
from cart_ward.i18n import set_language
from cart_ward.ui.patient.due_card import ROW, DueCard
from cart_ward.ui.patient.history import history
from cart_ward.ui.patient.history_model import COLUMNS, ROW_ROLE, HistoryModel
from cart_ward.ui.patient.page import ALL_HOURS, PatientPage
from cart_ward.ui.patient.why import protocol_words
from tests.builders import vital_signs
from tests.ui import charted
from tests.ui.charted import Charted
from tests.ui.hands import click, key, keys
from tests.ui.looking import tab_chain, unnamed


def opened(care: Charted, qtbot: QtBot) -> PatientPage:
    """Return the page of the one patient, on the screen."""
    page = PatientPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.resize(1291, 688)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def latest_words(page: PatientPage) -> str:
    """Return what stands under "latest"."""
    found = []
    for place in range(page.latest.body.count()):
        item = page.latest.body.itemAt(place)
        widget = None if item is None else item.widget()
        text = getattr(widget, "text", None)
        if callable(text):
            found.append(str(text()))
    return "\n".join(found)


def test_proposed_and_signed_grade_are_both_seen(care: Charted, qtbot: QtBot) -> None:
    """The proposal moves with the chart; the signed grade keeps its name and time."""
    care.ward.sign_grade(care.patient, Scale.CRS, 1, reason="looks unwell")
    care.read_again()
    page = opened(care, qtbot)

    assert page.crs.badge.face.grade == 0
    assert page.crs.signed.text().startswith("Signed: 1 at 14:00 by 王静 Wang Jing")
    assert "looks unwell" in page.crs.reason.text()
    assert page.icans.badge.face.grade is None
    assert page.icans.signed.text() == "Not signed by anybody yet"


def test_a_new_entry_repaints_the_page(care: Charted, qtbot: QtBot) -> None:
    """Fever charted elsewhere is seen here at once."""
    page = opened(care, qtbot)
    before = page.crs.badge.face.grade
    care.ward.record_vitals(care.patient, temperature="39.1")
    care.read_again()

    assert before == 0
    assert page.crs.badge.face.grade == 1
    assert "T 39.1 °C" in latest_words(page)


def test_another_patients_entry_never_reaches_the_page(care: Charted, qtbot: QtBot) -> None:
    """Everything is asked for by the admission the page was made for."""
    page = opened(care, qtbot)
    other = care.ward.admit(
        bed="7", hospital_no="P99", name=Name(family_latin="Zhao", given_latin="Min")
    )
    care.ward.record_vitals(other, temperature="40.2")
    care.read_again()

    assert page.crs.badge.face.grade == 0
    assert "40.2" not in latest_words(page)
    assert page.banner.name.text() == "陈伟 Chen Wei"


def test_after_leaving_nothing_is_painted(care: Charted, qtbot: QtBot) -> None:
    """A late answer is ignored."""
    page = opened(care, qtbot)
    page.leave()
    care.ward.record_vitals(care.patient, temperature="39.1")
    care.read_again()

    assert page.crs.badge.face.grade == 0


@pytest.mark.parametrize(
    ("pressed", "place"),
    [
        pytest.param("page_vitals", "vitals", id="V vital signs"),
        pytest.param("page_neuro", "neuro", id="N neuro check"),
        pytest.param("page_tocilizumab", "tocilizumab", id="O tocilizumab"),
        pytest.param("page_drug", "drug", id="D drug"),
    ],
)
def test_one_key_leads_to_each_act(care: Charted, qtbot: QtBot, pressed: str, place: str) -> None:
    """The key stands on the button."""
    page = opened(care, qtbot)
    page.key_ways()[pressed]()

    assert care.navigation.went == [(place, care.patient)]


def test_the_grade_cards_lead_to_signing(care: Charted, qtbot: QtBot) -> None:
    """Each to its own scale."""
    page = opened(care, qtbot)
    click(page.crs.sign)
    click(page.icans.sign)

    assert care.navigation.went == [
        ("grade", care.patient, Scale.CRS),
        ("grade", care.patient, Scale.ICANS),
    ]


def test_the_cards_come_by_themselves_once_the_trend_is_seen(care: Charted, qtbot: QtBot) -> None:
    """Nobody has to ask for grades and due checks; they fill the place kept for them."""
    page = PatientPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    assert page.findChild(DueCard) is None
    page.resize(1440, 860)
    page.show()

    qtbot.waitUntil(lambda: page.findChild(DueCard) is not None)
    QApplication.processEvents()
    assert page.due.isVisible()
    assert page.cards.area.size() == page.side.size()
    assert page.due.window() is page


def test_a_key_need_not_wait_for_the_cards(care: Charted, qtbot: QtBot) -> None:
    """W just after the click says why, before anything was painted."""
    page = PatientPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.key_ways()["why"]()

    assert page.due.explained


def test_no_cards_come_onto_a_page_that_was_left(care: Charted, qtbot: QtBot) -> None:
    """Gone before they were there: nothing is made, and nothing is asked."""
    page = PatientPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.leave()
    page.show()
    page.plot.repaint()
    page._complete()

    assert page.findChild(DueCard) is None


def test_cards_made_on_a_narrow_page_stand_below_the_trend(care: Charted, qtbot: QtBot) -> None:
    """As if they had been there when it became narrow; wide again, they stand beside it."""
    page = PatientPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.resize(1440, 860)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    page.resize(700, 860)
    qtbot.waitUntil(lambda: page.findChild(DueCard) is not None)
    QApplication.processEvents()

    assert page.act_buttons["vitals"].hasFocus()
    assert page.area.isAncestorOf(page.due)
    assert page.due.isVisible()
    page.resize(1440, 860)
    QApplication.processEvents()
    assert page.side.isAncestorOf(page.due)
    assert page.due.isVisible()


def test_each_due_check_explains_itself(care: Charted, qtbot: QtBot) -> None:
    """Protocol and version, state, rhythm, and what it counts from; W shows all."""
    page = opened(care, qtbot)
    before = page.due.explained
    page.key_ways()["why"]()
    status = care.ward.status(care.patient)
    first = page.due.rows[0].why

    assert not before
    assert all(row.explained and row.why.isVisible() for row in page.due.rows)
    assert protocol_words(status.due[0].why.protocol) in str(getattr(first, "text", str)())


def test_the_most_urgent_check_stands_first(care: Charted, qtbot: QtBot) -> None:
    """The order of the page is the order of urgency."""
    page = opened(care, qtbot)
    status = care.ward.status(care.patient)
    named = [button.objectName() for button in page.due.why_buttons]

    assert named == [f"why_{due.check.value}" for due in status.due[: len(named)]]
    assert Check.VITALS in {due.check for due in status.due}


def test_the_history_shows_a_correction_beside_what_it_corrects(
    care: Charted, qtbot: QtBot
) -> None:
    """The old value is struck and says in words that it no longer holds."""
    first = care.ward.record_vitals(care.patient, temperature="38.8")
    care.ward.amend(care.patient, first, vital_signs(temperature="36.8"), reason="misread")
    care.read_again()
    page = opened(care, qtbot)
    click(page.history_button)
    rows = [page.history.rows.row(number) for number in range(page.history.rows.rowCount())]
    old = next(row for row in rows if row.entry_id == first)
    new = next(row for row in rows if "misread" in row.note)

    assert rows.index(old) == rows.index(new) + 1
    assert (old.struck, old.note) == (True, "no longer holds")
    assert "38.8" in old.text
    assert not new.struck
    assert "36.8" in new.text


def test_enter_on_an_entry_opens_its_correction(care: Charted, qtbot: QtBot) -> None:
    """The chosen row, and no other."""
    entry = care.ward.record_vitals(care.patient)
    care.read_again()
    page = opened(care, qtbot)
    page.key_ways()["page_entries"]()
    rows = [page.history.rows.row(number) for number in range(page.history.rows.rowCount())]
    page.history.selectRow([row.entry_id for row in rows].index(entry))
    key(page.history, Qt.Key.Key_Return)

    assert care.navigation.went == [("amend", care.patient, entry)]


def test_a_button_corrects_the_chosen_entry(care: Charted, qtbot: QtBot) -> None:
    """Nobody has to know of Enter; what no longer holds is not offered."""
    wrong = care.ward.record_vitals(care.patient)
    entry = care.ward.amend(care.patient, wrong, vital_signs(pulse=99))
    care.read_again()
    page = opened(care, qtbot)
    page.show_entry(wrong)
    offered = page.pane.correct.isEnabled()
    page.show_entry(entry)
    click(page.pane.correct)

    assert not offered
    assert care.navigation.went == [("amend", care.patient, entry)]


def test_a_struck_entry_cannot_be_corrected_again(care: Charted, qtbot: QtBot) -> None:
    """It no longer holds; the correction of it can be corrected."""
    entry = care.ward.record_vitals(care.patient)
    care.ward.strike_out(care.patient, entry)
    care.read_again()
    page = opened(care, qtbot)
    click(page.history_button)
    rows = [page.history.rows.row(number) for number in range(page.history.rows.rowCount())]
    page.history.selectRow([row.entry_id for row in rows].index(entry))
    key(page.history, Qt.Key.Key_Return)

    assert care.navigation.went == []


def test_the_two_blind_calculations_are_not_given_away(care: Charted, qtbot: QtBot) -> None:
    """The second person may look at this page: no figures of the first one on it."""
    order = care.ward.order(care.patient)
    care.ward.prepare(care.patient, order)
    care.ward.check(care.patient, order, charted.FIRST)
    care.read_again()
    page = opened(care, qtbot)

    assert "Double check: First person" in latest_words(page)
    assert "28.8" not in latest_words(page)


def test_the_span_of_the_trend_is_chosen(care: Charted, qtbot: QtBot) -> None:
    """24 h, 72 h, 7 d, all."""
    charted.stormy(care)
    page = opened(care, qtbot)
    spans = [page.plot.span]
    for hours in (24, 168, ALL_HOURS):
        click(page.spans.buttons[hours])
        spans.append(page.plot.span)

    assert spans == [72, 24, 168, None]


def test_the_keys_of_the_plot_move_the_buttons_of_the_span(care: Charted, qtbot: QtBot) -> None:
    """What is shown and what is pressed down never differ, after a new entry neither."""
    page = opened(care, qtbot)
    page.plot.setFocus()
    key(page.plot, Qt.Key.Key_Minus)
    care.ward.record_vitals(care.patient, temperature="39.1")
    care.read_again()

    assert page.spans.value() == 168
    assert page.plot.span == 168


def test_a_point_of_the_trend_opens_its_entry(care: Charted, qtbot: QtBot) -> None:
    """Enter on the plot opens the entries at that very one."""
    charted.stormy(care)
    page = opened(care, qtbot)
    key(page.plot, Qt.Key.Key_Home)
    for _step in range(3):
        key(page.plot, Qt.Key.Key_Left)
    cursor = page.plot.cursor_at
    assert cursor is not None
    key(page.plot, Qt.Key.Key_Return)
    row = page.history.at()

    assert row is not None
    assert row.entry_id == cursor.entry_id
    assert page.history.hasFocus()
    assert page.history_button.isChecked()


def test_why_has_the_whole_width_of_its_card(care: Charted, qtbot: QtBot) -> None:
    """The ways on stand under the words, not beside them."""
    page = opened(care, qtbot)
    page.due.explain()
    QApplication.processEvents()
    row = page.due.rows[0]

    assert row.why.width() == row.width()
    assert row.not_done.geometry().top() >= row.why.geometry().bottom()


def test_a_due_check_leads_to_the_entry_it_is_counted_from(care: Charted, qtbot: QtBot) -> None:
    """The last complete set of vital signs, named in its why."""
    page = opened(care, qtbot)
    page.explain()
    due = next(d for d in care.ward.status(care.patient).due if d.check is Check.VITALS)
    button = page.due.findChild(QPushButton, "entry_vitals")
    assert button is not None
    click(button)
    row = page.history.at()

    assert row is not None
    assert row.entry_id == due.why.entry_id


def test_finding_in_the_page_opens_the_search_of_the_entries(care: Charted, qtbot: QtBot) -> None:
    """Typed letters go into the field, not to the keys of the page."""
    page = opened(care, qtbot)
    page.find_in_page()
    keys(page.pane.search, "vn")

    assert page.pane.search.hasFocus()
    assert page.pane.search.text() == "vn"
    assert care.navigation.went == []


def test_a_grade_says_more_when_asked(care: Charted, qtbot: QtBot) -> None:
    """The rule version, the grade before, and why another grade was signed."""
    care.ward.sign_grade(care.patient, Scale.CRS, 1, reason="looks unwell")
    care.read_again()
    page = opened(care, qtbot)
    hidden = page.crs.before.isHidden() and page.crs.reason.isHidden()
    brief = page.crs.brief.text()
    click(page.crs.why)

    assert hidden
    assert brief.startswith("No fever")
    assert not page.crs.reason.isHidden()
    assert "ASTCT" in page.crs.before.text()
    assert not page.crs.before.isHidden()


@pytest.mark.parametrize(
    ("size", "seen_rows"),
    [
        pytest.param((1274, 624), 5, id="1366x768, an alarm over it"),
        pytest.param((1348, 756), 6, id="1440x900, an alarm over it"),
    ],
)
def test_what_is_due_is_seen_without_scrolling(
    care: Charted, qtbot: QtBot, size: tuple[int, int], seen_rows: int
) -> None:
    """Grades first, and under them what is due, though six checks wait; the trend keeps its height.

    In the smallest window the least urgent of the six lies below.
    """
    charted.stormy(care)
    care.ward.sign_grade(care.patient, Scale.CRS, 1, reason="looks unwell " * 9)
    care.read_again()
    page = opened(care, qtbot)
    page.resize(*size)
    QApplication.processEvents()
    seen = page.cards.area.viewport().rect()
    rows = [
        row.rect().translated(row.mapTo(page.cards.area.viewport(), QPoint()))
        for row in page.due.rows
    ]

    assert len(rows) == 6
    assert all(seen.contains(row) for row in rows[:seen_rows])
    assert page.plot.height() >= 340


def test_the_trend_draws_a_whole_course(care: Charted, qtbot: QtBot) -> None:
    """Grades, vital signs, score, a dose and a drug; drawn without a complaint."""
    charted.stormy(care)
    care.ward.give_tocilizumab(care.patient)
    drug = DrugGiven(
        drug="paracetamol",
        kind=DrugKind.ANTIPYRETIC,
        dose=Decimal(500),
        unit="mg",
        route=Route.ORAL,
        interval_hours=None,
        until=None,
    )
    ordered = OrderedFirst(ordered_by="Dr Gao", reason="rigors", told="By Dr Gao: rigors")
    at = care.clock.now() - timedelta(hours=2)
    care.ward.record(care.patient, drug, at=at, exception=ordered)
    care.read_again()
    page = opened(care, qtbot)

    assert page.plot.grab().size() == page.plot.size()


def test_somebody_who_has_left_is_charted_no_more(care: Charted, qtbot: QtBot) -> None:
    """The acts go, the name stays."""
    page = opened(care, qtbot)
    care.ward.discharge(care.patient)
    care.read_again()

    assert not any(button.isEnabled() for button in page.act_buttons.values())
    assert page.banner.day.text() == "Not on the ward"


def test_nothing_is_unnamed_and_everything_is_reached_by_tab(care: Charted, qtbot: QtBot) -> None:
    """Buttons, spans, grade cards and why."""
    page = opened(care, qtbot)
    reached = tab_chain(page, page.act_buttons["vitals"])

    assert unnamed(page) == []
    assert page.plot in reached
    for control in (page.history_button, page.crs.sign, page.icans.sign, *page.due.why_buttons):
        assert control in reached


def test_the_history_model_keeps_qts_promises(care: Charted, qapp: QApplication) -> None:
    """Qt's own tester finds nothing."""
    care.ward.record_vitals(care.patient, oxygen=Oxygen.ROOM_AIR)
    care.read_again()
    chart = care.station.snapshot.charts[care.patient]
    model = HistoryModel()
    model.show_rows(history(chart, care.station.snapshot, care.station.zone))

    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_rows(history(chart, care.station.snapshot, care.station.zone)[:2])
    qapp.processEvents()

    assert tester.model() is model
    first = model.index(0, 0)
    assert model.data(first, ROW_ROLE) is model.row(0)
    assert model.columnCount() == len(COLUMNS)


def test_a_physician_sees_the_same_page(care: Charted, qtbot: QtBot) -> None:
    """Roles are asked by the acts, not hidden by the page."""
    care.sign_in(Role.PHYSICIAN)
    page = opened(care, qtbot)

    assert page.act_buttons["tocilizumab"].isEnabled()


def test_a_state_too_long_for_its_line_gets_a_second_one(care: Charted, qtbot: QtBot) -> None:
    """A lateness of days is never cut; what fits into one line stays there."""
    soon = opened(care, qtbot)
    care.clock.advance(days=30)
    set_language("zh_CN")
    late = PatientPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(late)

    assert ROW in {row.clock.sizeHint().height() for row in soon.due.rows}
    assert all(row.clock.sizeHint().height() > ROW for row in late.due.rows)
