"""「訳の一覧を作り直す」 ``python -m marketplace.web.language.extract``: sources → the .po and .mo.

What is translated stays; what no page says any more goes; what is new comes without English. A
sentence whose code alone has changed keeps its English, with the new code in it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from marketplace.web.language import catalogue, sources
from marketplace.web.language.letters import LETTERS
from marketplace.web.language.macros import uses
from marketplace.web.language.runs import bare, codes
from marketplace.web.language.shapes import FIELD, is_shape

ONCE = datetime(2026, 1, 1, tzinfo=UTC)
"""The same sources make the same file on any day."""


def found() -> dict[str, list[str]]:
    """「訳すもの」 Every message → the files that say it."""
    said: dict[str, list[str]] = {}
    for file, key in _everything():
        places = said.setdefault(key, [])
        if file not in places:
            places.append(file)
    return said


def _everything() -> Iterator[tuple[str, str]]:
    pages = {file: file.read_text("utf-8") for file in sources.templates()}
    macros = uses(pages.values())
    for file, page in pages.items():
        yield from ((_named(file), key) for key in sources.of_template(page, macros))
    yield from ((_named(Path(sources.__file__)), key) for key in sources.PUT_TOGETHER)
    for file in sources.code():
        yield from ((_named(file), key) for key in sources.of_code(file.read_text("utf-8")))


def _named(file: Path) -> str:
    return file.relative_to(sources.MARKET).as_posix()


def translated() -> dict[str, str]:
    """「訳したもの」 What the translators' file has."""
    if not catalogue.PO.exists():
        return {}
    with catalogue.PO.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale="en") if one.id}


def updated(said: dict[str, list[str]], before: dict[str, str]) -> Catalog:
    """「新しい一覧」 Every message with the English that it had."""
    made = Catalog(
        "en", project="otasuke-market", creation_date=ONCE, revision_date=ONCE, fuzzy=False
    )
    gone = {_likeness(key): key for key in before if key not in said and before[key]}
    for key, files in said.items():
        english = before.get(key) or _carried(gone.get(_likeness(key), ""), key, before)
        made.add(key, english, [(file, 1) for file in files])
        message = made[key]
        if isinstance(message, Message):
            # Percent signs of Jinja are no placeholders of Python.
            message.flags.clear()
    return made


def _likeness(key: str) -> tuple[str, int]:
    return "".join(LETTERS.findall(bare(key))), len(_values(key))


def _carried(old: str, new: str, before: dict[str, str]) -> str:
    """The English of a sentence that differs in its code alone, where it repeats that code."""
    english = before.get(old, "")
    changed = zip(_values(old), _values(new), strict=True) if english else ()
    for was, becomes in ((a, b) for a, b in changed if a != b):
        english = english.replace(was, becomes) if was in english else ""
    return english


def _values(key: str) -> list[str]:
    if is_shape(key):
        return [f"{{{name}}}" for name in FIELD.findall(key)]
    return [key[start:end] for start, end in codes(key)]


def written(made: Catalog) -> tuple[bytes, bytes]:
    """The two files: for translators, and for programs."""
    po, mo = BytesIO(), BytesIO()
    write_po(po, made, width=0, include_lineno=False, ignore_obsolete=True)
    write_mo(mo, made)
    return po.getvalue(), mo.getvalue()


def main() -> None:
    """Write both files and name what has no English yet."""
    made = updated(found(), translated())
    catalogue.PO.parent.mkdir(parents=True, exist_ok=True)
    po, mo = written(made)
    catalogue.PO.write_bytes(po)
    catalogue.MO.write_bytes(mo)
    left = [str(one.id) for one in made if one.id and not one.string]
    sys.stdout.write(f"{len(made)} messages, {len(left)} without English\n")
    sys.stdout.writelines(f"  {key}\n" for key in left)


if __name__ == "__main__":
    main()
