"""A number as typed at the bedside: refused if malformed, typed again if unlikely."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cart_ward.errors import Finding, Level
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.widgets.number_text import Malformed, as_typed, parse

Check = Callable[[Decimal | None], tuple[Finding, ...]]

PASSED_ON = frozenset({Qt.Key.Key_T, Qt.Key.Key_W, Qt.Key.Key_Question})
"""Keys of the page (observed time, why, help) that are no part of any number."""


def sentence(finding: Finding) -> str:
    """Return the sentence of a finding."""
    return wording.say(finding.code, **finding.facts)


class NumberEdit(QLineEdit):
    """A line for digits: Enter goes on, the page's own letters pass through."""

    left = Signal()

    def event(self, event: QEvent, /) -> bool:
        """Leave the page's single-letter keys to the page."""
        if isinstance(event, QKeyEvent) and event.key() in PASSED_ON and not event.modifiers():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.ignore()
                return False
            if event.type() == QEvent.Type.KeyPress:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Go on at Enter."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.left.emit()
            return
        super().keyPressEvent(event)


class NumberField(QWidget):
    """One row: label and unit, the number, and what there is to say about it.

    Signals: `edited()` whenever what is typed changes, `left()` at Enter. `check` returns findings:
    a stop blocks signing, a warning (unlikely) asks for the number a second time. What is
    `abnormal` is coloured. Nothing typed here blocks any other field. A `bare` field is only the
    box: whoever lays it out places `last` and `remark`.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        *,
        label: str,
        unit: str,
        decimals: int,
        check: Check,
        abnormal: Callable[[Decimal], bool] | None = None,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self._bare, self._abnormal = bare, abnormal
        self._label, self._decimals, self._check = label, decimals, check
        self._given: tuple[Finding, ...] = ()
        self.setObjectName(name)
        self.edit = NumberEdit()
        self.again = NumberEdit()
        self.last = QLabel()
        self.remark = QLabel()
        self._lay_out(label, unit)
        self.edit.textChanged.connect(self._on_typed)
        self.again.textChanged.connect(self._on_again)
        self.edit.left.connect(self._on_left)
        self.again.left.connect(self.left)
        self.setFocusProxy(self.edit)
        self._show()

    def _lay_out(self, label: str, unit: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        if not self._bare:
            row.addWidget(caption(label, unit))
        for edit, name in (
            (self.edit, label),
            (self.again, _("{field}, again").format(field=label)),
        ):
            edit.setAccessibleName(f"{name}, {unit}" if unit else name)
            edit.setFixedSize(150, 44)
            edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            edit.setStyleSheet(_value_sheet())
            theme.role(edit, "value")
            row.addWidget(edit)
        self.again.setPlaceholderText(_("again"))
        self.again.hide()
        theme.role(self.last, "hint")
        self.last.hide()
        self.remark.setWordWrap(True)
        if not self._bare:
            row.addLayout(beside(self.last, self.remark), 1)

    def text(self) -> str:
        """Return exactly what was typed."""
        return self.edit.text()

    def again_text(self) -> str:
        """Return what was typed the second time."""
        return self.again.text()

    def value(self) -> Decimal | None:
        """Return the number; None where nothing or no number was typed."""
        parsed = parse(self.edit.text(), self._decimals)
        return None if isinstance(parsed, Malformed) else parsed

    def whole(self) -> int | None:
        """Return the number as a whole one; for fields without decimals."""
        value = self.value()
        return None if value is None else int(value)

    def set_value(self, value: Decimal | int | None) -> None:
        """Show a number."""
        self.set_text("" if value is None else as_typed(value, self._decimals))

    def set_text(self, text: str, again: str = "") -> None:
        """Show a text as typed, even one that is no number (a draft)."""
        self.edit.setText(text)
        self.again.setText(again)

    def set_last(self, text: str) -> None:
        """Show the last known value beside the field."""
        self.last.setText(text)
        self.last.setVisible(bool(text))

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show findings that come from elsewhere: from a second field, or from a refused act."""
        if findings != self._given:
            self._given = findings
            self._show()

    def malformed(self) -> Malformed | None:
        """Return what is wrong with the typed text, or None."""
        parsed = parse(self.edit.text(), self._decimals)
        return parsed if isinstance(parsed, Malformed) else None

    def findings(self) -> tuple[Finding, ...]:
        """Return what the check says about the number."""
        return () if self.malformed() is not None else self._check(self.value())

    def waits_for_again(self) -> bool:
        """Tell whether an unlikely number was not yet typed a second time."""
        return self._is_unlikely() and parse(self.again.text(), self._decimals) != self.value()

    def blocked(self) -> bool:
        """Tell whether this field keeps the form from being signed."""
        impossible = any(f.level is Level.STOP for f in (*self.findings(), *self._given))
        return self.malformed() is not None or impossible or self.waits_for_again()

    def _is_unlikely(self) -> bool:
        levels = [f.level for f in self.findings()]
        return Level.WARN in levels and Level.STOP not in levels

    def _is_abnormal(self) -> bool:
        value = self.value()
        return value is not None and self._abnormal is not None and self._abnormal(value)

    def _on_typed(self) -> None:
        self._given = ()
        self.again.clear()
        self._show()
        self.edited.emit()

    def _on_again(self) -> None:
        self._show()
        self.edited.emit()

    def _on_left(self) -> None:
        if self.waits_for_again():
            self.again.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()

    def _show(self) -> None:
        """Say in words, and by the frame, what there is to say."""
        unlikely = self._is_unlikely()
        self.again.setVisible(unlikely)
        role, lines = self._remarks()
        theme.role(self.remark, role)
        self.remark.setText("\n".join(lines))
        self.remark.setVisible(bool(lines))
        theme.role(self.edit, role if lines else "value")
        self.edit.setStyleSheet(_value_sheet(abnormal=self._is_abnormal()))
        self.edit.setAccessibleDescription(" ".join(lines))

    def _remarks(self) -> tuple[theme.RoleName, list[str]]:
        malformed = self.malformed()
        if malformed is not None:
            return "error", [malformed_sentence(malformed, self._label, self._decimals)]
        findings = (*self.findings(), *self._given)
        lines = [sentence(f) for f in findings]
        if self.waits_for_again():
            lines.append(_("Type the number again to keep it."))
        stopped = any(f.level is Level.STOP for f in findings)
        return ("error" if stopped else "warn"), list(dict.fromkeys(lines))


