"""The ten ICE items as they are asked; what was not asked stays not recorded."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cart_ward.clinical import ice
from cart_ward.clinical.observed import IceAssessment
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts
from cart_ward.ui.widgets.flow import FlowLayout
from cart_ward.ui.widgets.number_field import caption
from cart_ward.ui.widgets.toggle import Toggle

_MOST_HINT = 60
"""How much of the sentence the hint shows; the paper holds all of it."""


class IceFields(QWidget):
    """Five rows of items. Signal: `edited()`."""

    edited = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.toggles: dict[str, Toggle] = {}
        self.counts: dict[tuple[str, ...], QLabel] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._add(
            _("Orientation"),
            _("Year, month, city, hospital"),
            {"year": _("Year"), "month": _("Month"), "city": _("City"), "hospital": _("Hospital")},
        )
        self._add(
            _("Naming"),
            _("Point to three objects"),
            {"object_1": _("Clock"), "object_2": _("Pen"), "object_3": _("Button")},
        )
        self._add(
            _("Following a command"),
            _("For example “show me two fingers”"),
            {"command": _("Followed")},
        )
        self._add(_("Writing"), _sentence_hint(sentence), {"writing": _("Sentence written")})
        self._add(
            _("Attention"), _("Count backwards from 100 by 10"), {"attention": _("Completed")}
        )

    def _add(self, label: str, hint: str, items: Mapping[str, str]) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        head = caption(label, hint)
        head.setFixedWidth(260)
        row.addWidget(head)
        holder = QWidget()
        flow = FlowLayout(holder, spacing=8)
        for name, text in items.items():
            toggle = Toggle(text, name=f"ice_{name}")
            toggle.changed.connect(self._on_changed)
            self.toggles[name] = toggle
            flow.addWidget(toggle)
        row.addWidget(holder, 1)
        count = theme.role(QLabel(), "hint")
        self.counts[tuple(items)] = count
        row.addWidget(count)
        self._rows.addLayout(row)
        self._show_counts()

    def body(self, language: str, *, interpreter: bool | None) -> IceAssessment:
        """Return the items as recorded."""
        items = {name: toggle.value() for name, toggle in self.toggles.items()}
        return IceAssessment(
            **items, total=None, tool="ICE", language=language, interpreter=interpreter
        )

    def is_empty(self) -> bool:
        """Tell whether no item was recorded."""
        return all(toggle.value() is None for toggle in self.toggles.values())

    def open_items(self) -> list[str]:
        """Return the items not recorded yet."""
        return [name for name in ice.ITEMS if self.toggles[name].value() is None]

    def first(self) -> QWidget:
        """Return the first item."""
        return self.toggles["year"]

    def draft(self) -> dict[str, object]:
        """Return the items."""
        return {name: toggle.value() for name, toggle in self.toggles.items()}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put the items back."""
        for name, toggle in self.toggles.items():
            toggle.set_value(drafts.flag(draft.get(name)))
        self._show_counts()

    def _on_changed(self) -> None:
        self._show_counts()
        self.edited.emit()

    def _show_counts(self) -> None:
        for names, label in self.counts.items():
            values = [self.toggles[name].value() for name in names]
            points = sum(value is True for value in values)
            if None in values:
                label.setText(
                    _("{points} of {most}, not complete").format(points=points, most=len(values))
                )
            else:
                label.setText(_("{points} of {most}").format(points=points, most=len(values)))


def _sentence_hint(sentence: str) -> str:
    if not sentence:
        return _("The same sentence as before the infusion; the paper is kept")
    return _("Same sentence as at the baseline: “{sentence}”").format(
        sentence=sentence[:_MOST_HINT]
    )
