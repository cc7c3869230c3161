"""Nothing on the board is cut: the longest words there are, both languages, every size of type."""

import dataclasses
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.graded import NOT_ASSESSED, Graded
from cart_ward.clinical.news2 import Asked, Score
from cart_ward.clinical.observed import CapdAssessment
from cart_ward.clinical.people import AdmissionId, Bed, BedId, Name
from cart_ward.clinical.schedule import DueState
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Check, Oxygen, Scale
from cart_ward.ui import theme
from cart_ward.ui.board import delegate as painting
from cart_ward.ui.board.model import COLUMNS, DUE
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.main_window import SMALLEST
from cart_ward.ui.widgets import due_clock
from tests.fakes import NOW
from tests.ui.clipping import clipped, cut_off
from tests.ui.frame import Frame, build_frame
from tests.ui.ward import (
    NURSE,
    Navigation,
    Ward,
    admission,
    chart,
    doses,
    due,
    entry,
    full_ward,
    snapshot,
    status,
    story,
)

CAPD = CapdAssessment(
    eye_contact=4,
    purposeful=4,
    aware=4,
    communicates=4,
    restless=4,
    inconsolable=4,
    underactive=4,
    slow=4,
    total=None,
    language="zh",
)

SIZES = (QSize(1366, 768), QSize(1440, 900))


def partial(points: int) -> Score:
    """Return a NEWS2 that is at least so many points."""
    return Score(
        points={"rr": points},
        missing=("acvpu",),
        total=None,
        single_parameter_3=False,
        band=None,
        min_monitoring=None,
    )


def longest_rows() -> tuple[PatientStatus, ...]:
    """Return patients with the longest of everything that a ward really charts."""
    stays = [admission(number) for number in range(7)]
    stays[0] = replace(stays[0], product=replace(stays[0].product, code="brexu-cel"))
    venturi = chart(
        stays[0], "39.1", systolic=188, diastolic=102, pulse=188, spo2=100,
        oxygen=Oxygen.VENTURI, oxygen_flow=Decimal(15),
    )  # fmt: skip
    blow_by = chart(stays[1], "38.9", oxygen=Oxygen.BLOW_BY, oxygen_flow=Decimal(15))
    silent = chart(stays[2], "36.9", oxygen=None)
    child = chart(stays[3], "40.2")
    signed = replace(story(Scale.CRS, 1), confirmed=None)
    late = (
        due(Check.GRADE, -12 * 60 - 59, DueState.VERY_OVERDUE),
        due(Check.FLUID_BALANCE, -47 * 60 - 59, DueState.MISSED, 12),
        due(Check.NEURO, -119, DueState.VERY_OVERDUE),
        due(Check.LABS, 59 * 24, DueState.NOT_DUE),
        due(Check.GRADE, -59, DueState.OVERDUE),
        due(Check.VITALS, -59, DueState.OVERDUE),
        replace(
            due(Check.FLUID_BALANCE, 5, DueState.PAUSED), paused_until=NOW + timedelta(hours=2)
        ),
    )
    rows = (
        status(venturi, day=134, weight=Decimal("172.4"), course=doses(4, next_in=9),
               crs=Graded(grade=4, missing=("x",)), crs_story=signed),
        status(blow_by, course=doses(9, 47, next_in=None), icans=Graded(grade=3, missing=("x",))),
        status(silent, course=doses(47, next_in=-40), weight=None,
               news2=partial(12), news2_asked=Asked(score=partial(12), since=NOW)),
        status(child, capd=entry(stays[3], CAPD, NOW, 9), ice=None, score=32, score_before=20),
        status(chart(stays[4], "36.6"), score=0, score_before=10, news2=partial(0),
               news2_asked=Asked(score=partial(17), since=NOW)),
        status(Chart(stays[5], ()), crs=NOT_ASSESSED, icans=NOT_ASSESSED, news2=None, ice=None,
               score=None, weight=None, day=None),
        status(chart(stays[6], "36.6"), course=doses(2, next_in=30), news2=partial(0)),
    )  # fmt: skip
    shown = [dataclasses.replace(r, due=(late[n],)) for n, r in enumerate(rows)]
    # Twice, so that there is a scroll bar beside comfortable rows.
    again = (
        replace(r, admission=replace(r.admission, id=AdmissionId(r.admission.id + 50)))
        for r in shown
    )
    return (*shown, *again)


def put(ward: Ward, rows: tuple[PatientStatus, ...]) -> None:
    """Let these patients lie on the ward, with their charts."""
    charts = {
        r.admission.id: Chart(r.admission, () if r.vitals is None else (r.vitals,)) for r in rows
    }
    ward.station.show(snapshot(charts), rows)


def speak(qapp: QApplication, language: str, percent: int = 100) -> None:
    """Speak a language in a size of type."""
    i18n.set_language(language)
    theme.apply(qapp, replace(theme.LIGHT, sizes=theme.LIGHT.sizes.scaled(percent)))


