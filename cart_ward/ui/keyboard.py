"""Every key of the program passes here first: scans, keys of one letter, and input methods.

An input method that is composing owns the keyboard: no shortcut works until it is done.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTextEdit,
    QWidget,
)

from cart_ward.ui import keys
from cart_ward.ui.scanner import GS, Press, Scanner
from cart_ward.ui.widgets.number_field import PASSED_ON, NumberEdit

if TYPE_CHECKING:
    from cart_ward.ui.main_window import MainWindow

_Type, _Key, _Modifier = QEvent.Type, Qt.Key, Qt.KeyboardModifier

WATCHED = frozenset(
    {
        *(_Type.KeyPress, _Type.KeyRelease, _Type.ShortcutOverride),
        *(_Type.InputMethod, _Type.MouseButtonPress),
    }
)

ACTS = frozenset({_Type.KeyPress, _Type.MouseButtonPress, _Type.Wheel, _Type.TouchBegin})
"""What somebody does at the station; a move of the mouse is only a sign that somebody is there."""

USES = ACTS | {_Type.MouseMove}

MODIFIERS = frozenset(
    {
        *(_Key.Key_Shift, _Key.Key_Control, _Key.Key_Alt, _Key.Key_Meta, _Key.Key_AltGr),
        *(_Key.Key_CapsLock, _Key.Key_NumLock),
    }
)

ENDS = frozenset({_Key.Key_Return, _Key.Key_Enter, _Key.Key_Tab})
"""Keys with which a reader ends a code."""

COMMANDS = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier

TEXTS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
"""Widgets in which letters are text."""


class Keyboard(QObject):
    """The filter over all key presses of the program.

    Signals: `scanned(str)` with a code that was read, `scan_broken()` when only a part of one was,
    `used(bool)` at each sign that somebody is there: True for a key or a press.
    `letters` is a setting of the station: whether keys of one letter work.
    """

    scanned = Signal(str)
    scan_broken = Signal()
    used = Signal(bool)

    def __init__(self, window: "MainWindow", *, letters: bool = True) -> None:
        super().__init__(window)
        self._window, self._letters = window, letters
        self._composing = self._passing = False
        self._owed: set[int] = set()
        self._entered: QPushButton | None = None
        self._timer = QTimer(self, singleShot=True)
        self._scanner: Scanner[QKeyEvent] = Scanner(self, self.scanned.emit, self.scan_broken.emit)
        self._timer.timeout.connect(self._scanner.timed_out)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            app.focusObjectChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Look at what is typed before anybody else does."""
        kind = event.type()
        if kind in USES:
            self.used.emit(kind in ACTS)
        if kind not in WATCHED:
            return False
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
        elif not isinstance(event, QKeyEvent):
            self._let_go()
        elif kind == _Type.ShortcutOverride:
            return self._overrides(watched, event)
        elif isinstance(watched, QWindow):
            return self._at_window(event)
        elif kind == _Type.KeyPress and isinstance(watched, QWidget):
            return self._at_widget(watched, event)
        return False

    # ---- the port of the scanner

    def wait(self, milliseconds: int) -> None:
        """Call the scanner after so long."""
        self._timer.start(milliseconds)

    def stop_waiting(self) -> None:
        """Do not call it."""
        self._timer.stop()

    def pass_on(self, key: QKeyEvent) -> None:
        """Give a key to the window that has the keys, as if it had come now."""
        self._owed.discard(key.key())
        to = QGuiApplication.focusWindow() or self._window.windowHandle()
        if to is not None:
            self._passing = True
            QCoreApplication.sendEvent(to, key)
            self._passing = False

    # ---- what comes in

    def _on_focus(self, _object: object) -> None:
        self._composing = False

    def _let_go(self) -> None:
        if self._scanner.waiting:
            self._scanner.let_go()

    def _overrides(self, watched: QObject, event: QKeyEvent) -> bool:
        """Let no shortcut work over an input method; what was typed before it comes first."""
        if self._composing:
            event.accept()
            return True
        if not _may_be_scanned(event):
            self._let_go()
        return self._undoes(watched, event)

    def _undoes(self, watched: QObject, event: QKeyEvent) -> bool:
        """Take undo from a field whose page undoes as a whole: two histories would cross."""
        standard = QKeySequence.StandardKey
        act = next((a for a, k in (("undo", standard.Undo), ("redo", standard.Redo))
                    if event.matches(k)), None)  # fmt: skip
        if act is None or not isinstance(watched, QWidget):
            return False
        secret = isinstance(watched, QLineEdit) and watched.echoMode() != QLineEdit.EchoMode.Normal
        window = self._window
        key = next(key for key in keys.MAP if key.act == act)
        inside = window.page.isAncestorOf(watched)
        return inside and not secret and window.keys.way(key) is not None

    def _at_window(self, event: QKeyEvent) -> bool:
        """Hold a key back that may belong to a scan."""
        if self._passing or event.key() in MODIFIERS or self._is_elsewhere():
            return False
        up = event.type() == _Type.KeyRelease
        if up and event.key() in self._owed and not self._scanner.waiting:
            self._owed.discard(event.key())
            return True
        if self._composing or event.isAutoRepeat() or not _may_be_scanned(event):
            self._let_go()
            return False
        text = GS if _is_gs(event) else event.text()
        press = Press(
            key=_copy(event),
            text=text,
            at=event.timestamp(),
            ends=_ends(event),
            up=up,
        )
        taken = self._scanner.take(press)
        if taken and not up:
            self._owed.add(event.key())
        return taken

    def _is_elsewhere(self) -> bool:
        """Tell whether the keys go to another window of this kind; dialogues are ours."""
        active = QApplication.activeWindow()
        return isinstance(active, QMainWindow) and active is not self._window

    def _at_widget(self, widget: QWidget, event: QKeyEvent) -> bool:
        """Do what a key of one letter means on the page in front; Home and End go by rows."""
        if self._composing:
            return not event.text().isprintable() or bool(event.modifiers() & COMMANDS)
        if widget.window() is not self._window or QApplication.activePopupWidget() is not None:
            return False
        if event.modifiers() & COMMANDS:
            return False
        if event.key() in (_Key.Key_Return, _Key.Key_Enter) and self._pressed(widget, event):
            return True
        if isinstance(widget, QTableView) and event.key() in (_Key.Key_Home, _Key.Key_End):
            return _go_to_end(widget, last=event.key() == _Key.Key_End)
        return self._is_letter(widget, event)

    def _pressed(self, widget: QWidget, event: QKeyEvent) -> bool:
        """Press the button that Enter was meant for, if nothing up to the window wanted the key."""
        here = QApplication.focusWidget()
        if widget is here:
            self._entered = here if isinstance(here, QPushButton) else None
        # Elsewhere than on the way up, or gone on meanwhile: not the button that had the key.
        if widget is not self._window or self._entered is not here or not self._entered:
            return False
        if not event.isAutoRepeat():
            self._entered.click()
        self._entered = None
        return True

    def _is_letter(self, widget: QWidget, event: QKeyEvent) -> bool:
        key = self._window.keys.letter(event.text().upper())
        passes = isinstance(widget, NumberEdit) and event.key() in PASSED_ON
        if key is None or (isinstance(widget, TEXTS) and not passes):
            return False
        if self._window.keys.way(key) is None:
            return False
        if self._letters:
            self._window.keys.press(key)
        return True


