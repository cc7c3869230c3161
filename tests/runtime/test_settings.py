"""Settings come back as they were kept; what cannot be used is named."""

from pathlib import Path

import pytest

from cart_ward.errors import NotAllowed, Unavailable
from cart_ward.runtime import settings
from cart_ward.runtime.settings import Look, Settings


def test_a_folder_without_settings_gives_the_defaults(tmp_path: Path) -> None:
    """A first start needs no file."""
    found = settings.read(tmp_path)

    assert found.zone == "Asia/Shanghai"
    assert found.station
    assert str(found.zone_info) == "Asia/Shanghai"


def test_settings_come_back(tmp_path: Path) -> None:
    """Quotes, backslashes and Chinese survive."""
    kept = Settings(
        ward_name='三楼 "东" \\ 3F',
        station="desk",
        zone="Europe/London",
        idle_minutes=5,
        letter_keys=False,
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
        ("letter_keys = 1", "letter_keys"),
        ('colour = "red"', "colour"),
        ("ward_name = 3", "ward_name"),
        ("ward_name = ", "-"),
        ('theme = "pink"', "theme"),
        ("text_percent = 110", "text_percent"),
        ("text_percent = true", "text_percent"),
        ("reduced_motion = 1", "reduced_motion"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, text: str, field: str) -> None:
    """File and field stand in the refusal."""
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")

    with pytest.raises(NotAllowed) as refusal:
        settings.read(tmp_path)

    assert refusal.value.facts["field"] == field
    assert refusal.value.facts["file"] == "settings.toml"


def test_a_look_is_kept_beside_the_other_settings(tmp_path: Path) -> None:
    """Theme, text size and motion are written; what else stands in the file stays."""
    settings.write(tmp_path, Settings(ward_name="3F East", station="desk", idle_minutes=9))

    settings.keep_look(tmp_path, Look(theme="dark", text_percent=150, reduced_motion=True))

    found = settings.read(tmp_path)
    assert found.look == Look(theme="dark", text_percent=150, reduced_motion=True)
    assert (found.ward_name, found.idle_minutes) == ("3F East", 9)
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_a_look_that_cannot_be_written_is_a_foreseen_failure(tmp_path: Path) -> None:
    """Where the place of the new file is taken the refusal says so; the old file stands."""
    settings.write(tmp_path, Settings(station="desk"))
    (tmp_path / "settings.toml.new").mkdir()

    with pytest.raises(Unavailable) as refusal:
        settings.keep_look(tmp_path, Look(theme="dark"))

    assert refusal.value.code == "settings.not_kept"
    assert settings.read(tmp_path).look == Look()
