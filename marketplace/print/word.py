"""「書き直せる文書」 A document as .docx (ECMA-376, WordprocessingML), the same bytes every time.

Only what a text with headings, lists and tables needs is written: styles by name, so that a word
processor shows its outline and reads it aloud, and no macro, field, picture or link.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from marketplace.print.blocks import Block, Grid, Heading, Paragraph, Points
from marketplace.print.bundle import put

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT = f"""{_HEAD}<Types xmlns="{_P}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{TYPE}.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{TYPE.rpartition(".")[0]}.styles+xml"/>
<Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
_ROOT = f"""{_HEAD}<Relationships xmlns="{_P}/relationships">
<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/>
<Relationship Id="r2" Type="{_P}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""
_RELATED = f"""{_HEAD}<Relationships xmlns="{_P}/relationships">
<Relationship Id="r1" Type="{_R}/styles" Target="styles.xml"/></Relationships>"""
_FONT = '<w:rFonts w:ascii="Yu Gothic" w:hAnsi="Yu Gothic" w:eastAsia="游ゴシック"/>'
_STYLES = f"""{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONT}
<w:sz w:val="21"/><w:lang w:val="ja-JP" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault><w:pPrDefault>
<w:pPr><w:spacing w:after="120" w:line="320" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">
<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title">
<w:name w:val="Title"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:keepNext/>
<w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/>
<w:sz w:val="25"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="ListParagraph">
<w:name w:val="List Paragraph"/><w:pPr><w:ind w:left="420" w:hanging="420"/></w:pPr></w:style>
</w:styles>"""
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="767676"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_WIDE = 9070
"""The width of an A4 page between its margins, in twentieths of a point."""


def word(title: str, blocks: Iterable[Block]) -> bytes:
    """「書き直せる文書」 Under its title, in Japanese, on A4."""
    body = [_paragraph(title, "Title"), *(part for one in blocks for part in _parts(one))]
    parts = {
        "[Content_Types].xml": _CONTENT,
        "_rels/.rels": _ROOT,
        "docProps/core.xml": _core(title),
        "word/_rels/document.xml.rels": _RELATED,
        "word/styles.xml": _STYLES,
        "word/document.xml": _document(body),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        for name, text in parts.items():
            put(folder, name, text.encode())
    return made.getvalue()


def _core(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_P}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(title)}</dc:title><dc:language>ja-JP</dc:language></cp:coreProperties>"
    )


def _document(body: Iterable[str]) -> str:
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418"'
    page += ' w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
    inside = "".join(body)
    return (
        f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{inside}'
        f"<w:sectPr>{page}</w:sectPr></w:body></w:document>"
    )


def _parts(block: Block) -> Iterable[str]:
    if isinstance(block, Heading):
        yield _paragraph(block.words, "Heading1")
    elif isinstance(block, Paragraph):
        yield _paragraph(block.words, "Normal")
    elif isinstance(block, Points):
        for place, one in enumerate(block.words, 1):
            sign = f"{place}." if block.numbered else "・"
            yield _paragraph(f"{sign}\t{one}", "ListParagraph")
    else:
        yield _grid(block)
        yield _paragraph("", "Normal")


def _grid(grid: Grid) -> str:
    width = _WIDE // len(grid.heads)
    columns = f'<w:gridCol w:w="{width}"/>' * len(grid.heads)
    head = _row(grid.heads, width, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
    rows = "".join(_row(row, width, "<w:trPr><w:cantSplit/></w:trPr>") for row in grid.all_rows)
    look = f'<w:tblW w:w="{_WIDE}" w:type="dxa"/><w:tblBorders>{_EDGES}</w:tblBorders>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"


def _row(cells: Iterable[str], width: int, how: str) -> str:
    bold = "tblHeader" in how
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(cell, 'Normal', bold=bold)}</w:tc>"
        for cell in cells
    )
    return f"<w:tr>{how}{''.join(made)}</w:tr>"


def _paragraph(words: str, style: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    runs = "<w:r><w:tab/></w:r>".join(
        f'<w:r>{look}<w:t xml:space="preserve">{_text(part)}</w:t></w:r>'
        for part in words.split("\t")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _text(words: str) -> str:
    """Words without what XML cannot hold."""
    return escape("".join(ch for ch in words if ch.isprintable()))