def _may_be_scanned(event: QKeyEvent) -> bool:
    """Tell whether a reader may send this key."""
    if _is_gs(event):
        return True
    if event.modifiers() & COMMANDS:
        return False
    if _ends(event):
        return not event.modifiers() & _Modifier.ShiftModifier
    return event.key() in MODIFIERS or (len(event.text()) == 1 and event.text().isprintable())


def _ends(event: QKeyEvent) -> bool:
    return event.key() in ENDS or event.text() in ("\r", "\n")


def _is_gs(event: QKeyEvent) -> bool:
    control = event.modifiers() & COMMANDS == _Modifier.ControlModifier
    return event.text() == GS or (control and event.key() == _Key.Key_BracketRight)


def _copy(event: QKeyEvent) -> QKeyEvent:
    """Return an event of one's own: Qt's is gone once it was delivered."""
    made = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    made.setTimestamp(event.timestamp())
    return made


def _go_to_end(table: QTableView, *, last: bool) -> bool:
    """Choose the first or last row; a heading is none."""
    model, chosen = table.model(), Qt.ItemFlag.ItemIsSelectable
    order = range(model.rowCount())
    rows = (n for n in (reversed(order) if last else order) if model.index(n, 0).flags() & chosen)
    whole = table.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
    row = next(rows, None)
    if row is None or not whole:
        return False
    table.selectRow(row)
    table.scrollTo(model.index(row, 0))
    return True
