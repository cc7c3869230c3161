"""A frame round what scrolls while the keys scroll it: nobody sees a focus that has no look."""

from typing import TypeVar

from PySide6.QtWidgets import QScrollArea

from cart_ward.ui import theme

A = TypeVar("A", bound=QScrollArea)


def framed(area: A) -> A:
    """Let an area show that it has the focus; nothing moves when it does."""
    accent = theme.current().accent
    area.setStyleSheet(
        "QScrollArea { border: 2px solid transparent; }"
        f"QScrollArea:focus {{ border: 2px solid {accent}; border-radius: 6px; }}"
    )
    return area
