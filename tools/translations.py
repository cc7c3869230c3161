"""Extract, merge, check and compile the translations (development only).

`compile` makes the .mo files, `update` brings new strings into the .po files, `check` fails on a
string without a translation, with other holes than the original, or one nobody asks for.
"""

import argparse
import re
import sys
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
HOLES = re.compile(r"\{[a-z_0-9]*\}")


def extracted() -> Catalog:
    """Return the catalogue of every string marked in the source."""
    catalogue = Catalog(domain="cart_ward", project="cart-ward")
    found = extract_from_dir(
        str(ROOT / "cart_ward"), method_map=[("**.py", "python")], keywords=KEYWORDS
    )
    for name, _line, message, comments, _context in found:
        catalogue.add(message, locations=[(name, 0)], auto_comments=comments)
    return catalogue


def catalogues() -> list[Path]:
    """Return the .po files of all languages."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/cart_ward.po"))


def read(path: Path) -> Catalog:
    """Return the catalogue of a .po file."""
    with path.open("rb") as file:
        return pofile.read_po(file, locale=path.parent.parent.name)


def update() -> int:
    """Bring new strings into the .po files, keeping what is translated; drop what is gone."""
    template = extracted()
    for path in catalogues():
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            pofile.write_po(
                file, catalogue, width=100, sort_output=True, no_location=True, omit_header=False
            )
        print(f"{path.relative_to(ROOT)}: {len(untranslated(catalogue))} untranslated")
    return 0


def texts(value: object) -> tuple[str, ...]:
    """Return the forms of a message or translation as a tuple."""
    return tuple(value) if isinstance(value, list | tuple) else (str(value or ""),)


def untranslated(catalogue: Catalog) -> list[Message]:
    """Return the messages without a translation."""
    return [m for m in catalogue if m.id and not all(texts(m.string))]


def faults(path: Path) -> list[str]:
    """Return what is wrong with a .po file, a line each."""
    catalogue = read(path)
    template = extracted()
    found = [f"not translated: {texts(m.id)[0]!r}" for m in untranslated(catalogue)]
    found += [f"missing: {texts(m.id)[0]!r}" for m in template if m.id and m.id not in catalogue]
    for message in (m for m in catalogue if m.id):
        if message.id not in template:
            found.append(f"nobody asks for: {texts(message.id)[0]!r}")
        found += other_holes(message)
    return found


def other_holes(message: Message) -> list[str]:
    """Return the translations that do not have the holes of the original."""
    wanted = set(HOLES.findall(texts(message.id)[0]))
    return [
        f"other holes: {texts(message.id)[0]!r} -> {text!r}"
        for text in texts(message.string)
        if text and set(HOLES.findall(text)) != wanted
    ]


def check() -> int:
    """Print every fault of every language; 1 if there is one."""
    found = [f"{p.parent.parent.name}: {fault}" for p in catalogues() for fault in faults(p)]
    print("\n".join(found) or "all strings are translated")
    return 1 if found else 0


def compile_all(target: Path | None = None) -> int:
    """Write the .mo files beside the .po files, or below `target`."""
    for path in catalogues():
        place = path if target is None else target / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))
    return 0


def main() -> int:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("compile", "update", "check"))
    commands = {"compile": compile_all, "update": update, "check": check}
    return commands[parser.parse_args().command]()


if __name__ == "__main__":
    sys.exit(main())
