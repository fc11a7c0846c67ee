"""A paper is the same bytes everywhere, for years, and for those who cannot see it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import typst

from marketplace.print import certificate_pdf, contract_pdf, invoice_pdf
from marketplace.print.place import TEMPLATES
from marketplace.print.sheet import _fonts, pdf

ROOT = Path(__file__).parents[2]
PLAIN = {
    "title": "請求書",
    "name": "請求書 1",
    "number": "1",
    "issued": "",
    "issuer": {"name": "㈱髙﨑★", "address": ""},
    "recipient": {"name": "みなと", "address": ""},
    "registration": "",
    "total": "1円",
    "due": "",
    "lines": [],
    "taxes": [],
    "account": [],
    "instructions": [],
    "notes": [],
    "sample": False,
}
ELSEWHERE = f"""
import hashlib
from datetime import date
from marketplace.print.sheet import pdf
print(hashlib.sha256(pdf("invoice", {PLAIN!r}, date(2026, 11, 25))).hexdigest())
"""
ALONE = ["--dev-bind", "/", "/", "--unshare-net", "--tmpfs", "/usr/share/fonts"]


@pytest.fixture(name="papers")
def _papers(read, request):
    """Give one of each paper, by the start of its title."""
    need = request.getfixturevalue
    said = need("instructions")
    checked = (need("certificate"), need("outcome"), need("body"))
    return {
        "請求書 2026-0001": read(invoice_pdf(need("invoice_of")(), said)),
        "契約内容の控え co_": read(contract_pdf(need("contract"), need("offering"), said)),
        "適合確認書 2026-0007": read(certificate_pdf(*checked)),
    }


def test_papers_are_kept_and_read_aloud(papers):
    """Each claims PDF/A-2b and PDF/UA-1, is tagged, Japanese and titled, and A4."""
    for title, paper in papers.items():
        catalog = paper.reader.trailer["/Root"]
        claims = catalog["/Metadata"].get_data().decode()
        parts = ["pdfaid:part>2<", "pdfaid:conformance>B<", "pdfuaid:part>1<"]
        assert [part for part in parts if part not in claims] == []
        assert catalog["/MarkInfo"]["/Marked"]
        assert catalog["/Lang"].lower().startswith("ja")
        assert paper.reader.metadata.title.startswith(title)
        assert [round(float(side)) for side in paper.reader.pages[0].mediabox[2:]] == [595, 842]


def test_tables_are_told_as_tables(papers):
    """A reader aloud hears the heads of the columns."""
    for paper in papers.values():
        assert {"/Table", "/TH", "/TD", "/H1", "/H2"} <= _roles(
            paper.reader.trailer["/Root"]["/StructTreeRoot"]
        )


def _roles(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return set().union(*map(_roles, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    return {node.get("/S")} | (_roles(node["/K"]) if "/K" in node else set())


def test_the_date_is_the_paper_s_own(papers):
    """No clock is read: the file was made on the day that it states."""
    for paper in papers.values():
        assert paper.reader.metadata.creation_date.date() == date(2026, 11, 25)


def test_a_paper_of_long_ago_is_dated_so(read):
    """Printed again today, it keeps its day."""
    made = read(pdf("invoice", PLAIN, date(2020, 2, 29))).reader.metadata
    assert made.creation_date.date() == made.modification_date.date() == date(2020, 2, 29)


WIDTHS = b"""
#import "sheet.typ": *
#show: sheet.with("x")
#for mm in range(300) [
  #block(width: 25mm + mm * 0.1mm)[#say(data.words) #fixed("1,234,567") #say(data.words)]
]
"""


def test_fixed_values_stand_in_one_line_and_marks_where_they_may(read):
    """At every width: no amount is torn, no line begins with 。 or ends with （."""
    words = "金額（税抜）は、「月額」。（注）"
    raw = typst.compile(
        WIDTHS.replace(b"1,234,567", "1,234,567円".encode()),
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps({**PLAIN, "words": words, "missing": ""})},
    )
    rows = "\n".join(read(raw).pages).splitlines()
    assert sum("1,234,567円" in row for row in rows) == 300
    assert [row for row in rows if row[0] in "。、）」" or row[-1] in "（「"] == []


def test_the_same_value_is_the_same_bytes(invoice_of, instructions):
    """Again, and from many threads at once."""
    first = invoice_pdf(invoice_of(), instructions)
    with ThreadPoolExecutor(8) as pool:
        again = list(pool.map(lambda _: invoice_pdf(invoice_of(), instructions), range(24)))
    assert set(again) == {first}


def printed_elsewhere(*before):
    """Print in a process of its own, in another time zone; returns the digest."""
    command = [*before, sys.executable, "-c", ELSEWHERE]
    surroundings = os.environ | {"TZ": "America/New_York", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def digest():
    return hashlib.sha256(pdf("invoice", PLAIN, date(2026, 11, 25))).hexdigest()


def test_another_process_prints_the_same_bytes():
    """Neither time zone nor hash seed shows."""
    assert printed_elsewhere() == digest()


def test_neither_system_fonts_nor_network_are_needed():
    """The same bytes where there is no font and no network."""
    if not shutil.which("bwrap"):
        absent = pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip
        absent("bubblewrap がありません。切り離しての試験ができません。")
    assert printed_elsewhere("bwrap", *ALONE) == digest()


def test_templates_fetch_nothing_and_boast_of_nothing():
    """No package of typst, no address and no official-sounding word stands in a template."""
    texts = [file.read_text(encoding="utf-8") for file in TEMPLATES.glob("*.typ")]
    assert len(texts) == 7
    assert [text for text in texts if re.search("@preview|://|認定|認証|格付け", text)] == []
