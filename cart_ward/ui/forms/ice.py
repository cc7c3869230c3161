"""The ten ICE items as they are asked; what was not asked stays not recorded."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
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


FIRST, ATTENTION = 162, 250
"""Widths in pixels of the captions: of the left groups, as of the rows below, and of the right."""


class IceFields(QWidget):
    """The items in three rows, in the order in which they are asked. Signal: `edited()`.

    How to ask stands under the caption where it fits, and always as its tool tip.
    """

    edited = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.toggles: dict[str, Toggle] = {}
        self.counts: dict[tuple[str, ...], QLabel] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(1)
        self._add(self._orientation())
        self._add(self._naming(), self._command())
        self._add(
            self._single(
                _("Writing"),
                _sentence_hint(sentence),
                ("writing", _("Sentence written")),
                FIRST,
            ),
            self._single(
                _("Attention"),
                _("Count backwards from 100 by 10"),
                ("attention", _("Completed")),
                ATTENTION,
            ),
        )
        self._show_counts()

    def _orientation(self) -> QWidget:
        items = {
            "year": _("Year"),
            "month": _("Month"),
            "city": _("City"),
            "hospital": _("Hospital"),
        }
        return self._counted(_("Orientation"), _("Year, month, city, hospital"), items)

    def _naming(self) -> QWidget:
        items = {"object_1": _("Clock"), "object_2": _("Pen"), "object_3": _("Button")}
        return self._counted(_("Naming"), _("Point to three objects"), items)

    def _command(self) -> QWidget:
        """Return the item with its name on it: a caption more would not fit beside the objects."""
        items = {"command": _("Following a command")}
        return self._group(QWidget(), _("For example “show me two fingers”"), items)

    def _add(self, *groups: QWidget) -> None:
        # Where text is large a row goes on in the next one.
        holder = QWidget()
        row = FlowLayout(holder, spacing=8)
        for group in groups:
            row.addWidget(group)
        self._rows.addWidget(holder)

    def _counted(self, label: str, hint: str, items: Mapping[str, str]) -> QWidget:
        """Return a group of several items; its points stand under the caption once all are in."""
        head = caption(label, " ", width=theme.px(FIRST))
        count = head.findChildren(QLabel)[-1]
        self.counts[tuple(items)] = count
        return self._group(head, hint, items)

    def _single(self, label: str, hint: str, item: tuple[str, str], width: int) -> QWidget:
        """Return a group of one item."""
        small = QFontMetrics(theme.font(theme.current().sizes.small))
        room = theme.px(width)
        shown = hint if small.horizontalAdvance(hint) <= room else ""
        return self._group(caption(label, shown, width=room), hint, dict([item]))

    def _group(self, head: QWidget, hint: str, items: Mapping[str, str]) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        head.setToolTip(hint)
        row.addWidget(head)
        answers = QWidget()
        flow = FlowLayout(answers, spacing=8)
        row.addWidget(answers, 1)
        for name, text in items.items():
            toggle = Toggle(text, name=f"ice_{name}")
            toggle.setToolTip(hint)
            toggle.setAccessibleDescription(hint)
            toggle.changed.connect(self._on_changed)
            self.toggles[name] = toggle
            flow.addWidget(toggle)
        return holder

    def set_touch(self, *, large: bool) -> None:
        """Make the items as large as a gloved finger wants, or as an ordinary target."""
        for toggle in self.toggles.values():
            toggle.set_touch(large=large)

    def body(self, language: str, *, interpreter: bool | None) -> IceAssessment:
        """Return the items as recorded."""
        items = {name: toggle.value() for name, toggle in self.toggles.items()}
        return IceAssessment(
            **items, total=None, tool="ICE", language=language, interpreter=interpreter
        )

    def values(self) -> list[bool | None]:
        """Return the answers, None for an item not asked."""
        return [toggle.value() for toggle in self.toggles.values()]

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
        """Count a group only once it is complete: an item not asked is no wrong answer."""
        for names, label in self.counts.items():
            values = [self.toggles[name].value() for name in names]
            points = sum(value is True for value in values)
            known = None not in values
            label.setText(
                _("{points} of {most}").format(points=points, most=len(values)) if known else ""
            )
            label.setVisible(known)


def _sentence_hint(sentence: str) -> str:
    if not sentence:
        return _("The same sentence as before the infusion; the paper is kept")
    return _("Same sentence as at the baseline: “{sentence}”").format(
        sentence=sentence[:_MOST_HINT]
    )
