"""The one door for banners and questions: never a box that blocks, and tests listen here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cart_ward.errors import CartWardError
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.forms import saying


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A sentence for the message line; `good` is False for what needs a second look.

    What is only about the page in front (`here`) goes when that page goes.
    """

    sentence: str
    good: bool = True
    here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question with a named button for the act (never a bare "yes") and one to stay."""

    title: str
    text: str
    act: str
    stay: str
    danger: bool = False


def sentence(error: CartWardError, zone: tzinfo) -> str:
    """Return what happened, what is safe and what to do next; an unknown code still says so."""
    if wording.knows(error.code):
        return saying.failure(error, zone)
    return _(
        "Not done ({code}). Nothing was changed. Try again, or chart on paper and tell the"
        " charge nurse."
    ).format(code=error.code)


class Messages(QObject):
    """Signals: `told(Message)` for the message line, `asked(Question)` as a question opens."""

    told = Signal(object)
    asked = Signal(object)

    def tell(self, words: str, *, good: bool = True, here: bool = False) -> None:
        """Show a sentence in the message line; with `here` as long as the page in front stays."""
        self.told.emit(Message(sentence=words, good=good, here=here))

    def ask(self, parent: QWidget, question: Question, agreed: Callable[[], None]) -> "Asking":
        """Open a question over `parent`, without waiting; `agreed` is called on the act."""
        asking = Asking(question, parent)
        asking.accepted.connect(agreed)
        asking.open()
        self.asked.emit(question)
        return asking


class Asking(QDialog):
    """A question, shown and not waited for."""

    def __init__(self, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(question.title)
        text = theme.role(QLabel(question.text), "body")
        text.setWordWrap(True)
        self.act = QPushButton(question.act)
        theme.role(self.act, "danger" if question.danger else "primary")
        self.stay = theme.role(QPushButton(question.stay), "secondary")
        self.act.clicked.connect(self.accept)
        self.stay.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.stay)
        # Dangerous beside safe keeps a gap (ux 3).
        buttons.addSpacing(24)
        buttons.addStretch()
        buttons.addWidget(self.act)
        layout = QVBoxLayout(self)
        layout.addWidget(theme.role(QLabel(question.title), "title"))
        layout.addWidget(text)
        layout.addLayout(buttons)
        self.setMinimumWidth(theme.px(480))
        self.stay.setFocus()
        self.finished.connect(self.deleteLater)
