"""The bar of the tour, at the bottom of the window: it takes its own room and covers nothing."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.widgets.announce import announce

GAP = 24
"""Pixels between "Skip" and "End": what leads on stands apart from what leaves."""


class TourBar(QFrame):
    """What to do now, how far one is, and the ways on: all by mouse and by the tab key."""

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "good_card")
        self.setObjectName("tour")
        self.count = theme.role(named(QLabel(), "tour_count"), "strong")
        self.words = theme.role(named(QLabel(wordWrap=True), "tour_words"), "body")
        self.take = theme.role(
            named(QPushButton(_("Take the tour, ten minutes")), "tour_take"), "secondary"
        )
        self.decline = theme.role(named(QPushButton(_("Not now")), "tour_decline"), "quiet")
        self.back = named(QPushButton(_("Back")), "tour_back")
        self.back.setAccessibleName(_("The step before"))
        self.skip = named(QPushButton(_("Skip")), "tour_skip")
        self.skip.setAccessibleName(_("Skip this step"))
        self.end = theme.role(named(QPushButton(_("End the tour")), "tour_end"), "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(10)
        row.addWidget(self.count)
        row.addWidget(self.words, 1)
        for button in (self.take, self.decline, self.back, self.skip):
            row.addWidget(button)
        row.addSpacing(GAP)
        row.addWidget(self.end)
        self.hide()

    def offer(self) -> None:
        """Offer the tour in one quiet line."""
        self._show("", _("New here? The tour leads once round the practice ward."))
        self._buttons(self.take, self.decline)

    def show_step(self, number: int, most: int, words: str) -> None:
        """Show what to do now, and say it to a reader once."""
        count = _("Step {number} of {most}").format(number=number, most=most)
        self._show(count, words)
        self._buttons(*((self.back,) if number > 1 else ()), self.skip, self.end)

    def show_end(self) -> None:
        """Say that it is over."""
        self._show(
            "",
            _(
                "That was the tour. F1 lists the keys of every page and offers the tour again;"
                " nothing you did here touches a real patient."
            ),
        )
        self._buttons(self.end)

    def _show(self, count: str, words: str) -> None:
        self.count.setText(count)
        self.count.setVisible(bool(count))
        self.words.setText(words)
        self.setAccessibleName(f"{count} {words}".strip())
        self.show()
        announce(self, words)

    def _buttons(self, *shown: QPushButton) -> None:
        for button in (self.take, self.decline, self.back, self.skip, self.end):
            button.setVisible(button in shown)
