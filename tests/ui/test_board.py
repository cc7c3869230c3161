"""The board holds still under the hand, leads to the forms, and fits 24 beds."""

import dataclasses
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward.care.changes import Changes
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.vocabulary import Check
from cart_ward.ui.board.delegate import BoardDelegate
from cart_ward.ui.board.model import COLUMNS, DUE, ROW_ROLE, BoardModel
from cart_ward.ui.board.presenter import BoardRow, row
from cart_ward.ui.board.table import CELLS
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.main_window import MainWindow
from tests.fakes import NOW
from tests.ui.frame import build_frame
from tests.ui.ward import NURSE, ZONE, Navigation, Ward, due, full_ward, snapshot


@pytest.fixture
def page(qtbot: QtBot, still_ward: Ward, navigation: Navigation) -> BoardPage:
    """Return the board of seven patients, shown at 1366 pixels."""
    full_ward(still_ward)
    made = BoardPage(still_ward.station, navigation)
    qtbot.addWidget(made)
    made.resize(1278, 690)
    made.show()
    return made


def beds(page: BoardPage) -> list[str]:
    """Return the beds from top to bottom."""
    return [shown.bed for shown in page.model.rows]


def turn_round(ward: Ward) -> None:
    """Let the last patient become the most urgent, and tell the screens."""
    ward.station.answers = ward.station.answers[::-1]
    ward.station.ward_changed.emit(Changes())


def test_model_keeps_qts_rules(page: BoardPage, still_ward: Ward) -> None:
    """Qt's own checks watch the model through refreshes of every kind; a warning would fail."""
    tester = QAbstractItemModelTester(page.model)

    turn_round(still_ward)
    still_ward.clock.advance(minutes=5)
    still_ward.station.ticked.emit(still_ward.clock.now())
    page.show_only("late")
    page.show_only("all")

    assert tester.model() is page.model


def test_cells_have_words_for_the_ear(page: BoardPage) -> None:
    """Each cell of a row is readable without the picture."""
    words = [page.model.index(0, n).data() for n in range(len(COLUMNS))]

    assert words[0] == "05"
    assert words[3] == "CRS 2, rising"
    assert words[DUE] == "Vital signs: Late 40 min"
    assert page.model.index(5, 3).data() == "CRS not assessed"
    assert page.model.index(0, 0).data(ROW_ROLE) is page.model.rows[0]
    assert page.model.data(QModelIndex()) is None


def test_refresh_tells_only_what_changed(qtbot: QtBot, page: BoardPage, still_ward: Ward) -> None:
    """A new score of one patient repaints that cell alone."""
    answers = list(still_ward.station.answers)
    answers[2] = dataclasses.replace(answers[2], score=4)
    still_ward.station.answers = tuple(answers)

    with qtbot.waitSignal(page.model.dataChanged) as told:
        still_ward.station.ward_changed.emit(Changes())

    first, last = told.args[0], told.args[1]
    ice = [column.key for column in COLUMNS].index("ice")
    assert (first.row(), last.row()) == (2, 2)
    assert (first.column(), last.column()) == (ice, ice)


def test_rows_that_change_places_are_all_that_is_told(page: BoardPage) -> None:
    """Two patients change places: the rows between and around them are not painted again."""
    rows = page.model.rows
    told: list[tuple[int, int]] = []
    page.model.dataChanged.connect(lambda one, two, *_r: told.append((one.row(), two.row())))
    page.model.modelReset.connect(lambda: told.append((-1, -1)))

    page.model.show((rows[3], *rows[1:3], rows[0], *rows[4:]))

    assert told == [(0, 0), (3, 3)]
    assert [row.bed for row in page.model.rows][:4] == [rows[n].bed for n in (3, 1, 2, 0)]


