"""The printer as a port, and the one of Qt behind it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from cart_ward.ui.handover.pictures import Picture, image


class Printers(Protocol):
    """Where pages can be printed."""

    def names(self) -> tuple[str, ...]:
        """Return the printers this station knows, the default one first; empty if none."""
        ...

    def send(self, pages: Sequence[Picture], printer: str, title: str) -> bool:
        """Print the pages; False if the printer took none of them."""
        ...


class QtPrinters:
    """The printers of the operating system."""

    def names(self) -> tuple[str, ...]:
        """Return the printers this station knows, the default one first; empty if none."""
        default = QPrinterInfo.defaultPrinterName()
        found = [str(name) for name in QPrinterInfo.availablePrinterNames()]
        return tuple(sorted(found, key=lambda name: (name != default, name)))

    def send(self, pages: Sequence[Picture], printer: str, title: str) -> bool:
        """Print the pages on A4, each in its own orientation."""
        device = QPrinter(QPrinter.PrinterMode.HighResolution)
        device.setPrinterName(printer)
        return print_on(device, pages, title)


def print_on(device: QPrinter, pages: Sequence[Picture], title: str) -> bool:
    """Print the pages on a device; False if it takes none of them."""
    device.setDocName(title)
    device.setFullPage(True)
    painter = QPainter()
    for number, page in enumerate(pages):
        _lay(device, page)
        started = painter.begin(device) if number == 0 else device.newPage()
        if not started:
            return False
        painter.drawImage(device.paperRect(QPrinter.Unit.DevicePixel).toRect(), image(page))
    return bool(pages) and painter.end()


def _lay(device: QPrinter, page: Picture) -> None:
    landscape = page.width > page.height
    orientation = (
        QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    )
    device.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF(0, 0, 0, 0))
    )
