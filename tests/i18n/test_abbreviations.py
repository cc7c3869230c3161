"""No abbreviation that has been read as something else at a bedside."""

import re
from pathlib import Path

import pytest
from babel.messages import pofile

from tools import translations

AMBIGUOUS = re.compile(
    r"(?<![A-Za-z0-9/-])(D/C|DC|QD|QOD|Q\.D\.|U|IU|ug|\u00b5g|\u03bcg|cc|HS|SQ|MS|MSO4|MgSO4|> ?/d)"
    r"(?![A-Za-z0-9/])"
)
"""Of the lists of ISMP and the Joint Commission, what could stand in a program like this one."""

TRAILING_ZERO = re.compile(r"\d\.0+ ?(mg|mL|kg)\b|(?<!\d)\.\d+ ?(mg|mL|kg)\b")
"""1.0 mg is read as 10 mg, .5 mg as 5 mg."""


@pytest.mark.parametrize("path", translations.catalogues(), ids=lambda p: p.parent.parent.name)
def test_no_ambiguous_abbreviation_in_either_language(path: Path) -> None:
    """Every sentence of the program, and its translation."""
    with path.open("rb") as file:
        catalogue = pofile.read_po(file)
    said = [str(text) for message in catalogue if message.id for text in _texts(message)]

    assert len(said) > 1000
    assert [text for text in said if AMBIGUOUS.search(text)] == []
    assert [text for text in said if TRAILING_ZERO.search(text)] == []


def _texts(message: object) -> list[str]:
    found: list[str] = []
    for part in (getattr(message, "id", ""), getattr(message, "string", "")):
        found += [part] if isinstance(part, str) else list(part)
    return found
