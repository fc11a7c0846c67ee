"""Small files of every kind that is handed in, and of kinds that should not be."""

import io
import zipfile
import zlib

MAIN = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)


def pdf(body=b"", head=b"%PDF-1.7\n", tail=b"\n%%EOF\n"):
    """A PDF of one object, as far as anybody looks into it."""
    return head + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n" + body + tail


def packed(inner, kind=b"/Type /ObjStm /N 1 /First 4", made=None):
    """A stream of a PDF in which objects are packed."""
    raw = zlib.compress(inner) if made is None else made
    head = b"2 0 obj\n<< " + kind + b" /Filter /FlateDecode /Length %d >>\n" % len(raw)
    return head + b"stream\n" + raw + b"\nendstream\nendobj\n"


def office(kind="xlsx", types=b"<Types/>", **parts):
    """A document of Office: its list of types, its main part, and perhaps more."""
    made = io.BytesIO()
    named = {"[Content_Types].xml": types, MAIN[kind]: b"<x/>"}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, raw in (named | {n.replace("__", "/"): r for n, r in parts.items()}).items():
            folder.writestr(name, raw)
    return made.getvalue()
