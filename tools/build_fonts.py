"""Build CAR-T Ward Sans from the variable Noto Sans CJK font (SIL Open Font License).

    python tools/build_fonts.py SOURCE.ttc FOLDER    builds Regular and Bold into FOLDER
    python tools/build_fonts.py --compare FOLDER     compares their glyph coverage with ours

The source is NotoSansCJK-VF.otf.ttc, as the PyPI package manimgx-fonts-cjk carries it; install
that package in an environment of its own, it is needed for nothing else. Building takes a minute
or two. The code points of each weight are listed in tools/fonts.
"""

import argparse
import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

SIMPLIFIED_CHINESE = 2
"""The face of the collection with the glyph shapes of mainland China."""
WEIGHTS = {"Regular": 400, "Bold": 700}
FAMILY = "CAR-T Ward Sans"
DROPPED = ("CFF2", "fvar", "HVAR", "MVAR", "STAT", "VORG", "VVAR", "avar", "DSIG", "BASE")
HINTING = (
    *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
    *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"),
)
"""Fields of a TrueType font that stay 0 in one without hints."""
MAX_ERROR = 1.0
"""Largest distance, in 1/1000 em, between a cubic outline and the quadratic one we keep."""
LISTS = Path(__file__).parent / "fonts"
SHIPPED = Path(__file__).parent.parent / "resources" / "fonts"


def wanted(weight: str) -> set[int]:
    """Return the code points that this weight must cover."""
    found: set[int] = set()
    for line in (LISTS / f"{weight.lower()}.txt").read_text(encoding="ascii").splitlines():
        for word in line.partition("#")[0].split():
            first, _, last = word.partition("-")
            found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def covered(font: Path) -> set[int]:
    """Return the code points that a built font covers."""
    with TTFont(font, lazy=True) as opened:
        return set(opened.getBestCmap())


def subset(source: Path, points: set[int]) -> TTFont:
    """Return the face for mainland China with only these code points."""
    font = TTFont(source, fontNumber=SIMPLIFIED_CHINESE, lazy=True)
    options = Options(layout_features=[], name_IDs=["*"], notdef_outline=True, hinting=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    return font


def redraw(font: TTFont, weight: int) -> None:
    """Replace the variable cubic outlines by fixed quadratic ones at this weight."""
    glyphs = font.getGlyphSet(location={"wght": weight})
    drawn, metrics = {}, {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        drawn[name] = pen.glyph()
        metrics[name] = (round(glyphs[name].width), 0)
    for table in DROPPED:
        if table in font:
            del font[table]
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = drawn
    for name, glyph in drawn.items():
        glyph.recalcBounds(glyf)
        metrics[name] = (metrics[name][0], glyph.xMin if glyph.numberOfContours else 0)
    font["hmtx"].metrics = metrics
    font["maxp"].tableVersion = 0x00010000
    font["maxp"].maxZones = 1
    for field in HINTING:
        setattr(font["maxp"], field, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font: TTFont, style: str, weight: int) -> None:
    """Give the font our own name and PostScript name, and the bits of its weight."""
    names = {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style}",
        4: f"{FAMILY} {style}",
        6: f"CartWardSans-{style}",
    }
    table = font["name"]
    table.names = [r for r in table.names if r.nameID not in {*names, 16, 17, 25} and r.nameID < 26]
    for key, text in names.items():
        table.setName(text, key, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = 1 if bold else 0


def build(source: Path, folder: Path) -> None:
    """Build both weights into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for style, weight in WEIGHTS.items():
        font = subset(source, wanted(style))
        redraw(font, weight)
        rename(font, style, weight)
        font.recalcTimestamp = False
        target = folder / f"CartWardSans-{style}.ttf"
        font.save(target)
        print(f"{target}: {len(covered(target))} code points")


def compare(folder: Path) -> int:
    """Return 0 if the fonts in `folder` and the shipped ones cover the same code points."""
    worst = 0
    for style in WEIGHTS:
        name = f"CartWardSans-{style}.ttf"
        built, shipped = covered(folder / name), covered(SHIPPED / name)
        lost, gained = sorted(shipped - built), sorted(built - shipped)
        print(f"{name}: {len(built)} code points, {len(lost)} lost, {len(gained)} gained")
        for point in (*lost[:20], *gained[:20]):
            print(f"  U+{point:04X}")
        worst = max(worst, 1 if lost or gained else 0)
    return worst


def main() -> int:
    """Build, or compare."""
    parser = argparse.ArgumentParser(description="Build CAR-T Ward Sans.")
    parser.add_argument("--compare", type=Path, metavar="FOLDER")
    parser.add_argument("source", type=Path, nargs="?")
    parser.add_argument("folder", type=Path, nargs="?")
    given = parser.parse_args()
    if given.compare is not None:
        return compare(given.compare)
    if given.source is None or given.folder is None:
        parser.error("name the source collection and the folder to build into")
    build(given.source, given.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
