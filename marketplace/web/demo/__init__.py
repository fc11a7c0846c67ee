"""The demo's people with their passwords, and its business day; absent from real installations."""

from marketplace.web.demo import checkout, day, people, styleguide
from marketplace.web.demo.door import door

__all__ = ["checkout", "day", "door", "people", "styleguide"]
