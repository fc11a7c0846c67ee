"""「適合確認書の電子版」 ``otasuke keys``, ``certify`` and ``verify``: sign, and check offline."""

from __future__ import annotations

from marketplace.cli.attest.command import certify, keys, verify

__all__ = ["certify", "keys", "verify"]
