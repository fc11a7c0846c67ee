"""「申告の書き出し」 ``otasuke declare``: what a plugin declares, as manifests."""

from __future__ import annotations

from marketplace.cli.declare.command import declare

__all__ = ["declare"]
