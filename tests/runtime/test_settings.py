"""Settings come back as they were kept; what cannot be used is named."""

from pathlib import Path

import pytest

from cart_ward.errors import NotAllowed
from cart_ward.runtime import settings
from cart_ward.runtime.settings import Settings


def test_a_folder_without_settings_gives_the_defaults(tmp_path: Path) -> None:
    """A first start needs no file."""
    found = settings.read(tmp_path)

    assert found.zone == "Asia/Shanghai"
    assert found.station
    assert str(found.zone_info) == "Asia/Shanghai"


def test_settings_come_back(tmp_path: Path) -> None:
    """Quotes, backslashes and Chinese survive."""
    kept = Settings(
        ward_name='三楼 "东" \\ 3F', station="desk", zone="Europe/London", idle_minutes=5
    )

    settings.write(tmp_path, kept)

    assert settings.read(tmp_path) == kept


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('zone = "Nowhere/At_All"', "zone"),
        ("idle_minutes = 0", "idle_minutes"),
        ("idle_minutes = true", "idle_minutes"),
        ('language = "fr"', "language"),
        ('colour = "red"', "colour"),
        ("ward_name = 3", "ward_name"),
        ("ward_name = ", "-"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, text: str, field: str) -> None:
    """File and field stand in the refusal."""
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")

    with pytest.raises(NotAllowed) as refusal:
        settings.read(tmp_path)

    assert refusal.value.facts["field"] == field
    assert refusal.value.facts["file"] == "settings.toml"
