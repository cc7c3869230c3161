"""Blocks keep what they hold: rows stay whole, only one higher than a page is cut."""

from pathlib import Path

import pytest

from cart_ward.clinical.vocabulary import Scale
from cart_ward.errors import Unavailable
from cart_ward.reports import page, styles
from cart_ward.reports.blocks import Badge, Group, Row, Space
from cart_ward.reports.text import Text, text
from cart_ward.runtime import paths


def row(words: int) -> Row:
    """Return a row of two cells, one of them long."""
    long = " ".join(f"word{n}" for n in range(words))
    return Row([(Badge(Scale.CRS, 2), text("short")), (text(long),)], [1, 1])


def test_blocks_flow_onto_pages_whole() -> None:
    """A row that does not fit the rest of a page begins the next one."""
    rows = [row(10) for _ in range(10)]

    pages = page.flow(rows, 200, 200)

    assert [block for placed in pages for block, _ in placed] == rows
    for placed in pages:
        assert all(down + block.height(200) <= 200 for block, down in placed)


def test_a_row_higher_than_a_page_is_cut_between_lines() -> None:
    """Every part fits, and the words of all parts are the words of the row."""
    long = row(300)

    parts = long.parts(200, 150)

    said = [
        segment.text.strip()
        for part in parts
        for block in part.cells[1]
        if isinstance(block, Text)
        for line in block.printed(92)
        for segment in line
    ]
    assert all(part.height(200) <= 150 for part in parts)
    assert " ".join(said).split() == [f"word{n}" for n in range(300)]


def test_a_group_higher_than_a_page_falls_into_its_rows() -> None:
    """Rows that belong together are parted only where one page cannot hold them."""
    group = Group([row(30), row(30)])
    high = group.height(200)

    together = page.flow([group], 200, high)
    apart = page.flow([group], 200, high - 1)

    assert [len(placed) for placed in together] == [1]
    assert len(apart) == 2


def test_what_cannot_be_cut_is_not_cut() -> None:
    """Where not even one line fits, the row stays whole instead of vanishing."""
    small = row(3)

    assert small.parts(200, 5)[-1].cells == small.cells


def test_an_empty_ward_is_one_page() -> None:
    """Nothing to place is still a page to sign."""
    assert page.flow([], 200, 200) == [[]]
    assert Space(3).height(200) == 3


def test_a_missing_font_is_a_clear_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program without its fonts says which file is missing."""
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)

    with pytest.raises(Unavailable) as refused:
        styles.regular.__wrapped__()

    assert refused.value.code == "sheet.no_font"
    assert refused.value.facts["file"] == "CartWardSans-Regular.ttf"


@pytest.mark.parametrize("grade", range(5))
def test_the_digit_stands_out_from_its_badge(grade: int) -> None:
    """Digit and fill differ by a contrast of at least 4.5 to 1, printed in grey."""
    shade = styles.SHADES[grade]

    def luminance(colour: object) -> float:
        channel = float(getattr(colour, "red", 0.0))
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    dark, light = sorted((luminance(shade.fill), luminance(shade.digit)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_no_two_grades_look_the_same() -> None:
    """Fill or border tells any two grades apart."""
    looks = {(s.fill.red, s.border) for s in styles.SHADES.values()}

    assert len(looks) == len(styles.SHADES)
