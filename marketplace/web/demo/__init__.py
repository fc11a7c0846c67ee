"""The demo's role switcher and its business day; absent from real installations."""

from marketplace.web.demo import day, people
from marketplace.web.demo.door import door

__all__ = ["day", "door", "people"]
