"""The shipped fonts cover what their lists say, and sheets can tell them apart."""

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tools import build_fonts


@pytest.mark.parametrize("weight", list(build_fonts.WEIGHTS))
def test_the_shipped_font_covers_its_list(weight: str) -> None:
    """Every listed character, and no other, has a glyph."""
    shipped = build_fonts.SHIPPED / f"CartWardSans-{weight}.ttf"

    assert build_fonts.covered(shipped) == build_fonts.wanted(weight)


def test_rare_characters_of_names_are_in_the_regular_font() -> None:
    """Names outside GB 2312, one of them beyond the first plane, can be printed."""
    assert {0x4DAE, 0x36C3, 0x5803, 0x2CB4E} <= build_fonts.wanted("Regular")


def test_each_file_has_a_name_of_its_own_and_outlines_that_sheets_can_use() -> None:
    """Two fonts of one PostScript name would share outlines; only `glyf` can be embedded."""
    names = set()
    for path in sorted(build_fonts.SHIPPED.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            names.add(font["name"].getDebugName(6))
            assert "glyf" in font

    assert names == {"CartWardSans-Regular", "CartWardSans-Bold"}
    assert (build_fonts.SHIPPED / "OFL.txt").is_file()


def test_compare_finds_a_font_that_lost_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same fonts compare equal; Bold in place of Regular does not."""
    for path in build_fonts.SHIPPED.glob("*.ttf"):
        shutil.copy(path, tmp_path)

    assert build_fonts.compare(tmp_path) == 0
    shutil.copy(tmp_path / "CartWardSans-Bold.ttf", tmp_path / "CartWardSans-Regular.ttf")

    assert build_fonts.compare(tmp_path) == 1
    assert "lost" in capsys.readouterr().out
