"""The few parts of fontTools that building the fonts uses."""

from collections.abc import Iterable
from typing import Any

from fontTools.ttLib import TTFont

class Options:
    drop_tables: list[str]
    def __init__(self, **kwargs: Any) -> None: ...

class Subsetter:
    def __init__(self, options: Options | None = ...) -> None: ...
    def populate(self, *, unicodes: Iterable[int] = ...) -> None: ...
    def subset(self, font: TTFont) -> None: ...
