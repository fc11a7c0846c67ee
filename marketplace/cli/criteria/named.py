"""「版の名指し」 An edition by its slug, or by the folder it stands in."""

from __future__ import annotations

from pathlib import Path

from conformance.edition import Edition, editions, load_edition, read_edition
from marketplace.cli.inputs import refuse


def folder_of(named: str, root: Path) -> Path:
    """The folder of an edition; what is neither slug nor folder is bad input."""
    slugs = _slugs(root)
    if named in slugs:
        return root / named
    folder = Path(named)
    try:
        known = bool(named) and folder.is_dir()
    except (OSError, ValueError):
        known = False
    if not known:
        remedy = f"フォルダーか、次のどれかを書いてください: {'、'.join(slugs)}。"
        refuse("SLUG か FOLDER", f"「{named}」という版もフォルダーもありません。", remedy)
    return folder


def edition_of(named: str, root: Path) -> Edition:
    """The edition itself, read and checked."""
    folder = folder_of(named, root)
    return load_edition(named, root) if named in _slugs(root) else read_edition(folder)


def _slugs(root: Path) -> list[str]:
    return list(dict.fromkeys(event.slug for event in editions(root)))
