"""Pages of a PDF as pictures, for the preview and for the printer."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

SCREEN_DPI = 144
PAPER_DPI = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One page: width, height and bytes a line in pixels of four bytes, and the text on it."""

    width: int
    height: int
    stride: int
    pixels: bytes
    text: str


def pictures(pdf: bytes, dpi: int = SCREEN_DPI) -> tuple[Picture, ...]:
    """Return each page of a PDF; to be asked on the paper lane only."""
    import pypdfium2  # noqa: PLC0415 - a big library that this file alone uses

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_picture(document[number], dpi) for number in range(len(document)))
    finally:
        document.close()


def _picture(page: "PdfPage", dpi: int) -> Picture:
    bitmap = page.render(scale=dpi / 72, prefer_bgrx=True)
    text = page.get_textpage()
    try:
        return Picture(
            width=bitmap.width,
            height=bitmap.height,
            stride=bitmap.stride,
            pixels=bytes(bitmap.buffer),
            text=text.get_text_bounded(),
        )
    finally:
        text.close()
        bitmap.close()
        page.close()


def image(picture: Picture) -> QImage:
    """Return a page as an image of Qt that owns its pixels."""
    made = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGB32,
    )
    return made.copy()
