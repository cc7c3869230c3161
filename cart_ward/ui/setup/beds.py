"""The beds of the ward: who lies there, which are free, and which are out of use."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from cart_ward.care import ward_setup
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.ward_lists import WardLists
from cart_ward.care.ward_setup import MOST_BEDS
from cart_ward.clinical.people import Bed
from cart_ward.i18n import _, ngettext
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.signing import Missing, required
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.setup.part import Part, SetupForm
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line

ADD = "add"


class AddBedsForm(SetupForm):
    """The first bed and how many: 13 and 4 are the beds 13, 14, 15 and 16."""

    def __init__(self, station: Station) -> None:
        super().__init__(station, ADD, _("Add beds"), _("Add beds"))
        self.first = LineField("bed_name", _("Name or number of the first bed"))
        self.count = LineField("bed_count", _("How many beds"))
        self.count.set_text("1")
        self.preview = line("", "strong")
        for widget in (
            line(_("Several beds are numbered on from the first one: 13, 14, 15.")),
            row(self.first, self.count),
            self.preview,
        ):
            self.body.addWidget(widget)
        self.first.edited.connect(self.touched)
        self.count.edited.connect(self.touched)
        self.edited.connect(self._preview)

    def kept(self) -> tuple[LineField, ...]:
        """Return the first bed; how many alone is no draft."""
        return (self.first,)

    def first_field(self) -> QWidget:
        """Return the name."""
        return self.first

    def signs_at_enter(self) -> QWidget:
        """Return the count: it comes last."""
        return self.count.line

    def field_of(self, name: str) -> LineField | None:
        """Return the field a refusal is about."""
        return self.first if name == "name" else None

    def names(self) -> tuple[str, ...]:
        """Return the names of the beds, as far as they can be read."""
        count = self._count()
        if not self.first.text() or count is None:
            return ()
        if count == 1:
            return (self.first.text(),)
        found = re.fullmatch(r"(.*?)([0-9]+)", self.first.text())
        if found is None:
            return ()
        start, width = int(found[2]), len(found[2])
        return tuple(f"{found[1]}{n:0{width}d}" for n in range(start, start + count))

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = []
        if not self.first.text():
            found.append((self.first, required(self.first.label)))
        if self._count() is None:
            words = _("How many beds: a number from 1 to {most}.").format(most=MOST_BEDS)
            found.append((self.count, words))
        elif self.first.text() and not self.names():
            words = _("To number on, the name of the first bed must end in a number.")
            found.append((self.first, words))
        return tuple(found)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act."""
        names = self.names()
        self.said = ngettext(
            "Bed {beds} is on the board: somebody can be admitted there.",
            "Beds {beds} are on the board: somebody can be admitted there.",
            len(names),
        ).format(beds=", ".join(names))
        return partial(ward_setup.add_beds, names=names)

    def _count(self) -> int | None:
        text = self.count.text()
        fits = text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_BEDS
        return int(text) if fits else None

    def _preview(self) -> None:
        names = self.names()
        words = ngettext("Adds bed {beds}.", "Adds beds {beds}.", len(names))
        self.preview.setText(words.format(beds=", ".join(names)) if names else "")


class BedsPart(Part):
    """The list of beds."""

    name = "beds"

    def __init__(self, station: Station, navigator: Navigator) -> None:
        super().__init__(station, navigator, _("Beds"))
        self.add = None
        if self.may("add_beds"):
            self.add = self.head_button("add_beds", _("Add beds"), ADD)
        else:
            self.explain(
                _("A charge nurse or an administrator adds beds and takes them out of use.")
            )

    def rows(self, lists: WardLists) -> tuple[tuple[str, str], ...]:
        """Return each bed and who lies there."""
        return tuple((str(bed.id), _told(bed, lists)) for bed in lists.beds)

    def make_form(self, address: str) -> SetupForm | None:
        """Return the form that adds beds."""
        return AddBedsForm(self.station) if address == ADD and self.may("add_beds") else None

    def open_row(self, _key: str) -> None:
        """Go to what can be done with a bed."""
        if button := next(iter(self.ways.values()), None):
            button.setFocus()

    def show_ways(self, key: str) -> None:
        """Offer to take a free bed out of use or a closed one into use; else say why not."""
        self.say("")
        lists = self.lists
        bed = next((b for b in lists.beds if str(b.id) == key), None) if lists else None
        if bed is None or lists is None or not self.may("close_bed"):
            return
        if not bed.active:
            words = _("Take bed {bed} into use").format(bed=bed.name)
            self.offer("open_bed", words, partial(self._open, bed))
        elif bed.id in lists.lies:
            words = _("Bed {bed} is taken: it goes out of use once nobody lies there.")
            self.say(words.format(bed=bed.name))
        else:
            words = _("Take bed {bed} out of use").format(bed=bed.name)
            self.offer("close_bed", words, partial(self._close, bed))

    def _open(self, bed: Bed) -> None:
        said = _("Bed {bed} is in use again: somebody can be admitted there.")
        self.do_now(partial(ward_setup.open_bed, bed_id=bed.id), said.format(bed=bed.name))

    def _close(self, bed: Bed) -> None:
        said = _("Bed {bed} is out of use: nobody is admitted there. Its past stays.")
        self.do_now(partial(ward_setup.close_bed, bed_id=bed.id), said.format(bed=bed.name))


def _told(bed: Bed, lists: WardLists) -> str:
    if not bed.active:
        return _("Bed {bed} · out of use").format(bed=bed.name)
    stay = lists.lies.get(bed.id)
    if stay is None:
        return _("Bed {bed} · free").format(bed=bed.name)
    return _("Bed {bed} · {name}").format(bed=bed.name, name=stay.patient.name.both)
