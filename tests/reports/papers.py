"""Read a PDF back: its words page by page, its fonts."""

import re
from io import BytesIO
from typing import Any

import pypdf


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Return a text without spaces and line ends: a wrapped word is found whole."""
    return re.sub(r"\s+", "", text)


def words(pdf: bytes) -> str:
    """Return everything the PDF says, squeezed."""
    return squeezed("".join(pages(pdf)))


def says(pdf: bytes, text: str) -> bool:
    """Tell whether the PDF says this, wherever its lines break."""
    return squeezed(text) in words(pdf)


def fonts(pdf: bytes) -> dict[str, bool]:
    """Return each font by name, and whether its outlines are embedded."""
    found: dict[str, bool] = {}
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        held: Any = page["/Resources"].get_object()
        for reference in held["/Font"].values():
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor.get_object()
            found[str(font["/BaseFont"])] = embedded
    return found
