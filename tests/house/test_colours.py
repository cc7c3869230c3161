"""Colours have one home: the token files. Nothing else of the screens names one."""

import re
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[2] / "cart_ward" / "ui"

COLOUR = re.compile(
    r"""["'\s:]\#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b|rgba?\(|Q(?:Color|Brush|Pen)\(\s*["\d]""",
    re.VERBOSE,
)


def modules() -> list[Path]:
    """Return every module of the screens but the token files."""
    return sorted(path for path in UI.rglob("*.py") if not path.name.startswith("tokens"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(UI).as_posix())
def test_no_screen_names_a_colour_of_its_own(path: Path) -> None:
    """What is painted or styled asks the tokens, so that every theme reaches it."""
    lines = path.read_text(encoding="utf-8").splitlines()

    named = [
        f"{number}: {line.strip()}" for number, line in enumerate(lines, 1) if COLOUR.search(line)
    ]

    assert named == []
