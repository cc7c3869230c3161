"""Characters are read from one dictionary, for the search and for names that sound alike."""

from cart_ward.clinical.people import Name
from cart_ward.ui import pinyin
from cart_ward.ui.alike import spoken
from cart_ward.ui.palette.sounds import Sounds


def test_every_reading_is_known_the_usual_one_first() -> None:
    """Without tones; a letter that is no character has none."""
    assert pinyin.readings("单")[0] == "dan"
    assert "shan" in pinyin.readings("单")
    assert pinyin.readings("吕") == ("lv",)
    assert pinyin.readings("A") == ()


def test_words_are_spelled_by_the_usual_readings() -> None:
    """What is no character stays as it is."""
    assert pinyin.spelled("王芳") == "wangfang"
    assert pinyin.spelled("王A") == "wangA"


def test_search_and_likeness_read_alike() -> None:
    """One table: what is found as a name is compared as that name."""
    name = Name(family_zh="欧阳", given_zh="志远", family_latin="", given_latin="")
    syllables = [Sounds().of(character)[0] for character in name.chinese]

    assert spoken(name).letters == "".join(syllables) == pinyin.spelled(name.chinese)
