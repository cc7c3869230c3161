"""The bar on top: the title has its room, and what matters least gives way to it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.runtime.settings import Look
from cart_ward.ui import looks, theme
from cart_ward.ui.frame.top_bar import TopBar, folded
from cart_ward.ui.station import StationFacts
from tests.fakes import NOW
from tests.ui.clipping import clipped, cut_off
from tests.ui.ward import NURSE, ZONE, Ward

TITLES = (
    "CAR-T Ward · 3F East",
    "欧阳志远 Ouyang Zhiyuan · bed 08",
    "Tocilizumab · dose 1 of 4",
    "Stay: weight, bed, discharge",
)

Bar = Callable[..., TopBar]


@pytest.fixture
def bar(qtbot: QtBot, qapp: QApplication, still_ward: Ward) -> Iterator[Bar]:
    """Return what makes a bar of a practice ward in a width and a text size."""
    holders: list[QWidget] = []

    def made(width: int, percent: int, language: str = "en") -> TopBar:
        i18n.set_language(language)
        look = Look(theme="light", text_percent=percent)
        theme.apply(qapp, looks.worn(look, NOW, ZONE))
        holder = QWidget()
        holders.append(holder)
        qtbot.addWidget(holder)
        bar = TopBar(StationFacts(ward_name="3F East", practice=True, zone=ZONE))
        bar.setParent(holder)
        bar.show_person(still_ward.station.snapshot.staff[NURSE.staff_id])
        bar.show_time(NOW)
        bar.resize(width, bar.height())
        holder.show()
        return bar

    yield made
    holders.clear()


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_title_is_whole_in_every_size_of_text(
    bar: Bar, title: str, percent: int, language: str
) -> None:
    """In the width that 1366 pixels leave, the clock and the way out beside it."""
    shown = bar(1366 - 8 - 88 * percent // 100, percent, language)
    shown.show_title(title)
    QApplication.processEvents()

    assert shown.title.text() in (title, folded(title))
    assert shown.title.accessibleName() == title
    assert clipped(shown) == []
    assert cut_off(shown) == []
    for part in (shown.clock, shown.lock, shown.display, shown.practice, shown.person):
        assert part.isVisible()


def test_all_is_back_when_the_title_is_short_again(bar: Bar) -> None:
    """What gave way to a long title comes back with the next page."""
    shown = bar(1182, 200)
    shown.show_title("Stay: weight, bed, discharge")
    assert shown.title.text() == "Stay:\nweight, bed, discharge"
    assert shown.find_button.text() == "Find"

    shown.resize(2400, shown.height())
    shown.show_title("Keys")

    assert shown.find_button.text() == "Find  Ctrl K"
    assert shown.person.text().endswith("Nurse")
    assert all(button.isVisible() for button in shown.languages.values())
    assert shown.title.maximumWidth() > shown.width()


def test_of_a_name_without_end_the_beginning_and_the_bed_are_kept(bar: Bar) -> None:
    """It is cut in the middle, and the whole of it is one hover away."""
    title = f"{'Wolfeschlegelsteinhausen ' * 6}· bed 08"
    shown = bar(1182, 200)
    shown.show_title(title)

    assert shown.title.text().startswith("Wolfe")
    assert shown.title.text().endswith("bed 08")
    assert shown.title.toolTip() == title
    assert cut_off(shown) == []
