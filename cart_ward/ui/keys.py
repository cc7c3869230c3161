"""The keyboard map: each key, what it does and on which pages it holds. There is no other list."""

from dataclasses import dataclass
from typing import Literal

from cart_ward.i18n import N_

FORMS = frozenset(
    {
        "vitals",
        "neuro",
        "tocilizumab",
        "drug",
        "stay",
        "call",
        "not_done",
        "grade",
        "amend",
        "admit",
    }
)
"""Pages on which something is typed and signed about one patient."""

SIGNED = FORMS | {"handover", "setup"}

READ = frozenset({"board", "patient", "alarms", "keys"})
"""Pages on which nothing is typed: there Ctrl+Z can only mean what was just signed."""

CHECKS = frozenset({"vitals", "neuro"})

TIMED = CHECKS | {"tocilizumab", "drug", "stay", "call", "not_done"}
"""Pages that may hold a time of observation."""

SIGN = ("Ctrl+Return", "Ctrl+Enter", "Alt+S")
"""What signs the form that has the focus; each form listens itself."""

Listens = Literal["window", "letter", "widget"]
"""Who listens: a shortcut of the window, the filter for letters, or the widget in focus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One line of the map.

    `act` names what it does: the page's `key_ways`, else the window, says how. `keys` are written
    as Qt writes them and the first is shown, unless `shown` says it better. `on` names the pages,
    none for all of them. A key that nobody answers on the page in front does not hold there. A key
    without `words` stands in the list with the one before it.
    """

    act: str
    keys: tuple[str, ...]
    words: str
    on: frozenset[str] = frozenset()
    listens: Listens = "window"
    shown: str = ""

    def holds_on(self, page: str) -> bool:
        """Tell whether the key may hold on a page."""
        return not self.on or page in self.on


def _letter(act: str, letter: str, words: str, on: frozenset[str]) -> Key:
    return Key(act=act, keys=(letter,), words=words, on=on, listens="letter")


def _widget(act: str, shown: str, words: str, on: frozenset[str], *keys: str) -> Key:
    return Key(act=act, keys=keys, words=words, on=on, listens="widget", shown=shown)


BOARD, PATIENT, HANDOVER = frozenset({"board"}), frozenset({"patient"}), frozenset({"handover"})

CHARGE = frozenset({"charge"})

NOT_DONE = frozenset({"not_done"})

OF_A_PAGE = (
    _widget("row_due", "Enter", N_("Record the check that is due"), BOARD),
    _widget("bed", N_("1–9, then Enter"), N_("Jump to a bed"), BOARD),
    _letter("row_vitals", "V", N_("Vital signs of the chosen row"), BOARD),
    _letter("row_neuro", "N", N_("Neuro check of the chosen row"), BOARD),
    _letter("row_tocilizumab", "T", N_("Tocilizumab of the chosen row"), BOARD),
    _letter("row_call", "C", N_("Call somebody for the chosen row"), BOARD),
    _letter("why", "W", N_("Why is this due? Not done, pause"), BOARD | PATIENT | CHECKS),
    _letter("page_vitals", "V", N_("Vital signs"), PATIENT),
    _letter("page_neuro", "N", N_("Neuro check"), PATIENT),
    _letter("page_tocilizumab", "O", N_("Tocilizumab"), PATIENT),
    _letter("page_drug", "D", N_("Drug given"), PATIENT),
    _letter("page_stay", "S", N_("Stay: weigh, move, discharge"), PATIENT),
    _letter("page_call", "C", N_("Call somebody for this patient"), PATIENT),
    _letter("page_entries", "E", N_("All entries, or the trend again"), PATIENT),
    _letter("answered_now", "A", N_("Answered now"), frozenset({"call"})),
    _letter("pause_off_ward", "O", N_("Pause: off the ward"), NOT_DONE),
    _letter("pause_imaging", "X", N_("Pause: imaging"), NOT_DONE),
    _letter("pause_procedure", "P", N_("Pause: procedure"), NOT_DONE),
    _letter("pause_dialysis", "D", N_("Pause: dialysis"), NOT_DONE),
    _letter("resume", "R", N_("Resume monitoring"), PATIENT | NOT_DONE),
    _letter("time", "T", N_("Another time of observation"), TIMED),
    _widget("sign", "Ctrl+Enter, Alt+S", N_("Sign what is typed"), SIGNED, *SIGN),
    _widget("next_field", "Enter", N_("Next field"), SIGNED),
    Key(act="save", keys=("Ctrl+S",), words=N_("Keep the draft now"), on=SIGNED),
    Key(act="undo", keys=("Ctrl+Z",), words=N_("Undo, before signing"), on=SIGNED),
    Key(act="undo_signed", keys=("Ctrl+Z",), words=N_("Undo what was just signed"), on=READ),
    Key(act="redo", keys=("Ctrl+Shift+Z", "Ctrl+Y"), words=N_("Redo"), on=SIGNED),
    Key(act="find", keys=("Ctrl+F",), words=N_("Search on this page"), on=BOARD | PATIENT),
    _widget("rows", "↑ ↓ Home End", N_("Row up, down, first, last"), BOARD | PATIENT | CHARGE),
    _widget("row_open", "Enter", N_("Go to where the chosen row is done"), CHARGE),
    Key(act="refresh", keys=("F5",), words=N_("Take over announced changes"), on=BOARD | CHARGE),
    Key(act="refresh", keys=("F5",), words=N_("Assemble the sheet again"), on=HANDOVER),
    Key(act="far", keys=("F11",), words=N_("Far board, and back"), on=BOARD),
)  # fmt: skip
"""Keys of one page or another, those of the page in front are listed first."""

