"""Because of CRS, or another cause? One row for each finding that is there, with its reason."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from cart_ward.care.observations import Tick
from cart_ward.clinical.vocabulary import AttributedFinding, Cause
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.forms.drafts import texts
from cart_ward.ui.forms.naming import named
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.flow import FlowLayout

REASON = 300
"""Least width in pixels of the line for another cause."""

_THERAPY = frozenset({AttributedFinding.CONSCIOUSNESS, AttributedFinding.OEDEMA})


def causes_of(finding: AttributedFinding) -> tuple[Cause, ...]:
    """Return the causes one may name: a tube for the airway only is a cause of oxygen alone."""
    if finding is AttributedFinding.HYPOXIA:
        return (Cause.CRS, Cause.OTHER, Cause.AIRWAY_ONLY)
    return (Cause.CRS, Cause.OTHER)


class CauseTick(QWidget):
    """The cause of one finding; without a choice it counts as due to the therapy."""

    edited = Signal()

    def __init__(self, finding: AttributedFinding) -> None:
        super().__init__()
        self.finding = finding
        word = wording.say(f"words.AttributedFinding.{finding.value}")
        self.cause: ChoiceRow[Cause] = ChoiceRow(
            [(cause, _cause_word(finding, cause)) for cause in causes_of(finding)],
            name=f"cause_{finding.value}",
        )
        for cause, button in self.cause.buttons.items():
            button.setAccessibleName(
                _("{finding}: {cause}").format(
                    finding=word, cause=wording.say(f"words.Cause.{cause.value}")
                )
            )
        self.reason = named(QLineEdit(), f"cause_reason_{finding.value}")
        self.reason.setPlaceholderText(_("Which other cause? Who says so?"))
        self.reason.setAccessibleName(_("Reason: {finding}").format(finding=word))
        self.reason.setMinimumWidth(theme.px(REASON))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(5)
        line.addWidget(self.cause)
        line.addWidget(self.reason)
        self.reason.hide()
        self.cause.chosen.connect(self._on_chosen)
        self.reason.textChanged.connect(self.edited)

    def tick(self) -> Tick | None:
        """Return the tick, or None where nobody said anything or the finding is not there."""
        cause = self.cause.value()
        if cause is None or self.isHidden():
            return None
        reason = "" if cause is Cause.CRS else self.reason.text().strip()
        return Tick(finding=self.finding, cause=cause, reason=reason)

    def lacks_reason(self) -> bool:
        """Tell whether another cause was named without a reason."""
        tick = self.tick()
        return tick is not None and tick.cause is not Cause.CRS and not tick.reason

    def put(self, cause: Cause | None, reason: str) -> None:
        """Show a cause and its reason."""
        self.cause.set_value(cause)
        self.reason.setText(reason)
        self.reason.setVisible(cause is not None and cause is not Cause.CRS)

    def _on_chosen(self, cause: Cause | None) -> None:
        other = cause is not None and cause is not Cause.CRS
        self.reason.setVisible(other)
        if other:
            self.reason.setFocus()
        self.edited.emit()


class Causes(QWidget):
    """The ticks of a form; only those of findings that are there are shown."""

    edited = Signal()

    def __init__(self, findings: Iterable[AttributedFinding]) -> None:
        super().__init__()
        self.ticks = {finding: CauseTick(finding) for finding in findings}
        flow = FlowLayout(self, spacing=4)
        for tick in self.ticks.values():
            flow.addWidget(tick)
            tick.edited.connect(self.edited)
        self.show_for(frozenset())

    def show_for(self, present: frozenset[AttributedFinding], *, tube: bool = False) -> None:
        """Ask only about what is there; whether a tube is for the airway only if there is one."""
        for finding, tick in self.ticks.items():
            tick.setVisible(finding in present)
            airway = tick.cause.buttons.get(Cause.AIRWAY_ONLY)
            if airway is not None:
                airway.setVisible(tube or airway.isChecked())
        self.setVisible(bool(present))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what the tab key reaches, in its order."""
        return tuple(
            stop
            for tick in self.ticks.values()
            for stop in (*tick.cause.buttons.values(), tick.reason)
        )

    def value(self) -> tuple[Tick, ...]:
        """Return the ticks that were set."""
        ticks = (tick.tick() for tick in self.ticks.values())
        return tuple(tick for tick in ticks if tick is not None)

    def missing(self) -> tuple[tuple[QWidget, str], ...]:
        """Return the reasons still asked for."""
        return tuple(
            (
                tick.reason,
                _("{finding}: say which other cause, and who says so.").format(
                    finding=wording.say(f"words.AttributedFinding.{finding.value}")
                ),
            )
            for finding, tick in self.ticks.items()
            if tick.lacks_reason()
        )

    def draft(self) -> dict[str, object]:
        """Return what was ticked."""
        return {
            finding.value: [tick.cause.value() or "", tick.reason.text()]
            for finding, tick in self.ticks.items()
            if tick.cause.value() is not None
        }

    def restore(self, draft: object) -> None:
        """Put ticks back."""
        if not isinstance(draft, dict):
            return
        for finding, tick in self.ticks.items():
            cause, reason = [*texts(draft.get(finding.value)), "", ""][:2]
            tick.put(Cause(cause) if cause in set(Cause) else None, reason)


def _cause_word(finding: AttributedFinding, cause: Cause) -> str:
    word = wording.say(f"words.AttributedFinding.{finding.value}")
    if cause is Cause.CRS and finding in _THERAPY:
        return _("{finding}: therapy").format(finding=word)
    if cause is Cause.CRS:
        return _("{finding}: CRS").format(finding=word)
    return _("Airway only") if cause is Cause.AIRWAY_ONLY else _("Other cause")
