"""What is remembered: domain values in and out; nothing outside sees a row."""

from __future__ import annotations

from marketplace.store.book import Book
from marketplace.store.engine import Store

__all__ = ["Book", "Store"]
