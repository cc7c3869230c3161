"""A record that cannot be relied on says so on every page, and the words do not go away."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from cart_ward.errors import Finding
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms import saying
from cart_ward.ui.station import StationFacts


class TroubleBar(QFrame):
    """Red, above everything else, hidden while the record is sound."""

    def __init__(self, facts: StationFacts) -> None:
        super().__init__()
        self._facts = facts
        self.setObjectName("trouble_bar")
        self.words = QLabel()
        self.words.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addWidget(self.words)
        theme.role(self, "alarm_high")
        self.hide()

    def show_trouble(self, trouble: tuple[Finding, ...]) -> None:
        """Show what stops the record, or nothing."""
        told = [_("READ ONLY. Chart on paper until this is put right.")]
        told += [saying.finding(finding, self._facts.zone) for finding in trouble]
        self.words.setText(" ".join(told))
        self.setAccessibleName(self.words.text())
        self.setVisible(bool(trouble))
