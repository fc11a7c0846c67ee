"""「OSCAL の書き方」 What every model has in common: its head, identifiers, markup and properties.

https://pages.nist.gov/OSCAL/. Identifiers are UUIDs of version 5 over what they name, so that the
same record gives the same document anywhere; OSCAL refuses version 7.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from marketplace.domain.canonical import digest
from marketplace.domain.days import JST, aware
from marketplace.domain.verdict import EditionRef

VERSION = "1.2.1"
NAMESPACE = "otasuke:oscal"
"""Qualifies every property of our own."""
NOTE = (
    "本サイトの基準の書き起こしによる適合確認の結果であり、経済産業省・IPA の公式の文書ではない。"
)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|])")
_HOME = uuid5(NAMESPACE_URL, NAMESPACE)

Part = dict[str, Any]


def identify(*named: object) -> str:
    """「識別子」 The same for the same, on any machine."""
    return str(uuid5(_HOME, digest(list(named))))


def line(text: str) -> str:
    """A text on one line, as OSCAL's plain strings must be; never empty."""
    return " ".join(text.split()) or "なし"


def title(text: str) -> str:
    """A text on one line in which nothing is read as markup."""
    return prose(line(text))


def prose(text: str) -> str:
    """A text in which nothing is read as markup: what others wrote is never formatted."""
    return _MARKUP.sub(r"\\\1", text)


def prop(name: str, value: str) -> Part:
    """A property of our own."""
    return {"name": name, "ns": NAMESPACE, "value": line(value)}


def props(*pairs: tuple[str, str | None]) -> list[Part]:
    """The properties that have a value."""
    return [prop(name, value) for name, value in pairs if value]


def head(named: str, version: str, at: datetime, own: Iterable[Part] = ()) -> Part:
    """The metadata that every model begins with."""
    made: Part = {
        "title": title(named),
        "last-modified": instant(at),
        "version": line(version),
        "oscal-version": VERSION,
    }
    kept = list(own)
    return made | ({"props": kept} if kept else {}) | {"remarks": prose(NOTE)}


def instant(at: datetime) -> str:
    """A moment with its zone; one without is refused."""
    return aware(at).astimezone(JST).isoformat(timespec="seconds")


def version_of(edition: EditionRef) -> str:
    """An edition and which transcription of it."""
    return f"{edition.slug} r{edition.revision}"


def edition_props(edition: EditionRef) -> list[Part]:
    """Which text exactly."""
    return props(
        ("edition", edition.slug),
        ("revision", str(edition.revision)),
        ("edition-digest", edition.digest),
    )


def catalog_uuid(edition: EditionRef) -> str:
    """「目録の識別子」 Of the catalog that an edition gives."""
    return identify("catalog", edition.slug, edition.digest)


def catalog_resource(edition: EditionRef) -> Part:
    """The catalog, as other models point to it."""
    return pointer(f"基準の目録 {edition.slug}", catalog_uuid(edition), edition_props(edition))


def pointer(named: str, target: str, own: list[Part]) -> Part:
    """A resource of the back matter that stands for another document of ours."""
    made: Part = {"uuid": identify("resource", target), "title": title(named)}
    return made | {"props": own, "rlinks": [{"href": f"urn:uuid:{target}"}]}


def dump(document: Part) -> str:
    """The document as text, the same bytes for the same document."""
    return json.dumps(document, ensure_ascii=False, indent=2)
