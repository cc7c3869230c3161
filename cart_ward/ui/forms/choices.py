"""One of a list that the ward keeps: free beds, products, protocol versions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.naming import named
from cart_ward.ui.patient.why import protocol_words
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.leading import Leading

Choices = tuple[tuple[int, str], ...]


class Choice(Leading):
    """A labelled list; nothing is chosen at first unless there is only one. Signal: `chosen`."""

    chosen = Signal()

    def __init__(self, name: str, label: str, options: Choices) -> None:
        super().__init__()
        self.label = label
        caption = theme.role(QLabel(label), "label")
        self.box = named(QComboBox(), name)
        self.box.setAccessibleName(label)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(12)
        caption.setBuddy(self.box)
        self.begin_at(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(caption)
        column.addWidget(self.box)
        column.addStretch(1)
        self.offer(options)
        self.box.currentIndexChanged.connect(self.chosen)

    def offer(self, options: Choices) -> None:
        """Show these options."""
        self.box.clear()
        self.box.addItem(_("Choose…") if options else _("None there"), None)
        for value, text in options:
            self.box.addItem(text, value)
        if len(options) == 1:
            self.box.setCurrentIndex(1)

    def value(self) -> int | None:
        """Return what is chosen."""
        found = self.box.currentData()
        return found if isinstance(found, int) else None

    def choose(self, value: object) -> None:
        """Choose an option; what is not on the list leaves it as it is."""
        place = self.box.findData(value)
        if value is not None and place >= 0:
            self.box.setCurrentIndex(place)


def free_beds(station: Station) -> Choices:
    """Return the active beds where nobody lies."""
    taken = {chart.subject.bed.id for chart in station.snapshot.charts.values()}
    beds = station.snapshot.beds
    return tuple((int(bed.id), bed.name) for bed in beds if bed.active and bed.id not in taken)


def products(station: Station) -> Choices:
    """Return the product versions."""
    return tuple(
        (
            int(product.id),
            _("{code} ({name}), version {version}").format(
                code=product.code, name=product.name, version=product.version
            ),
        )
        for product in station.snapshot.products
    )


def protocols(station: Station) -> Choices:
    """Return the protocol versions; one without its signatures says so."""
    found = []
    for version, _protocol in station.snapshot.protocols.values():
        if version.approved:
            text = _("{name}, version {version}, approved")
        else:
            text = _("{name}, version {version}, not approved by this hospital")
        found.append(
            (
                int(version.id),
                text.format(name=protocol_words(version.name), version=version.version),
            )
        )
    return tuple(found)
