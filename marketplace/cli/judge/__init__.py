"""「一斉の審査」 ``otasuke judge``: every stored offering, judged from its stored fact row."""

from __future__ import annotations

from marketplace.cli.judge.command import judge

__all__ = ["judge"]
