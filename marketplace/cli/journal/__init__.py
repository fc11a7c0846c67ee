"""「記録簿」 ``otasuke journal``: whether the journal is what was sealed and published."""

from __future__ import annotations

from marketplace.cli.journal.command import journal

__all__ = ["journal"]
