"""Text wraps to any width, loses nothing, and is refused where it cannot be drawn."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.errors import Unavailable
from cart_ward.i18n import use_language
from cart_ward.reports import styles
from cart_ward.reports.text import Run, Text, clean, flowing, strong, text, whole, wrapped
from tests.reports.papers import squeezed

WRITTEN = st.text(
    alphabet=st.sampled_from("abc XYZ 0123456789.,;:()（）。，、王芳体温复查血培养℃%·-/\u00a0"),
    min_size=1,
    max_size=120,
)


def lines(block: Text, width: float) -> list[str]:
    """Return the printed lines as words."""
    return ["".join(segment.text for segment in line) for line in block.printed(width)]


@given(WRITTEN, st.floats(min_value=12, max_value=300))
def test_nothing_is_lost_and_nothing_sticks_out(written: str, width: float) -> None:
    """Every character but spaces is printed, in order, and no line is wider than its column."""
    printed = wrapped((Run(written),), width)

    kept = "".join(segment.text for line in printed for segment in line)
    assert squeezed(kept) == squeezed(clean(written))
    for line in printed:
        used = "".join(s.text for s in line).rstrip(" ")
        assert styles.regular().width(used, styles.body()) <= width + 0.1


def test_number_and_unit_stay_together() -> None:
    """A space that does not break keeps 580 and mg on one line."""
    found = lines(text("tocilizumab dose 580\u00a0mg at 10:40"), 70)

    assert any("580\u00a0mg" in line for line in found)


def test_a_space_that_does_not_break_holds_chinese_too() -> None:
    """The unit of a number is not parted from it because it is written in characters."""
    found = lines(text("男，61\u00a0岁，男，61\u00a0岁"), 60)

    assert [line.count("61\u00a0岁") for line in found] == [1, 1]


def test_a_whole_run_moves_to_the_next_line_if_it_fits_there() -> None:
    """It is not parted where a line holds it, and parted by words where none does."""
    facts = flowing([whole("full code"), whole("no known allergies")], " ")

    assert lines(text(facts), 90) == ["full code ", "no known allergies"]
    assert lines(text(facts), 60) == ["full code no ", "known ", "allergies"]


def test_a_large_number_in_even_lines_takes_no_more_room() -> None:
    """The lines of a table row stay level with those of its neighbours."""
    number = Run("05", bold=True, size=styles.KEY)

    even = text(number, "axi-cel", even=True)

    assert even.height(100) == text("05", "axi-cel").height(100)
    assert text(number, "axi-cel").height(100) > even.height(100)


def test_chinese_breaks_between_characters_but_not_before_punctuation() -> None:
    """A line never begins with a closing mark and never ends with an opening one."""
    found = lines(text("患者今日体温正常，无发热（口温），明日复查血培养。"), 63)

    assert len(found) > 2
    assert not any(line[0] in "，。）" or line.rstrip()[-1] == "（" for line in found)


def test_a_word_wider_than_the_column_goes_on_below() -> None:
    """A long word is broken by characters instead of being cut off."""
    found = lines(text("Lymphohistiozytose-Verdachtsdiagnose"), 50)

    assert squeezed("".join(found)) == "Lymphohistiozytose-Verdachtsdiagnose"
    assert len(found) > 1


def test_bold_borrows_rare_characters_from_the_full_font() -> None:
    """A character that bold lacks is drawn in the full font, its neighbours stay bold."""
    (line,) = text(strong("王䶮")).printed(200)

    (other,) = text(strong("䶮王")).printed(200)

    assert [(s.font, s.text) for s in line] == [(styles.BOLD, "王"), (styles.REGULAR, "䶮")]
    assert [(s.font, s.text) for s in other] == [(styles.REGULAR, "䶮"), (styles.BOLD, "王")]


def test_a_character_without_a_glyph_refuses_the_sheet() -> None:
    """Nothing is printed as an empty box: the error names the character and the text."""
    with pytest.raises(Unavailable) as refused:
        text("see picture \U0001f600").height(200)

    assert refused.value.code == "sheet.missing_glyph"
    assert "U+1F600" in str(refused.value.facts["character"])
    assert "see picture" in str(refused.value.facts["where"])


def test_line_breaks_of_a_note_are_kept() -> None:
    """A note of three lines is printed as three."""
    assert lines(text("one\ntwo\r\nthree"), 200) == ["one", "two", "three"]


def test_signs_without_a_shape_are_left_out() -> None:
    """Marks that only steer a screen (zero width, direction, tab) do not reach paper."""
    assert clean("a\u200bb\u202ac\td\ufeff") == "abcd"


def test_a_decomposed_name_is_drawn_composed() -> None:
    """A letter and its accent typed apart are one glyph on paper."""
    assert clean("Zoe\u0308") == "Zoë"


@pytest.mark.parametrize(
    ("language", "size"), [pytest.param("en", 10.0, id="en"), pytest.param("zh_CN", 10.5, id="zh")]
)
def test_body_type_is_ten_points_or_wu_hao(language: str, size: float) -> None:
    """The body is 10 pt, in Chinese 10.5 pt."""
    with use_language(language):
        assert styles.body() == size


def test_a_block_can_be_cut_between_its_lines() -> None:
    """The part that fits and the rest together are the whole."""
    block = text(" ".join(f"word{n}" for n in range(60)))

    head, rest = block.cut(120, 50)

    assert head.height(120) <= 50
    assert lines(head, 120) + lines(rest, 120) == lines(block, 120)


@pytest.mark.parametrize("odd", [pytest.param("", id="empty"), pytest.param("   ", id="blank")])
def test_an_empty_text_takes_no_room(odd: Any) -> None:
    """Empty strings are left out, blanks print nothing."""
    assert text(odd).height(100) == 0
