"""「適合確認書の電子版」 Keys, signed certificates, the signed list of what does not hold."""

from __future__ import annotations

from marketplace.cli.attest.command import certify, keys, status_list, verify

__all__ = ["certify", "keys", "status_list", "verify"]
