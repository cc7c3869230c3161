"""Out of the program: save the sheet as a PDF, or print it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from cart_ward.i18n import _
from cart_ward.ui.forms.line_field import row
from cart_ward.ui.forms.naming import named
from cart_ward.ui.handover.printing import Printers
from cart_ward.ui.widgets.card import line


class OutputBar(QWidget):
    """Save and print; what each does with the path or the printer is handed in."""

    def __init__(
        self, printers: Printers, save: Callable[[Path], None], print_: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._save, self._print = save, print_
        self._suggested = "handover.pdf"
        self.dialog: QFileDialog | None = None
        self.save_button = named(QPushButton(_("Save as PDF…")), "save_pdf")
        self.print_button = named(QPushButton(_("Print")), "print_sheet")
        self.printer = named(QComboBox(), "printer")
        self.printer.setAccessibleName(_("Printer"))
        self.printer.addItems(list(printers.names()))
        self.note = line(
            _(
                "A saved PDF is not encrypted: whoever has the file can read it. "
                "Keep it on this station and shred paper after the shift."
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(row(self.save_button, self.print_button))
        column.addWidget(self.printer)
        column.addWidget(self.note)
        if self.printer.count() == 0:
            self.printer.setVisible(False)
            column.addWidget(
                line(_("No printer is known to this station: save the sheet as a PDF."), "warn")
            )
        self.save_button.clicked.connect(self.ask_path)
        self.print_button.clicked.connect(self.print_now)
        self.allow(there_is_a_sheet=False, suggested=self._suggested)

    def allow(self, *, there_is_a_sheet: bool, suggested: str) -> None:
        """Let a sheet go out, under this file name."""
        self._suggested = suggested
        self.save_button.setEnabled(there_is_a_sheet)
        self.print_button.setEnabled(there_is_a_sheet and self.printer.count() > 0)

    def ask_path(self) -> None:
        """Ask where to; the dialogue is opened, never waited for."""
        dialog = QFileDialog(self, _("Save the sheet as a PDF (not encrypted)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._suggested)
        dialog.fileSelected.connect(lambda path: self._save(Path(path)))
        self.dialog = dialog
        dialog.open()

    def print_now(self) -> None:
        """Print on the chosen printer."""
        if self.print_button.isEnabled():
            self._print(self.printer.currentText())
