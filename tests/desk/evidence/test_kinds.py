"""A file is what its bytes say, and its name has to say the same."""

import pytest

from marketplace.desk.evidence.kinds import KINDS, recognised
from marketplace.domain.errors import Fault
from tests.desk.evidence.papers import JPEG, PNG, office, pdf

RIGHT = {
    "a.pdf": pdf(),
    "a.PDF": pdf(),
    "a.png": PNG,
    "a.jpg": JPEG,
    "a.jpeg": JPEG,
    "a.txt": "説明です。\r\n".encode(),
    "b.txt": "説明です。".encode("cp932"),
    "c.txt": b"\xef\xbb\xbf" + "説明".encode(),
    "a.csv": "名前,電話\n山田,03-1234-5678\n-5,+81\n".encode(),
    "a.xlsx": office("xlsx"),
    "a.docx": office("docx"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_taken(name):
    """Every kind of the list, and nothing is said against it."""
    found = recognised(name, RIGHT[name])
    assert found in KINDS.values(), found


def test_every_kind_has_its_example():
    """A new kind comes with a file that shows it."""
    assert {f".{name.rpartition('.')[2].lower()}" for name in RIGHT} == set(KINDS)


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.exe", b"MZ", "種類"),
        ("a", b"x", "種類"),
        ("a.pdf.exe", pdf(), "種類"),
        ("a.svg", b"<svg/>", "種類"),
        ("a.html", b"<html>", "種類"),
        ("a.zip", office(), "種類"),
        ("a.xlsm", office(), "種類"),
        ("a.pdf", b"", "空のファイル"),
        ("a.txt", b" \r\n\t ", "空のファイル"),
        ("a.pdf", PNG, "中身はPNG"),
        ("a.png", pdf(), "中身はPDF"),
        ("a.txt", pdf(), "中身はPDF"),
        ("a.jpg", b"MZ\x90", "中身は実行できるファイル"),
        ("a.txt", b"#!/bin/sh\n", "中身は実行できるファイル"),
        ("a.pdf", b"\x7fELF", "中身は実行できるファイル"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "古い形式の Office"),
        ("a.xlsx", b"Rar!\x1a", "書庫"),
        ("a.csv", b"\x1f\x8b\x08", "書庫"),
        ("a.txt", bytes(257) + b"ustar", "書庫"),
        ("a.txt", b"  <!DOCTYPE html>", "HTML か XML"),
        ("a.csv", b"<svg xmlns='x'>", "HTML か XML"),
        ("a.txt", b"\xef\xbb\xbf<script>", "HTML か XML"),
        ("a.pdf", b" " + pdf(), "中身はテキスト"),
        ("a.txt", b"a\x00b", "読めません"),
        ("a.txt", b"\xff\xfea\x00", "読めません"),
        ("a.csv", b"\x81", "読めません"),
        ("a.csv", b"name\n=1+1\n", "式になる欄"),
        ("a.csv", b'name,"@SUM(A1)"\n', "式になる欄"),
        ("a.csv", b"+A1,x\n", "式になる欄"),
        ("a.csv", b"x;-cmd\n", "式になる欄"),
    ],
)
def test_what_is_not_taken(name, raw, words):
    """With what is wrong, and what to do."""
    found = recognised(name, raw)
    assert isinstance(found, Fault)
    assert words in found.message
    assert f"「{name}」" in found.message
    assert found.remedy
