"""Build hook: the wheel carries the compiled translations, which the repository does not."""

import tempfile
from pathlib import Path
from typing import Any

from babel.messages import pofile
from babel.messages.mofile import write_mo
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Compile each .po file into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add a .mo file beside each .po file of the wheel; an editable install needs none."""
        if self.target_name != "wheel" or version == "editable":
            return
        made = Path(tempfile.mkdtemp(prefix="cart-ward-mo-"))
        for path in sorted(Path(self.root, "resources", "locale").glob("*/LC_MESSAGES/*.po")):
            relative = path.relative_to(self.root).with_suffix(".mo")
            place = made / relative
            place.parent.mkdir(parents=True, exist_ok=True)
            with path.open("rb") as source, place.open("wb") as target:
                write_mo(target, pofile.read_po(source))
            build_data["force_include"][str(place)] = f"cart_ward/{relative}"
