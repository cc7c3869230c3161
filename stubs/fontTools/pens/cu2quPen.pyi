"""The few parts of fontTools that building the fonts uses."""

from typing import Any

class Cu2QuPen:
    def __init__(
        self, other_pen: Any, max_err: float, *, reverse_direction: bool = ...
    ) -> None: ...
