"""The font holds what we print, under its licence, and nothing else is used."""

import hashlib
import re
from pathlib import Path

import pytest
import typst

from marketplace.print import invoice_pdf
from marketplace.print.letters import characters, clean, lost
from marketplace.print.place import FONTS, TEMPLATES
from marketplace.print.sheet import STANDARDS, _fonts

ROOT = Path(__file__).parents[2]
LIMIT = 6 * 1024 * 1024
PAGE = b"""
#set document(title: "x")
#set text(font: "BIZ UDPGothic", lang: "ja", weight: int(sys.inputs.weight))
#for part in sys.inputs.text.codepoints().chunks(40) [#part.join() \\ ]
"""


def show(text, weight):
    """Print a text; PDF/UA refuses what the font lacks."""
    return typst.compile(
        PAGE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"text": text, "weight": str(weight)},
        pdf_standards=STANDARDS,
    )


def test_only_our_own_font_is_known():
    """Two weights of one family, nothing of the system, nothing of typst."""
    assert {(font.family, font.weight) for font in _fonts().fonts()} == {
        ("BIZ UDPGothic", 400),
        ("BIZ UDPGothic", 700),
    }


def test_a_paper_embeds_our_own_font_only(read, invoice_of, instructions):
    """As the file itself says."""
    paper = read(invoice_pdf(invoice_of(), instructions))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in paper.reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert [name for name in fonts if "BIZUDPGothic" not in name] == []


@pytest.mark.parametrize("weight", [400, 700])
def test_the_list_of_characters_is_true(read, weight):
    """Every character that we let through can be printed, in both weights."""
    text = "".join(sorted(characters() - set(" \u00a0\u3000")))
    assert len(text) > 11_000
    assert len(read(show(text, weight)).pages) > 1


def test_a_character_beyond_the_list_would_stop_typst():
    """Which is why the list is asked first."""
    with pytest.raises(typst.TypstError):
        show("𠮷", 400)


def test_our_own_words_are_in_the_font():
    """Templates, the sentences of the code, and what made careless fonts fail."""
    files = [*TEMPLATES.glob("*.typ"), *TEMPLATES.parent.glob("*.py")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    assert lost("".join(texts).replace("\n", "")) == set()
    assert lost("★☆①⑳㈱髙﨑塚德鷗葛ｱｲｳ〜～−・¥〓あが か゚") == set()


def test_what_we_let_through_is_unchanged():
    """Wide spaces and selectors of a form stay; breaks become spaces; numbers are no text."""
    kept = {"a": ["山田　太郎", "葛\U000e0100城", 3, True, None]}
    assert clean(kept) == kept
    assert clean("一\n二\r\n三\u2028四\t五") == "一 二  三 四 五"
    assert clean(("\u202e\u200d\x00あ", "\ud800")) == ["あ", "〓"]


def test_the_fonts_are_small():
    """Both weights, their licence and the list together."""
    assert sum(file.stat().st_size for file in FONTS.iterdir()) < LIMIT


def test_the_licence_goes_with_the_fonts():
    """The text beside them, and the notice of the whole."""
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "BIZ UDPGothic" in notice
    assert "The BIZ UDGothic Project Authors" in notice


def test_the_documented_fonts_are_these():
    """docs/print.md names each file by its digest."""
    documented = (ROOT / "docs" / "print.md").read_text(encoding="utf-8")
    digests = {hashlib.sha256(file.read_bytes()).hexdigest() for file in FONTS.glob("*.ttf")}
    assert digests == set(re.findall(r"\b[0-9a-f]{64}\b", documented))
