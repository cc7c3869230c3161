"""What is shown while the ward opens: a plain frame, then a sentence if it cannot open.

It needs nothing but Qt and the tokens, so that something is painted before the heavy libraries are
loaded.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QVBoxLayout, QWidget

from cart_ward.i18n import _
from cart_ward.ui.tokens import LIGHT, Tokens

SIZE = QSize(1440, 900)

ASIDE = 160
"""Pixels left and right of the sentence: no eye follows a line across the whole window."""


class Curtain(QMainWindow):
    """The frame before the ward is open. Signals: `painted()` once, `closing()`."""

    painted = Signal()
    closing = Signal()

    def __init__(self, tokens: Tokens = LIGHT) -> None:
        super().__init__()
        self._tokens = tokens
        self._was_painted = False
        self.setWindowTitle("CAR-T Ward")
        self.resize(SIZE)
        self.sentence = QLabel(_("Opening the ward ..."))
        self.sentence.setObjectName("opening_sentence")
        self.sentence.setAccessibleName(_("State of opening"))
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.leave = QPushButton(_("Close"))
        self.leave.setObjectName("opening_close")
        self.leave.setFixedSize(tokens.sizes.px(160), tokens.sizes.touch)
        self.leave.clicked.connect(self.close)
        self.leave.hide()
        page = QWidget()
        page.setStyleSheet(_sheet(tokens.page, tokens.ink, tokens))
        column = QVBoxLayout(page)
        column.setContentsMargins(ASIDE, 0, ASIDE, 0)
        column.addStretch(1)
        column.addWidget(self.sentence)
        column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._page = page
        self.setCentralWidget(page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that something is on the screen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """Say how far the practice ward is made."""
        percent = done * 100 // max(total, 1)
        words = _("Making the practice ward from published courses: {percent} %")
        self.sentence.setText(words.format(percent=percent))

    def show_page(self, page: QWidget) -> None:
        """Show something to fill in."""
        self._change_to(page)
        page.setFocus()

    def wait(self, sentence: str) -> None:
        """Say that something takes a moment."""
        self.sentence.setText(sentence)
        self._change_to(self._page)

    def _change_to(self, page: QWidget) -> None:
        if self.centralWidget() is not page:
            self.takeCentralWidget()
            self.setCentralWidget(page)
            page.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that whoever waited has left."""
        self.closing.emit()
        event.accept()

    def refuse(self, sentence: str) -> None:
        """Show on a red page why the ward cannot be opened."""
        self._change_to(self._page)
        high = self._tokens.high
        heading = self._tokens.sizes.heading
        self._page.setStyleSheet(_sheet(high.fill, high.text, self._tokens, heading))
        self.sentence.setText(sentence)
        self.leave.show()
        self.leave.setFocus()


def _sheet(ground: str, ink: str, tokens: Tokens, size: int = 0) -> str:
    size = size or tokens.sizes.title
    return (
        f"QWidget {{ background: {ground}; color: {ink}; font-size: {size}px; }}"
        f"QPushButton:focus {{ border: {tokens.sizes.ring}px solid {ink}; }}"
    )


class FirstPaint(QObject):
    """Watches a window for its first paint. Signal: `seen()` once, after that paint."""

    seen = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the paint and stop watching."""
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self.seen.emit()
        return super().eventFilter(watched, event)