GENERAL = (
    Key(act="palette", keys=("Ctrl+K",), words=N_("Find a patient, a bed or an action")),
    Key(act="chart_vitals", keys=("Ctrl+N",), words=N_("Record vitals of the chosen patient")),
    Key(act="chart_neuro", keys=("Ctrl+Shift+N",), words=N_("Neuro check of the chosen patient")),
    Key(act="tocilizumab", keys=("Alt+T",), words=N_("Tocilizumab of the chosen patient")),
    Key(act="grade", keys=("Alt+G",), words=N_("Confirm the CRS grade of the chosen patient")),
    Key(act="alarms", keys=("Alt+A",), words=N_("All alarms")),
    Key(act="handover", keys=("Alt+H",), words=N_("Accept the handover")),
    Key(act="print", keys=("Ctrl+P",), words=N_("Print the handover sheet")),
    Key(act="print_patient", keys=("Ctrl+Shift+P",), words=N_("Print the sheet of this patient")),
    Key(act="place_ward", keys=("Ctrl+1",), words=N_("Ward board")),
    Key(act="place_patient", keys=("Ctrl+2",), words=N_("Patient")),
    Key(act="place_tocilizumab", keys=("Ctrl+3",), words=N_("Tocilizumab")),
    Key(act="place_handover", keys=("Ctrl+4",), words=N_("Handover")),
    Key(act="place_team", keys=("Ctrl+5",), words=N_("Team and calls")),
    Key(act="place_charge", keys=("Ctrl+6",), words=N_("Charge nurse: what is open on the ward")),
    Key(act="place_setup", keys=("Ctrl+7",), words=N_("Setup: beds, staff, rules")),
    Key(act="place_health", keys=("Ctrl+8",), words=N_("Health: record, backup, clock, names")),
    Key(act="pane_next", keys=("F6",), words=N_("Next pane, the one before"), shown="F6, Shift+F6"),
    Key(act="pane_before", keys=("Shift+F6",), words=""),
    Key(act="larger", keys=("Ctrl++", "Ctrl+="), words=N_("Larger text")),
    Key(act="smaller", keys=("Ctrl+-",), words=N_("Smaller text")),
    Key(act="usual_size", keys=("Ctrl+0",), words=N_("Text as drawn")),
    Key(act="back", keys=("Esc",), words=N_("Back; what is typed is kept")),
    Key(act="lock", keys=("Ctrl+L",), words=N_("Lock now")),
    Key(act="switch", keys=("Ctrl+Shift+L",), words=N_("Let another person sign in")),
    Key(act="help", keys=("F1",), words=N_("This list"), shown=N_("F1 or ?")),
    Key(act="help", keys=("?",), words="", listens="letter"),
)
"""Keys that hold on every page."""

MAP = (*OF_A_PAGE, *GENERAL)


def shortcut_of(act: str) -> str:
    """Return the first key of an act, as it stands beside a word."""
    return next(key.keys[0] for key in MAP if key.act == act)
