"""What this station is set to, and how it is changed."""

from PySide6.QtWidgets import QVBoxLayout

from cart_ward.i18n import _, formats
from cart_ward.ui.forms.charting import scrolled
from cart_ward.ui.setup.part import tall_label
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card
from cart_ward.ui.widgets.focus_frame import framed
from cart_ward.ui.widgets.folding import page_margins
from cart_ward.ui.widgets.leading import Leading


class StationPart(Leading):
    """Settings that are read when the program starts: shown, and where they stand."""

    name = "station"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.card = Card(_("This station"))
        inside = QVBoxLayout()
        for words in _settings(station):
            inside.addWidget(tall_label(words))
        self.area = framed(scrolled(inside, gap=10))
        self.area.setFocusPolicy(self.focusPolicy().StrongFocus)
        self.area.setAccessibleName(_("Settings of this station"))
        self.card.body.addWidget(self.area, 1)
        column = QVBoxLayout(self)
        page_margins(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.begin_at(self.area)


def _settings(station: Station) -> list[str]:
    facts = station.facts
    letters = (
        _("Keys of one letter (V, N, T) work here: letter_keys = true.")
        if facts.letter_keys
        else _("Keys of one letter (V, N, T) are turned off here: letter_keys = false.")
    )
    found = [
        _("Ward: {name}. Time zone: {zone}.").format(name=facts.ward_name, zone=facts.zone),
        _("Name of this station in the audit log: {station}.").format(
            station=station.desk.actor.station
        ),
        _("It locks after {idle} without a key or a click: idle_minutes, from 1 to 15.").format(
            idle=formats.duration(facts.idle)
        ),
        letters,
        _("Theme, text size and motion are chosen at the top, the alarm sound at the bottom."),
    ]
    if facts.settings_file:
        words = _(
            "The other settings stand in the file {file}. To change one: close the program, change"
            " its line with a text editor, start again. A value that cannot be is refused at the"
            " start, with a sentence that names it. The time zone stays as it is once patients are"
            " charted."
        )
        found.append(words.format(file=facts.settings_file))
    return found