def beside(*labels: QLabel) -> QVBoxLayout:
    """Return the right column of a form row: what there is to say, in the middle of its height."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    for label in labels:
        column.addWidget(label)
    column.addStretch(1)
    return column


def caption(label: str, hint: str = "") -> QWidget:
    """Return the left column of a form row: the label and, smaller, its unit."""
    column = QWidget()
    column.setFixedWidth(168)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addStretch(1)
    layout.addWidget(_wrapped(label, "strong"))
    if hint:
        layout.addWidget(_wrapped(hint, "unit"))
    layout.addStretch(1)
    return column


def _value_sheet(*, abnormal: bool = False) -> str:
    tokens = theme.current()
    colour = f"color: {tokens.abnormal};" if abnormal else ""
    return f"font-size: {tokens.sizes.value}px; font-weight: bold; {colour}"


def _wrapped(text: str, role: theme.RoleName) -> QLabel:
    line = QLabel(text)
    line.setWordWrap(True)
    return theme.role(line, role)


def malformed_sentence(malformed: Malformed, label: str, decimals: int) -> str:
    """Return what to do about a text that is not a number."""
    if not malformed.too_fine:
        return _("{field}: “{typed}” is not a number. Type digits and at most one point.").format(
            field=label, typed=malformed.typed
        )
    if decimals == 0:
        return _("{field}: “{typed}” has decimals. Type a whole number.").format(
            field=label, typed=malformed.typed
        )
    return _("{field}: “{typed}” has too many decimals. Type at most {decimals}.").format(
        field=label, typed=malformed.typed, decimals=decimals
    )
