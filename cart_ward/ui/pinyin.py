"""How Chinese characters are read, in pinyin without tones: the one place that asks the dictionary.

To be asked off the GUI thread: the dictionary is loaded when first asked, and that takes its time.
"""

import os
from collections.abc import Callable
from functools import cache

Read = Callable[[str], tuple[str, ...]]


def readings(character: str) -> tuple[str, ...]:
    """Return every reading of a character, the usual one first; ü is spelled v."""
    return _table()(character)


def spelled(words: str) -> str:
    """Return words by the usual reading of each character; what has none stays as it is."""
    return "".join((readings(character) or (character,))[0] for character in words)


@cache
def _table() -> Read:
    # Without its table of phrases it loads in a fraction of the time; names are no phrases.
    for setting in ("PYPINYIN_NO_PHRASES", "PYPINYIN_NO_DICT_COPY"):
        os.environ.setdefault(setting, "true")
    import pypinyin  # noqa: PLC0415 - a dictionary; off the GUI thread

    def read(character: str) -> tuple[str, ...]:
        found = pypinyin.pinyin(
            character, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore"
        )
        return tuple(found[0]) if found else ()

    return read