@pytest.mark.parametrize("compact", [False, True], ids=["comfortable", "compact"])
@pytest.mark.parametrize("size", SIZES, ids=["1366", "1440"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_cell_is_cut(
    qtbot: QtBot,
    qapp: QApplication,
    still_ward: Ward,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    size: QSize,
    *,
    compact: bool,
) -> None:
    """Everything painted has the room it needs, in the practice frame and beside a scroll bar."""
    speak(qapp, language)
    put(still_ward, longest_rows())
    still_ward.station.facts = replace(still_ward.station.facts, practice=True)
    still_ward.station.sign_in(NURSE)
    frame = build_frame(still_ward.station)
    qtbot.addWidget(frame.window)
    frame.window.resize(size)
    frame.window.show()
    page = frame.window.page
    assert isinstance(page, BoardPage)
    page.density.setChecked(compact)
    QApplication.processEvents()
    QApplication.processEvents()
    cut: list[str] = []

    def note(words: str, font: QFont, width: int) -> str:
        need = QFontMetrics(font).horizontalAdvance(words)
        if need > width and words not in notes:
            cut.append(f"{words!r}: {need} in {width}")
        return words

    # A note may be long, and so may a name in Latin letters alone; its number is never cut.
    notes = {words for row in page.model.rows for words in (row.watch, row.who.main, row.who.brief)}
    monkeypatch.setattr(painting, "fitted", note)
    monkeypatch.setattr(
        due_clock, "elided", lambda words, font, width: note(words, font, int(width))
    )
    page.table.grab()

    assert cut == []


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("practice", [False, True])
def test_24_beds_stand_in_compact_rows_with_an_alarm(
    qtbot: QtBot, qapp: QApplication, still_ward: Ward, language: str, *, practice: bool
) -> None:
    """The whole window at 1366x768, the alarm bar in sight: no scrolling, nothing cut."""
    speak(qapp, language)
    full_ward(still_ward)
    crowd(still_ward, long=True)
    still_ward.station.facts = replace(still_ward.station.facts, practice=practice)
    still_ward.station.sign_in(NURSE)
    frame: Frame = build_frame(still_ward.station)
    qtbot.addWidget(frame.window)
    frame.window.resize(SMALLEST)
    frame.window.show()
    page = frame.window.page
    assert isinstance(page, BoardPage)
    page.density.setChecked(True)
    qtbot.waitUntil(lambda: page.table.verticalScrollBar().maximum() == 0)

    assert frame.window.size() == SMALLEST
    assert frame.window.alarms.isVisible()
    assert page.table.horizontalScrollBar().maximum() == 0
    last = page.table.visualRect(page.model.index(23, 0))
    assert page.table.viewport().rect().contains(last)
    assert clipped(frame.window) == []
    bar = frame.window.alarms
    assert bar.list.text().endswith("(19)") or bar.list.text().endswith("（19）")
    assert bar.words.toolTip() in ("", bar.words.accessibleName())
    assert bar.words.accessibleName() in bar.accessibleName()
    assert cut_off(frame.window) == []


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("practice", [False, True])
def test_six_patients_with_a_note_and_every_button_stand_on_the_smallest_screen(
    qtbot: QtBot, qapp: QApplication, still_ward: Ward, language: str, *, practice: bool
) -> None:
    """At 100 percent, an alarm above them: nothing scrolls and nothing has given way."""
    speak(qapp, language)
    full_ward(still_ward)
    crowd(still_ward)
    rows = still_ward.station.answers[:6]
    noted = {
        r.admission.id: chart(r.admission, "36.6", watch="Mother at the bedside") for r in rows
    }
    still_ward.station.show(snapshot(noted), rows)
    still_ward.station.facts = replace(still_ward.station.facts, practice=practice)
    still_ward.station.sign_in(NURSE)
    window = build_frame(still_ward.station).window
    qtbot.addWidget(window)
    window.resize(SMALLEST)
    window.show()
    page = window.page
    assert isinstance(page, BoardPage)
    qtbot.waitUntil(lambda: page.table.verticalScrollBar().maximum() == 0)

    assert window.alarms.isVisible()
    assert all(row.watch for row in page.model.rows)
    assert page.top.given_way() == ()
    assert cut_off(window) == []


@pytest.mark.parametrize("percent", [150, 200])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("practice", [False, True])
def test_three_patients_stand_on_the_smallest_screen_in_the_largest_type(
    qtbot: QtBot,
    qapp: QApplication,
    still_ward: Ward,
    language: str,
    percent: int,
    *,
    practice: bool,
) -> None:
    """With an alarm and a message above them: what is round the rows gives way, nothing is lost."""
    speak(qapp, language, percent)
    full_ward(still_ward)
    crowd(still_ward)
    still_ward.station.facts = replace(still_ward.station.facts, practice=practice)
    still_ward.station.sign_in(NURSE)
    window = build_frame(still_ward.station).window
    qtbot.addWidget(window)
    window.resize(SMALLEST)
    window.show()
    window.tell("Saved 14:05:41")
    page = window.page
    assert isinstance(page, BoardPage)
    qtbot.waitUntil(lambda: page.delegate.low)
    QApplication.processEvents()

    assert window.size() == SMALLEST
    assert window.alarms.isVisible()
    assert window.line.isVisible()
    whole = [
        number
        for number in range(page.model.rowCount())
        if page.table.viewport().rect().contains(_row_of(page, number))
    ]
    assert len(whole) >= 3
    for button in (page.counts["late"], page.counts["soon"], page.record):
        assert button.isVisible()
    hidden = {page.admit, page.handover, page.density, page.far_button, page.counts["crs"]}
    assert {button for button in hidden if button.isHidden()} <= set(page.top.given_way())
    assert page.model.rows[0].watch in page.model.index(0, 1).data()
    assert clipped(window) == []
    assert cut_off(window) == []


def _row_of(page: BoardPage, number: int) -> QRect:
    """Return where the cells stand that name a row: bed, patient and what is due."""
    shown = page.table.visualRect(page.model.index(number, 0))
    for column in (1, DUE):
        shown = shown.united(page.table.visualRect(page.model.index(number, column)))
    return shown


LONG = Name(
    family_zh="阿不都热西提",
    given_zh="买买提明依明",
    family_latin="Wolfeschlegelsteinhausenbergerdorff",
    given_latin="Hubert Blaine Maximilian",
)


def crowd(ward: Ward, *, long: bool = False) -> None:
    """Fill 24 beds, the first with a high alarm and two more with medium ones.

    A `long` one: of a long name, said in many words, and 18 more patients wait.
    """
    rows = []
    for number in range(24):
        model = ward.station.answers[number % 7]
        bed = Bed(id=BedId(number + 1), name=f"{number + 1:02d}")
        stay = replace(model.admission, id=AdmissionId(100 + number), bed=bed)
        priority = {0: Priority.HIGH, 3: Priority.MEDIUM, 9: Priority.MEDIUM}.get(number)
        fall = long and number == 0
        if long and 0 < number < 19:
            priority = Priority.MEDIUM
        if fall:
            stay = replace(stay, patient=replace(stay.patient, name=LONG))
        alarm = Alarm(
            key=str(number),
            admission_id=stay.id,
            priority=priority or Priority.LOW,
            code="alarm.ice_fall" if fall else "alarm.overdue.vitals",
            since=NOW - timedelta(minutes=40),
            facts={"before": 10, "now": 5} if fall else {"late": timedelta(minutes=40)},
            answered=priority is None,
        )
        rows.append(replace(model, admission=stay, alarms=(alarm,)))
    ward.station.show(snapshot({r.admission.id: Chart(r.admission, ()) for r in rows}), tuple(rows))


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_rows_and_columns_grow_with_the_type(
    qtbot: QtBot,
    qapp: QApplication,
    still_ward: Ward,
    navigation: Navigation,
    language: str,
    percent: int,
) -> None:
    """At 200 percent every row is twice as high and every column has its room; it may scroll."""
    speak(qapp, language, percent)
    full_ward(still_ward)
    page = BoardPage(still_ward.station, navigation)
    qtbot.addWidget(page)
    page.resize(1278, 690)
    page.show()
    qtbot.waitExposed(page)

    line = QFontMetrics(theme.font(theme.current().sizes.small)).height()
    for number in range(page.model.rowCount()):
        assert page.table.rowHeight(number) >= (52 if page.delegate.low else 58) * percent // 100
    for number, column in enumerate(COLUMNS[:-1]):
        assert page.table.columnWidth(number) >= column.width * percent // 100 - 2
    assert page.table.horizontalHeader().height() >= line * 0.9
    beside = page.table.columnViewportPosition(DUE) + page.table.columnWidth(DUE)
    assert beside <= page.table.viewport().width(), "what is due is seen without scrolling"
    page.density.setChecked(True)
    assert page.table.rowHeight(0) == round(24 * percent / 100)
    assert page.table.rowHeight(0) >= line * 0.9
    assert clipped(page) == []


def test_size_of_type_changes_while_the_board_is_shown(
    qtbot: QtBot, qapp: QApplication, still_ward: Ward, navigation: Navigation
) -> None:
    """Rows, columns and head follow at once."""
    full_ward(still_ward)
    page = BoardPage(still_ward.station, navigation)
    qtbot.addWidget(page)
    page.resize(1278, 900)
    page.show()

    speak(qapp, "en", 150)

    qtbot.waitUntil(lambda: page.table.rowHeight(2) == 87)
    assert page.table.horizontalHeader().height() == 36
