"""Where data, logs, backups and resources lie: from source, installed and frozen."""

import sys
from pathlib import Path

import platformdirs


def resources() -> Path:
    """Return the folder of fonts, protocols, products, practice courses and translations."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def default_data() -> Path:
    """Return this person's data folder of the ward."""
    return Path(platformdirs.user_data_dir("cart-ward", appauthor=False))


def default_practice() -> Path:
    """Return this person's folder of the practice ward."""
    return Path(platformdirs.user_data_dir("cart-ward-practice", appauthor=False))


def station_secrets() -> Path:
    """Return the folder, outside the data, that holds this station's secret."""
    return Path(platformdirs.user_config_dir("cart-ward", appauthor=False))
