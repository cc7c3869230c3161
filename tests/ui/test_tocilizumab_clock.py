"""The clock was set forward: the page says why the dose is still held, and counts without it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.care import medication
from cart_ward.clinical.people import Role
from cart_ward.db.store import SqlStore
from cart_ward.errors import NotAllowed
from cart_ward.ui.tocilizumab.page import TocilizumabPage
from cart_ward.ui.tocilizumab.story import Stage
from tests.care.helpers import codes
from tests.fakes import FixedClock
from tests.ui.test_tocilizumab_page import Scene

NO_BREAK = "\u00a0"
"""Between a figure and its unit."""


@pytest.fixture
def scene(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Scene:
    """Return a patient whose dose began three hours ago, on a clock that says eight."""
    made = Scene(qtbot, store, clock)
    made.ward.deviation(made.patient, at=clock.now())
    clock.advance(hours=3)
    clock.turn(hours=5)
    return made


def next_order(scene: Scene) -> TocilizumabPage:
    """Open the order of the next dose."""
    page = scene.page(Role.PHYSICIAN)
    QTest.mouseClick(page.strip.boxes[Stage.ORDER], Qt.MouseButton.LeftButton)
    return page


@pytest.mark.parametrize(
    ("language", "said", "counts"),
    [
        (
            "en",
            (
                "jumped forward by 5 h",
                "Counted without the jump it is 22-Nov-2026 17:00",
                "when this clock shows 23-Nov-2026 03:00",
                "Compare this clock with another one",
                "call the physician",
            ),
            "in 5 h: the clock has jumped forward by 5 h since the last one",
        ),
        (
            "zh_CN",
            ("向前跳了 5 小时", "2026-11-22 17:00", "2026-11-23 03:00", "另一个时钟", "联系医生"),
            "还有 5 小时：上一剂之后时钟向前跳了 5 小时",
        ),
    ],
)
def test_the_page_says_why_the_dose_is_held_and_the_countdown_agrees(
    scene: Scene, language: str, said: tuple[str, ...], counts: str
) -> None:
    """By how much it jumped, what time it is without that, when, and what to do."""
    i18n.set_language(language)
    page = next_order(scene)
    form = scene.order(page)
    sentences = " ".join(page.checks.sentences())

    assert all(words in sentences for words in said)
    shown = page.course.next.text().replace(NO_BREAK, " ")
    assert counts in shown
    assert "03:00" in shown
    assert not form.sign_button.isEnabled()


def test_the_act_refuses_what_the_page_holds(scene: Scene) -> None:
    """Also without the page; five real hours later it is let through."""
    with pytest.raises(NotAllowed) as refusal:
        scene.ward.order(scene.patient)
    assert "INTERVAL_8H.clock" in codes(refusal)
    scene.clock.advance(hours=5)

    scene.ward.order(scene.patient)


def test_a_clock_put_right_needs_no_words(scene: Scene) -> None:
    """Back within the limit the plain sentence holds, for the plain eight hours."""
    scene.clock.turn(hours=-5)
    page = next_order(scene)
    scene.order(page)

    shown = page.course.next.text().replace(NO_BREAK, " ")
    assert shown == "Next dose not before 22:00, in 5 h."
    assert any("less than 8 h ago" in words for words in page.checks.sentences())


def test_a_dose_charted_while_the_clock_was_behind_holds_as_long(
    scene: Scene, clock: FixedClock
) -> None:
    """Set back, a dose, put right: the dose counts from when it was really given."""
    clock.turn(hours=-5)
    clock.advance(hours=5)
    clock.turn(hours=-5)
    scene.ward.deviation(scene.patient, at=clock.now())
    clock.turn(hours=5)
    clock.advance(hours=3)

    found = medication.rulings(
        scene.ward.desk(Role.PHYSICIAN), scene.ward.tocilizumab_order(scene.patient)
    )

    assert "INTERVAL_8H.clock" in {finding.code for finding in found}
    clock.advance(hours=5)
    scene.ward.order(scene.patient)
