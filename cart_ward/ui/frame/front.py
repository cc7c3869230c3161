"""What stands in front: the page, the sign-in page while locked, or a question before both."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cart_ward.ui.navigation import Page
from cart_ward.ui.sign_in import SignInPage


class Front(QStackedWidget):
    """One page at a time; while a question stands in front nothing but it reacts.

    Signal: `questioned()` when a question comes or goes.
    """

    questioned = Signal()

    def __init__(self, entrance: SignInPage, page: Page) -> None:
        super().__init__()
        self._entrance, self._page = entrance, page
        self._question: QWidget | None = None
        self.addWidget(entrance)
        self.addWidget(page)

    @property
    def question(self) -> QWidget | None:
        """The question in front, if there is one."""
        return self._question

    def take(self, page: Page) -> None:
        """Let another page take the place of the one in front."""
        old, self._page = self._page, page
        self.addWidget(page)
        self.removeWidget(old)
        old.deleteLater()

    def show_front(self, *, locked: bool) -> None:
        """Show what is to be in front, and give it the keys."""
        front = self._question or self._page
        self.setCurrentWidget(self._entrance if locked else front)
        if not locked:
            front.setFocus()
        elif (here := self.window().focusWidget()) is None or not self._entrance.isAncestorOf(here):
            self._entrance.begin()

    def ask(self, question: QWidget) -> None:
        """Put a question before everything else."""
        self.end_question()
        self._question = question
        self.addWidget(question)
        self.questioned.emit()

    def end_question(self) -> None:
        """Take the question away; the page behind it is as it was."""
        question, self._question = self._question, None
        if question is not None:
            self.removeWidget(question)
            question.deleteLater()
            self.questioned.emit()
