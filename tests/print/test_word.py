"""Documents to go on writing: whole packages of well-formed parts, and the words they were given.

A word processor is not at hand here; the package is opened as a ZIP and every part read as XML.
"""

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from marketplace.print.blocks import Grid, Heading, Paragraph, Points
from marketplace.print.word import word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCKS = (
    Heading("1. 目的"),
    Paragraph('当社 <架空> & "会社"\x07の方針です。'),
    Points(("先に", "次に"), numbered=True),
    Grid("表", ("日付", "人"), (("例", "山本"),), blank=2),
)


@pytest.fixture(scope="module", name="package")
def _package():
    return zipfile.ZipFile(io.BytesIO(word("方針", BLOCKS)))


def test_every_part_is_well_formed_and_declared(package):
    names = package.namelist()
    assert names[0] == "[Content_Types].xml"
    assert package.testzip() is None
    for name in names:
        ET.fromstring(package.read(name))  # noqa: S314 - made by us a moment ago
    types = package.read("[Content_Types].xml").decode()
    parts = [one for one in names if one.endswith(".xml") and one != names[0]]
    assert [one for one in parts if f'PartName="/{one}"' not in types] == []


def test_what_was_given_is_what_is_written(package):
    """Also signs that XML uses; a control character is left out."""
    body = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - as above
    texts = ["".join(p.itertext()) for p in body.iter(f"{W}p")]
    assert texts[:5] == ["方針", "1. 目的", '当社 <架空> & "会社"の方針です。', "1.先に", "2.次に"]
    styles = [one.get(f"{W}val") for one in body.iter(f"{W}pStyle")]
    assert styles[:5] == ["Title", "Heading1", "Normal", "ListParagraph", "ListParagraph"]
    assert len(list(body.iter(f"{W}tr"))) == 4
    assert len(list(body.iter(f"{W}tblHeader"))) == 1
    known = package.read("word/styles.xml").decode()
    assert [one for one in set(styles) if f'w:styleId="{one}"' not in known] == []


def test_nothing_in_it_runs_or_calls_home(package):
    text = "".join(package.read(name).decode() for name in package.namelist())
    assert "TargetMode" not in text
    assert "vba" not in text.lower()


def test_the_same_text_is_the_same_file():
    assert word("方針", BLOCKS) == word("方針", BLOCKS)
    assert word("方針", BLOCKS) != word("方針", BLOCKS[1:])
