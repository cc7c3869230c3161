"""Setup: the people, beds and rules of the ward, and what this station is set to.

Who may not do something sees the list, and a sentence that says who may.
"""

from dataclasses import dataclass

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from cart_ward.care import ward_lists
from cart_ward.care.changes import Changes
from cart_ward.care.ward_lists import WardLists
from cart_ward.errors import CartWardError
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts, saying
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.setup.beds import BedsPart
from cart_ward.ui.setup.part import Part
from cart_ward.ui.setup.rules import RulesPart
from cart_ward.ui.setup.staff import StaffPart
from cart_ward.ui.setup.station_part import StationPart
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.folding import page_margins


@dataclass
class Shown:
    """Which part was last in front, for the page is made anew with each language."""

    part: str = StaffPart.name


class SetupPage(Page):
    """Four parts, one at a time. The lists are read off the GUI thread, again after each change."""

    def __init__(self, station: Station, navigator: Navigator, shown: Shown | None = None) -> None:
        super().__init__()
        self._station, self._navigator = station, navigator
        self._shown = shown or Shown()
        self._left = False
        theme.role(self, "page")
        self.choice: ChoiceRow[str] = ChoiceRow(
            [
                (StaffPart.name, _("People")),
                (BedsPart.name, _("Beds")),
                (RulesPart.name, _("Rules")),
                (StationPart.name, _("This station")),
            ],
            allow_none=False,
            name="setup_parts",
        )
        self.choice.name_buttons(_("Part of the setup"))
        self.staff = StaffPart(station, navigator)
        self.beds = BedsPart(station, navigator)
        self.rules = RulesPart(station, navigator)
        self.here = StationPart(station)
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addWidget(self.choice)
        self.stack = QStackedLayout()
        whole.addLayout(self.stack, 1)
        # In its place first: a part put into a stack without one would be a window for a moment.
        for part in (self.staff, self.beds, self.rules, self.here):
            self.stack.addWidget(part)
        self.choice.chosen.connect(self.show_part)
        self.choice.left.connect(self._go_in)
        self._extent = self._reach()
        station.ward_changed.connect(self._on_ward_changed)
        self.show_part(self._shown.part)
        self.look()

    def title(self) -> str:
        """Return the heading of the frame."""
        return _("Setup")

    def show_part(self, name: str) -> None:
        """Show one of the parts."""
        parts: dict[str, QWidget] = {part.name: part for part in self._parts()}
        parts[StationPart.name] = self.here
        self._shown.part = name
        self.choice.set_value(name)
        self.stack.setCurrentWidget(parts[name])
        self.begin_at(parts[name])

    def look(self) -> None:
        """Read the lists."""
        self._station.ask(ward_lists.look, self._on_read, self._on_failed)

    def draft(self) -> dict[str, object]:
        """Return what was typed and not signed, part by part; never a PIN."""
        typed = {part.name: held for part in self._parts() if (held := part.draft())}
        return {"part": self._shown.part, "parts": typed} if typed else {}

    def restore(self, draft: dict[str, object]) -> None:
        """Put drafts back."""
        typed = drafts.part(draft, "parts")
        for part in self._parts():
            if part.name in typed:
                part.restore(drafts.part(typed, part.name))
        shown = drafts.text(draft.get("part"))
        if shown in {part.name for part in self._parts()}:
            self.show_part(shown)

    def take_badge(self, number: str) -> bool:
        """Take the number of a scanned badge where a form asks for one."""
        return self._shown.part == StaffPart.name and self.staff.take_badge(number)

    def leave(self) -> None:
        """Stop listening."""
        self._left = True
        for part in self._parts():
            part.leave()

    def _parts(self) -> tuple[Part, ...]:
        return self.staff, self.beds, self.rules

    def _go_in(self) -> None:
        self.setFocus()

    def _on_read(self, lists: WardLists) -> None:
        if self._left:
            return
        begun = self.hasFocus()
        for part in self._parts():
            part.show_lists(lists)
        if begun:
            self.setFocus()

    def _on_failed(self, error: CartWardError) -> None:
        if not self._left:
            words = saying.failure(error, self._station.zone)
            self._navigator.tell(words, good=False, here=True)

    def _reach(self) -> object:
        """Return what the lists depend on, so that they are read again only when it changes."""
        ward = self._station.snapshot
        versions = tuple(version for version, _protocol in ward.protocols.values())
        stays = tuple(chart.subject for chart in ward.charts.values())
        return ward.staff, ward.beds, ward.products, versions, stays

    def _on_ward_changed(self, changes: Changes) -> None:
        reach = self._reach()
        if not self._left and (reach != self._extent or "staff" in changes.kinds):
            self._extent = reach
            self.look()
