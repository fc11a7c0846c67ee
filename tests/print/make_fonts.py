"""Make the two fonts of the printed papers from BIZ UDPGothic 1.05 (needs fontTools; see docs)."""

import sys
from pathlib import Path
from unicodedata import category

from fontTools.subset import Options, Subsetter, load_font, save_font

FONTS = Path(__file__).parents[2] / "marketplace" / "print" / "fonts"
OPENING, CLOSING, MIDDLE = "（「『【〈《〔［｛", "、。，．）」』】〉》〕］｝", "・：；"
UNPRINTED = ["vhea", "vmtx", "meta", "DSIG", "gasp"]
KANJI = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x40000))


def options():
    """Give what we drop: hints and vertical setting. Composed kana (ccmp) stay."""
    made = Options(hinting=False, layout_features=["ccmp"], name_IDs=["*"])
    made.name_languages = ["*"]
    made.notdef_outline = True
    made.recalc_timestamp = False
    made.drop_tables += UNPRINTED
    return made


def widen(font, text, width, share):
    """Give characters another width, with this share of the new room before them."""
    cmap, widths, glyf = font.getBestCmap(), font["hmtx"].metrics, font["glyf"]
    for name in (cmap[ord(ch)] for ch in text):
        narrow, side = widths[name]
        shift = int((width - narrow) * share)
        glyf[name].coordinates.translate((shift, 0))
        glyf[name].recalcBounds(glyf)
        widths[name] = (width, side + shift)


def set_for_typst(font):
    """Set figures and punctuation as typst expects them.

    The typeface has no figures for columns, and its punctuation is already set tight: typst takes
    it for full-width, tightens it again, and marks beside each other would overlap.
    """
    em, figure = font["head"].unitsPerEm, font["hmtx"][font.getBestCmap()[ord("0")]][0]
    widen(font, "1", figure, 0.5)
    widen(font, CLOSING, em, 0)
    widen(font, OPENING, em, 1)
    widen(font, MIDDLE, em, 0.5)


def is_common(number):
    """Whether a character is no kanji, or a kanji of Windows' Shift_JIS."""
    if not any(number in block for block in KANJI):
        return True
    return bool(chr(number).encode("cp932", "ignore"))


def make(source, keep):
    """Write one font; returns the characters it holds."""
    made = options()
    font = load_font(str(source), made)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]
    set_for_typst(font)
    shown = {number for number in font.getBestCmap() if category(chr(number))[0] != "C"}
    held = set(filter(keep, shown))
    subsetter = Subsetter(made)
    subsetter.populate(unicodes=held)
    subsetter.subset(font)
    save_font(font, str(FONTS / source.name), made)
    return held


def main(folder):
    """Write both fonts, and the characters of the fuller one for the check before printing."""
    held = make(folder / "BIZUDPGothic-Regular.ttf", lambda _: True)
    make(folder / "BIZUDPGothic-Bold.ttf", is_common)
    text = "".join(map(chr, sorted(held)))
    (FONTS / "characters.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
