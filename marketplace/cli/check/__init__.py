"""「確認」 ``otasuke check``: judge a dossier, settle it with decisions, and say what is open."""

from __future__ import annotations

from marketplace.cli.check.command import check

__all__ = ["check"]
