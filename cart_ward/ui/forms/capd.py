"""The eight CAPD items, from never to always; for children under 12 in place of ICE."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cart_ward.clinical import capd
from cart_ward.clinical.observed import CapdAssessment
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.number_field import caption

_GOOD_WHEN_OFTEN = frozenset({"eye_contact", "purposeful", "aware", "communicates"})
"""Items that count 4 for never; the others count 4 for always (CHOP)."""


def answers(item: str) -> list[tuple[int, str]]:
    """Return the points and words of an item, from never to always."""
    words = [_("Never"), _("Rarely"), _("Sometimes"), _("Often"), _("Always")]
    points = range(4, -1, -1) if item in _GOOD_WHEN_OFTEN else range(5)
    return list(zip(points, words, strict=True))


class CapdFields(QWidget):
    """Eight rows of five answers. Signal: `edited()`."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[str, ChoiceRow[int]] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(1)
        words = {
            "eye_contact": _("Makes eye contact with the caregiver"),
            "purposeful": _("Acts with purpose"),
            "aware": _("Is aware of the surroundings"),
            "communicates": _("Communicates needs and wants"),
            "restless": _("Is restless"),
            "inconsolable": _("Cannot be consoled"),
            "underactive": _("Is underactive, moves little while awake"),
            "slow": _("Takes long to respond"),
        }
        for item in capd.ITEMS:
            row = QHBoxLayout()
            head = caption(words[item])
            head.setFixedWidth(theme.px(260))
            choice: ChoiceRow[int] = ChoiceRow(answers(item), name=f"capd_{item}")
            choice.name_buttons(words[item])
            choice.chosen.connect(self.edited)
            choice.left.connect(self.focusNextChild)
            row.addWidget(head)
            row.addWidget(choice, 1)
            self.items[item] = choice
            rows.addLayout(row)

    def body(self, language: str) -> CapdAssessment:
        """Return the items as recorded."""
        items = {name: choice.value() for name, choice in self.items.items()}
        return CapdAssessment(**items, total=None, language=language)

    def values(self) -> list[int | None]:
        """Return the points of each item, None for one not recorded."""
        return [choice.value() for choice in self.items.values()]

    def is_empty(self) -> bool:
        """Tell whether no item was recorded."""
        return all(choice.value() is None for choice in self.items.values())

    def open_items(self) -> list[str]:
        """Return the items not recorded yet."""
        return [name for name, choice in self.items.items() if choice.value() is None]

    def first(self) -> QWidget:
        """Return the first item."""
        return self.items["eye_contact"]

    def draft(self) -> dict[str, object]:
        """Return the items."""
        return {name: choice.value() for name, choice in self.items.items()}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put the items back."""
        for name, choice in self.items.items():
            points = draft.get(name)
            known = isinstance(points, int) and not isinstance(points, bool) and 0 <= points <= 4
            choice.set_value(points if known and isinstance(points, int) else None)
