"""A scheme that has moved on to another edition."""

import json
import shutil

import pytest

from conformance import edition as editions
from conformance import reference

LATER = "scs/2026-11-20"


def _roots():
    """Everything that reads the folder of criteria where no other is named."""
    named = (
        ("data_digest", "requirements", "level"),
        (
            "edition_digest",
            "editions",
            "state_on",
            "in_force",
            "load_edition",
        ),
    )
    for module, names in zip((reference, editions), named, strict=True):
        for name in names:
            found = getattr(module, name)
            yield getattr(found, "__wrapped__", found), found


@pytest.fixture
def later_edition(tmp_path, monkeypatch):
    """Give the edition that took the place of the first: one criterion more, one less, new words.

    The first is in force until then and superseded since.
    """
    root = tmp_path / "features"
    shutil.copytree(reference.FEATURES, root)
    shutil.copytree(root / "scs/2026-03-27", root / LATER)
    _reworded(root / LATER / reference.DATA)
    _told(root)
    for plain, cached in _roots():
        monkeypatch.setattr(plain, "__defaults__", (*plain.__defaults__[:-1], root))
        _forget(cached)
    yield LATER
    monkeypatch.undo()
    for _, cached in _roots():
        _forget(cached)


def _forget(cached):
    if hasattr(cached, "cache_clear"):
        cached.cache_clear()


def _reworded(file):
    items = json.loads(file.read_text("utf-8"))
    last = items[-1]["criteria"]
    last[-1] = last[-1] | {"id": "7-1-1-9", "label_ja": "新しい版の基準"}
    first = items[0]["criteria"][0]
    first["label_ja"] = "新しい版の言い回し"
    file.write_text(json.dumps(items, ensure_ascii=False), "utf-8")


def _told(root):
    digest = editions.folder_digest
    slugs = {"scs/2026-03-27": "2026-04-01", LATER: "2026-11-20"}
    old, new = (digest(root / slug) for slug in slugs)
    events = [
        ("scs/2026-03-27", "2026-04-01", "in_force", old),
        ("scs/2026-03-27", "2026-11-20", "superseded", old),
        (LATER, "2026-11-20", "in_force", new),
    ]
    lines = [
        f'\n[[event]]\nslug = "{slug}"\nrevision = 1\nat = {at}\nstate = "{state}"\n'
        f'digest = "{made}"\nreason = "試験"\n'
        for slug, at, state, made in events
    ]
    with (root / "editions.toml").open("a", encoding="utf-8") as stream:
        stream.write("".join(lines))