def test_a_full_ward_is_painted_in_turns_and_nothing_is_forgotten(
    qtbot: QtBot, page: BoardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No turn paints more rows than it has room for; in the end every row was painted."""
    rows = tuple(
        dataclasses.replace(page.model.rows[n % 7], admission_id=AdmissionId(n)) for n in range(24)
    )
    page.density.setChecked(True)
    page.model.show(rows)
    page.table.fit_rows()
    page.resize(1440, 860)
    page.show()
    qtbot.waitUntil(lambda: page.table.settled)
    QApplication.processEvents()
    painted: list[set[int]] = []
    colour = BoardDelegate._colour

    def count(delegate: BoardDelegate, shown: BoardRow, number: int, *, chosen: bool) -> str:
        painted[-1].add(number)
        return colour(delegate, shown, number, chosen=chosen)

    monkeypatch.setattr(BoardDelegate, "_colour", count)

    page.model.show(tuple(dataclasses.replace(row, high=not row.high) for row in rows))
    while not (page.table.settled and painted and not painted[-1]):
        painted.append(set())
        QApplication.processEvents()

    # So many rows, and the edge of the next one.
    assert max(len(turn) for turn in painted) <= CELLS // len(COLUMNS) + 1
    assert set().union(*painted) == set(range(24))


def test_chosen_patient_stays_chosen_when_the_rows_change_places(
    page: BoardPage, still_ward: Ward
) -> None:
    """The choice goes with the patient, not with the place in the list."""
    page.table.selectRow(1)
    chosen = page.table.chosen()
    turn_round(still_ward)

    page.refresh(in_order=True)

    assert page.table.chosen() == chosen
    assert page.table.currentIndex().row() != 1


def test_every_fact_of_a_row_is_told_where_it_is_seen(page: BoardPage) -> None:
    """A row that differs in anything the table shows is painted again where it shows it."""
    rows = page.model.rows
    told: list[int] = []
    page.model.dataChanged.connect(lambda one, *_r: told.append(one.column()))
    for fact in dataclasses.fields(BoardRow):
        told.clear()
        other = next(getattr(r, fact.name) for r in rows[::-1])
        changed = dataclasses.replace(rows[0], **{fact.name: other})
        page.model.show((changed, *rows[1:]))
        unseen = fact.name in ("initials", "tocilizumab_clock")
        assert bool(told) is (changed != rows[0] and not unseen), fact.name
        page.model.show(rows)


def test_tick_moves_only_the_countdowns(qtbot: QtBot, page: BoardPage, still_ward: Ward) -> None:
    """A minute later only cells of the last column are painted again."""
    still_ward.clock.advance(minutes=1)

    with qtbot.waitSignal(page.model.dataChanged) as told:
        still_ward.station.ticked.emit(still_ward.clock.now())

    assert told.args[0].column() == DUE


def test_tick_within_the_minute_paints_nothing(
    qtbot: QtBot, page: BoardPage, still_ward: Ward
) -> None:
    """A second that changes no word costs no paint."""
    with qtbot.assertNotEmitted(page.model.dataChanged):
        still_ward.station.ticked.emit(still_ward.clock.now())


def test_worst_first_while_nobody_acts(page: BoardPage, still_ward: Ward) -> None:
    """Without a chosen row the order follows the urgency."""
    before = beds(page)

    turn_round(still_ward)

    assert beds(page) == before[::-1]
    assert not page.changed.isVisible()


def test_order_stands_still_while_a_row_is_chosen(page: BoardPage, still_ward: Ward) -> None:
    """The change is announced and taken over on F5, with the same row chosen."""
    before = beds(page)
    page.table.selectRow(1)
    chosen = page.table.chosen()

    turn_round(still_ward)

    assert beds(page) == before
    assert page.changed.isVisible()
    assert page.changed.text() == "6 rows changed place (F5)"
    QTest.mouseClick(page.changed, Qt.MouseButton.LeftButton)
    assert beds(page) == before[::-1]
    assert page.table.chosen() == chosen
    assert not page.changed.isVisible()


def test_order_stands_still_under_the_pointer(page: BoardPage, still_ward: Ward) -> None:
    """A hovered row is about to be clicked: nothing moves until the pointer leaves."""
    before = beds(page)
    QTest.mouseMove(page.table.viewport(), QPoint(300, 20))
    assert page.delegate.hovered == 0

    turn_round(still_ward)
    assert beds(page) == before

    page.table._hover(-1)
    assert beds(page) == before[::-1]


@pytest.mark.parametrize(
    ("key", "where"),
    [
        (Qt.Key.Key_V, "show_vitals"),
        (Qt.Key.Key_N, "show_neuro"),
        (Qt.Key.Key_T, "show_tocilizumab"),
    ],
)
def test_letters_open_the_forms(
    page: BoardPage, navigation: Navigation, key: Qt.Key, where: str
) -> None:
    """V, N and T act on the chosen row; without one they only say so."""
    QTest.keyClick(page.table, key)
    page.table.selectRow(1)
    QTest.keyClick(page.table, key)

    assert navigation.went == [("tell", "Choose a row first."), (where, AdmissionId(2))]


def test_enter_opens_the_form_that_is_due(page: BoardPage, navigation: Navigation) -> None:
    """Vitals for bed 05, the neuro check for bed 02, the patient where nothing else is due."""
    for line in (0, 1):
        page.table.selectRow(line)
        QTest.keyClick(page.table, Qt.Key.Key_Return)

    assert navigation.went == [("show_vitals", AdmissionId(1)), ("show_neuro", AdmissionId(2))]


def test_other_check_due_opens_the_patient(
    page: BoardPage, still_ward: Ward, navigation: Navigation
) -> None:
    """A weight has no form of its own on the board."""
    first = still_ward.station.answers[0]
    weight = (due(Check.WEIGHT, 0, DueState.DUE),)
    still_ward.station.answers = (dataclasses.replace(first, due=weight),)
    page.refresh()

    QTest.mouseClick(page.record, Qt.MouseButton.LeftButton)

    assert navigation.went == [("show_patient", AdmissionId(1))]


def test_bed_number_and_enter_jump_to_the_bed(page: BoardPage) -> None:
    """7, Enter chooses bed 07 without leaving the board."""
    QTest.keyClick(page.table, Qt.Key.Key_7)
    QTest.keyClick(page.table, Qt.Key.Key_Return)

    assert page.table.chosen() == AdmissionId(3)


def test_double_click_opens_the_patient(page: BoardPage, navigation: Navigation) -> None:
    """Two clicks on a row lead to its patient."""
    spot = page.table.visualRect(page.model.index(2, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert navigation.went == [("show_patient", AdmissionId(3))]


def test_count_shows_only_its_rows_and_says_so(page: BoardPage) -> None:
    """A filter is never silent, and a second click takes it away."""
    card = page.counts["late"]
    assert card.number == 3

    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert beds(page) == ["05", "01", "03"]
    assert "3 of 7 rows shown" in page.below.texts()

    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert len(beds(page)) == 7


def test_free_beds_are_named(page: BoardPage) -> None:
    """Beds without a patient stand below the board."""
    assert page.below.texts().startswith("Free beds: 06, 09, 10")


def test_empty_ward_says_what_to_do(qtbot: QtBot, still_ward: Ward, navigation: Navigation) -> None:
    """Without a patient the board leads to the admission."""
    page = BoardPage(still_ward.station, navigation)
    qtbot.addWidget(page)
    page.show()

    assert page.empty.isVisible()
    assert not page.table.isVisible()
    QTest.mouseClick(page.first, Qt.MouseButton.LeftButton)
    assert navigation.went == [("show_admit",)]


def test_twenty_four_beds_need_no_scrolling(
    qtbot: QtBot, page: BoardPage, still_ward: Ward
) -> None:
    """Compact density at the height that 1366x768 leaves, practice frame and all."""
    answers = []
    for number in range(24):
        model = still_ward.station.answers[number % 7]
        stay = dataclasses.replace(model.admission, id=AdmissionId(100 + number))
        answers.append(dataclasses.replace(model, admission=stay))
    charts = {s.admission.id: Chart(s.admission, ()) for s in answers}
    still_ward.station.show(snapshot(charts), tuple(answers))
    page.resize(1270, 682)
    page.density.setChecked(True)
    page.refresh()
    qtbot.waitUntil(lambda: page.table.verticalScrollBar().maximum() == 0)

    assert page.model.rowCount() == 24
    assert page.table.rowHeight(0) == 24


def test_columns_share_the_width_without_a_scroll_bar(page: BoardPage) -> None:
    """No horizontal scrolling at 1366 pixels."""
    widths = [page.table.columnWidth(n) for n in range(len(COLUMNS))]

    assert sum(widths) == page.table.viewport().width()


@pytest.mark.parametrize("compact", [False, True], ids=["comfortable", "compact"])
def test_every_kind_of_row_can_be_painted(page: BoardPage, *, compact: bool) -> None:
    """All states and grades are drawn in both densities, and the picture is not empty."""
    page.density.setChecked(compact)
    page.table.selectRow(1)

    picture = page.grab().toImage()

    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert {"#f0e442", "#d55e00", "#56b4e9", "#6d0f14"} <= colours


def test_look_of_the_board_survives_a_change_of_language(
    page: BoardPage, still_ward: Ward, navigation: Navigation, qtbot: QtBot
) -> None:
    """Density, filter and chosen row come back."""
    page.density.setChecked(True)
    page.show_only("late")
    page.table.selectRow(1)
    again = BoardPage(still_ward.station, navigation)
    qtbot.addWidget(again)

    again.restore(page.draft())

    assert again.delegate.compact
    assert beds(again) == beds(page)
    assert again.table.chosen() == page.table.chosen()


def test_page_that_was_left_hears_nothing(page: BoardPage, still_ward: Ward) -> None:
    """A late answer never repaints a closed board."""
    before = beds(page)
    page.leave()

    turn_round(still_ward)

    assert beds(page) == before


def test_shown_rows_are_replaced_when_a_patient_leaves(page: BoardPage, still_ward: Ward) -> None:
    """A discharged patient's row goes, the chosen one stays chosen."""
    page.table.selectRow(1)
    still_ward.station.answers = still_ward.station.answers[1:]

    still_ward.station.ward_changed.emit(Changes())

    assert beds(page)[0] == "02"
    assert page.table.chosen() == AdmissionId(2)


def test_model_of_nobody_has_no_rows(still_ward: Ward) -> None:
    """An empty model answers politely."""
    model = BoardModel(ZONE)
    full_ward(still_ward)
    answers = still_ward.station.answers
    model.show(tuple(row(s, None, ZONE) for s in answers[:1]))
    model.show(())

    assert model.rowCount() == 0
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_order_stands_still_while_a_form_is_open(qtbot: QtBot, still_ward: Ward) -> None:
    """Back from the form the rows stand as they were left; F5 takes over what changed meanwhile."""
    full_ward(still_ward)
    window = build_frame(still_ward.station).window
    qtbot.addWidget(window)
    still_ward.station.sign_in(NURSE)
    window.show()
    first = board_of(window)
    before = beds(first)
    first.table.selectRow(1)
    chosen = first.table.chosen()
    QTest.keyClick(first.table, Qt.Key.Key_N)
    turn_round(still_ward)

    window.show_board()

    again = board_of(window)
    assert again is not first
    assert beds(again) == before
    assert again.table.chosen() == chosen
    assert not again.changed.isHidden()
    assert again.changed.text() == "6 rows changed place (F5)"
    QTest.mouseClick(again.changed, Qt.MouseButton.LeftButton)
    assert beds(again) == before[::-1]
    assert again.changed.isHidden()


def test_order_follows_once_the_row_is_let_go(page: BoardPage, still_ward: Ward) -> None:
    """Esc lets the chosen row go: from then on the worst lead again."""
    before = beds(page)
    page.table.selectRow(1)
    turn_round(still_ward)
    assert beds(page) == before

    QTest.keyClick(page.table, Qt.Key.Key_Escape)

    assert beds(page) == before[::-1]
    assert page.changed.isHidden()


def board_of(window: MainWindow) -> BoardPage:
    """Return the board in front."""
    page = window.page
    assert isinstance(page, BoardPage)
    return page


def test_a_minute_on_a_full_ward_is_one_change_of_one_column(
    page: BoardPage, still_ward: Ward
) -> None:
    """24 countdowns move and Qt is told once, of nothing but their cells."""
    rows = page.model.rows
    page.model.show(
        tuple(dataclasses.replace(rows[n % 7], admission_id=AdmissionId(n)) for n in range(24))
    )
    told: list[tuple[int, int]] = []
    page.model.dataChanged.connect(lambda one, two, *_r: told.append((one.column(), two.column())))

    still_ward.clock.advance(minutes=1)
    still_ward.station.ticked.emit(still_ward.clock.now())

    assert told == [(DUE, DUE)]


def test_below_the_rows_one_admits_and_finds_who_left(
    qtbot: QtBot, page: BoardPage, still_ward: Ward, navigation: Navigation
) -> None:
    """Free beds lead to the admission, who left in the last 24 hours to that page."""
    gone = dataclasses.replace(
        still_ward.station.snapshot.charts[AdmissionId(1)].subject,
        id=AdmissionId(900),
        discharged_at=still_ward.clock.now() - timedelta(hours=3),
    )
    left = dataclasses.replace(still_ward.station.snapshot, left=(gone,))
    still_ward.station.show(left, still_ward.station.answers)
    page.refresh()
    qtbot.waitUntil(page.below.left[900].isVisible)

    assert page.below.left[900].text() == "05 陈伟 Chen Wei (11:00)"
    QTest.mouseClick(page.below.free, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.below.left[900], Qt.MouseButton.LeftButton)

    assert navigation.went == [("show_admit",), ("show_patient", AdmissionId(900))]
    still_ward.station.show(
        snapshot(still_ward.station.snapshot.charts), still_ward.station.answers
    )
    page.refresh()
    assert page.below.left == {}


def test_full_ward_in_compact_rows_needs_the_line_below(page: BoardPage, still_ward: Ward) -> None:
    """Few patients leave room for it in either density."""
    page.density.setChecked(True)
    assert page.below.isVisible()

    page.model.show(())
    rows = [
        dataclasses.replace(s, admission=dataclasses.replace(s.admission, id=AdmissionId(n)))
        for n in range(24)
        for s in (still_ward.station.answers[n % 7],)
    ]
    still_ward.station.show(
        snapshot({s.admission.id: Chart(s.admission, ()) for s in rows}), tuple(rows)
    )
    page.refresh()

    assert not page.below.isVisible()


def test_due_soon_counts_no_patient_whose_checks_are_paused(
    page: BoardPage, still_ward: Ward
) -> None:
    """Whoever is at the scanner is not waited for; the row says that it is paused."""
    paused = dataclasses.replace(
        due(Check.VITALS, 5, DueState.PAUSED), paused_until=NOW + timedelta(minutes=5)
    )
    before = page.counts["soon"].number
    first = dataclasses.replace(still_ward.station.answers[0], due=(paused,))
    still_ward.station.answers = (first, *still_ward.station.answers[1:])
    page.refresh()

    assert page.counts["soon"].number == before
    page.show_only("soon")
    assert first.admission.bed.name not in beds(page)
