"""The sheet as it will be printed: page pictures one below the other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.handover.pictures import Picture, image
from cart_ward.ui.widgets.card import clear
from cart_ward.ui.widgets.focus_frame import framed


class Preview(QScrollArea):
    """Shows the pages as wide as there is room, or at their full size."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Preview of the sheet"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pages: list[QLabel] = []
        self._pixmaps: list[QPixmap] = []
        self._full = False
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.setWidget(holder)
        framed(self)

    def show_pages(self, pictures: tuple[Picture, ...]) -> None:
        """Show these pages from the top."""
        clear(self._column)
        self._pixmaps = [_lit(QPixmap.fromImage(image(picture))) for picture in pictures]
        self.pages = []
        for number, picture in enumerate(pictures, 1):
            page = QLabel()
            page.setFrameShape(QFrame.Shape.Box)
            page.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            page.setAccessibleName(
                _("Page {number} of {count}").format(number=number, count=len(pictures))
            )
            page.setAccessibleDescription(picture.text)
            self.pages.append(page)
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def show_full_size(self, *, full: bool) -> None:
        """Show the pages at full size, or as wide as there is room."""
        self._full = full
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(200, self.viewport().width() - 4)
        for page, pixmap in zip(self.pages, self._pixmaps, strict=True):
            wide = pixmap.width() if self._full else min(room, pixmap.width())
            page.setPixmap(pixmap.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))


def _lit(page: QPixmap) -> QPixmap:
    """Return a page as the theme lights it: at night white paper would light up the room."""
    paper = QColor(theme.current().paper)
    if paper != QColor(Qt.GlobalColor.white):
        painter = QPainter(page)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(page.rect(), paper)
        painter.end()
    return page
