"""A number as typed at the bedside: refused if malformed, typed again if unlikely."""

from collections.abc import Callable
from datetime import UTC, tzinfo
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from cart_ward.errors import Finding, Level
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.widgets.leading import Leading
from cart_ward.ui.widgets.number_text import Malformed, as_typed, parse

Check = Callable[[Decimal | None], tuple[Finding, ...]]

PASSED_ON = frozenset({Qt.Key.Key_T, Qt.Key.Key_W, Qt.Key.Key_Question})
"""Keys of the page (observed time, why, help) that are no part of any number."""

CAPTION = 168
"""Width of the left column of a form row in pixels."""


def sentence(finding: Finding, zone: tzinfo = UTC) -> str:
    """Return the sentence of a finding, its times in the ward's zone."""
    return wording.say_in(zone, finding.code, finding.facts)


class NumberEdit(QLineEdit):
    """A line for digits: Enter goes on, the page's own letters pass through."""

    left = Signal()
    suggestion = ""
    """What the space bar fills in where nothing is typed yet."""

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
        if event.key() == Qt.Key.Key_Space and self.suggestion and not self.text():
            self.setText(self.suggestion)
            return
        super().keyPressEvent(event)


class NumberField(Leading):
    """One row: label and unit, the number, and what there is to say about it.

    Signals: `edited()` whenever what is typed changes, `left()` at Enter. `check` returns findings:
    a stop blocks signing, a warning (unlikely) asks for the number a second time. What is
    `abnormal` is coloured. Nothing typed here blocks any other field. A `bare` field is only the
    box: whoever lays it out places `last`, `again` and `remark`. Times in sentences are in `zone`.
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
        zone: tzinfo = UTC,
    ) -> None:
        super().__init__()
        self.name = name
        self._bare, self._abnormal, self._zone = bare, abnormal, zone
        self.label, self.unit = label, unit
        self._decimals, self._check = decimals, check
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
        self.begin_at(self.edit)
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
            edit.setFixedSize(theme.px(150), theme.px(44))
            edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            edit.setStyleSheet(self._sheet())
            theme.role(edit, "value")
            if edit is self.edit or not self._bare:
                row.addWidget(edit)
        self.again.setPlaceholderText(_("again"))
        self.again.hide()
        theme.role(self.last, "hint")
        self.last.setWordWrap(True)
        self.last.hide()
        self.remark.setWordWrap(True)
        self.remark.hide()
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

    def suggest(self, text: str | None) -> None:
        """Show a number in grey that the space bar takes over; never one that was measured."""
        self.edit.suggestion = text or ""
        self.edit.setPlaceholderText(text or "")

    def set_last(self, text: str) -> None:
        """Show the last known value beside the field."""
        self.last.setText(text)
        self._show_last()

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show findings that come from elsewhere: from a second field, or from a refused act."""
        if findings != self._given:
            self._given = findings
            self._show()

    def look_again(self) -> None:
        """Check the number anew: what it is checked against has changed."""
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
        self.again.setVisible(self._is_unlikely())
        self._show_last()
        role, lines = self._remarks()
        theme.role(self.remark, role)
        self.remark.setText("\n".join(lines))
        self.remark.setVisible(bool(lines))
        theme.role(self.edit, role if lines else "value")
        self.edit.setStyleSheet(self._sheet(abnormal=self._is_abnormal()))
        self.edit.setAccessibleDescription(" ".join(lines))

    def _show_last(self) -> None:
        """Show the last value; the box for the second typing takes its place meanwhile."""
        self.last.setVisible(bool(self.last.text()) and self.again.isHidden())

    def _sheet(self, *, abnormal: bool = False) -> str:
        tokens = theme.current()
        colour = f"color: {tokens.abnormal};" if abnormal else ""
        room = "padding: 0px 5px;" if self._bare else ""
        return f"font-size: {tokens.sizes.value}px; font-weight: bold; {colour} {room}"

    def _remarks(self) -> tuple[theme.RoleName, list[str]]:
        malformed = self.malformed()
        if malformed is not None:
            return "error", [malformed_sentence(malformed, self.label, self._decimals)]
        findings = (*self.findings(), *self._given)
        lines = [sentence(f, self._zone) for f in findings]
        if self.waits_for_again() and not lines:
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


def caption(label: str, hint: str = "", *, width: int | None = None) -> QWidget:
    """Return the left column of a form row: the label and, smaller, its unit.

    Two lines that need no wrapping are together as high as a target, so that rows stay close.
    """
    width = theme.px(CAPTION) if width is None else width
    column = QWidget()
    column.setFixedWidth(width)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addStretch(1)
    sizes = theme.current().sizes
    layout.addWidget(_close(_wrapped(label, "strong"), theme.font(sizes.body, bold=True), width))
    if hint:
        layout.addWidget(_close(_wrapped(hint, "unit"), theme.font(sizes.small), width))
    layout.addStretch(1)
    return column


def _close(label: QLabel, font: QFont, width: int) -> QLabel:
    """Take away the air above and below a line that fits; the letters keep theirs."""
    if QFontMetrics(font).horizontalAdvance(label.text()) <= width:
        label.setWordWrap(False)
        label.setFixedHeight(-(-font.pixelSize() * 5 // 4))
        label.setAlignment(Qt.AlignmentFlag.AlignBottom)
    return label


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
