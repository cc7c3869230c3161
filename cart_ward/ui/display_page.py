"""The page on which one chooses how the screens look: theme, text size, motion."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from cart_ward.i18n import N_, _
from cart_ward.runtime.settings import TEXT_PERCENTS
from cart_ward.ui import theme
from cart_ward.ui.display import Display
from cart_ward.ui.forms.charting import scrolled
from cart_ward.ui.forms.naming import named
from cart_ward.ui.navigation import Page
from cart_ward.ui.widgets.card import Card, line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.folding import large_text, page_margins

THEMES = (
    ("auto", N_("By the clock")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("contrast", N_("High contrast")),
)


class DisplayPage(Page):
    """Every choice is seen at once and holds for this station, whoever is signed in."""

    def __init__(self, display: Display) -> None:
        super().__init__()
        self._display = display
        theme.role(self, "page")
        look = display.look
        self.themes: ChoiceRow[str] = ChoiceRow(
            [(key, _(word)) for key, word in THEMES], allow_none=False, name="theme"
        )
        self.themes.name_buttons(_("Theme"))
        self.themes.set_value(look.theme)
        self.texts: ChoiceRow[int] = ChoiceRow(
            [(size, _("{percent} %").format(percent=size)) for size in TEXT_PERCENTS],
            allow_none=False,
            name="text_percent",
        )
        self.texts.name_buttons(_("Text size"))
        self.texts.set_value(look.text_percent)
        self.still = named(QCheckBox(_("Less motion: nothing flashes or slides")), "reduced_motion")
        self.still.setChecked(look.reduced_motion)
        self._lay_out()
        self.themes.chosen.connect(display.choose_theme)
        self.texts.chosen.connect(display.choose_text)
        self.still.toggled.connect(lambda on: display.choose_motion(reduced=on))
        self.setFocusProxy(self.themes)

    def _lay_out(self) -> None:
        rows = QVBoxLayout()
        for part in (
            line(_("Theme"), "strong"),
            self.themes,
            line(_("By the clock: dark from 20:00 to 07:00, light by day.")),
            line(_("Text size"), "strong"),
            self.texts,
            line(_("Keys, on every page: Ctrl + larger, Ctrl - smaller, Ctrl 0 as drawn.")),
            line(_("Motion"), "strong"),
            self.still,
            line(_("This holds for this station, whoever is signed in. Esc leads back.")),
        ):
            rows.addWidget(part)
        card = Card(_("Display"))
        if not large_text():
            card.setMaximumWidth(900)
        card.body.addWidget(scrolled(rows, gap=8), 1)
        middle = QHBoxLayout()
        middle.addWidget(card, 4)
        middle.addStretch(0 if large_text() else 1)
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addLayout(middle, 1)

    def title(self) -> str:
        """Return the heading of the frame."""
        return _("Display")
