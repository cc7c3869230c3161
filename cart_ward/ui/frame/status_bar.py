"""The line at the bottom: what is on disk, the audit chain, the rules in force."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.i18n import _, formats, ngettext
from cart_ward.ui import theme
from cart_ward.ui.station import StationFacts


class StatusBar(QFrame):
    """What the ward may rely on, always in sight."""

    def __init__(self, facts: StationFacts) -> None:
        super().__init__()
        self._facts = facts
        theme.role(self, "bar")
        self.setFixedHeight(30)
        self.dot = theme.role(QLabel("●"), "good_small")
        self.saved = theme.role(QLabel(_("Nothing signed here yet")), "hint")
        self.chain = theme.role(QLabel(), "hint")
        self.rules = theme.role(QLabel(), "hint")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self.dot)
        layout.addWidget(self.saved)
        layout.addSpacing(16)
        layout.addWidget(self.chain)
        layout.addStretch()
        layout.addWidget(self.rules)
        self.dot.hide()

    def show_saved(self, at: datetime) -> None:
        """Say that the last act is on disk; called only after the commit."""
        self.dot.show()
        words = _("Saved {at}").format(at=formats.clock_seconds(at, self._facts.zone))
        self.saved.setText(words)

    def show_snapshot(self, snapshot: WardSnapshot) -> None:
        """Show the chain's length and the rules of the ward."""
        count = snapshot.audit_count
        words = ngettext(
            "Audit chain {head} · {count} line", "Audit chain {head} · {count} lines", count
        )
        self.chain.setText(words.format(head=snapshot.audit_head, count=f"{count:,}"))
        followed = {c.subject.protocol_version_id for c in snapshot.charts.values()}
        versions = [v for key, (v, _p) in snapshot.protocols.items() if key in followed]
        versions = versions or [v for v, _p in snapshot.protocols.values()][-1:]
        unsigned = any(not version.approved for version in versions)
        named = ", ".join(
            _("{name} {version}").format(name=v.name, version=v.version) for v in versions
        )
        said = (
            _("{rules}: rules not approved by this hospital")
            if unsigned
            else _("{rules} (approved)")
        )
        self.rules.setText(said.format(rules=named) if versions else "")
        theme.role(self.rules, "warn_small" if unsigned else "hint")
