"""Pages of a company's own diagnosis: what can be had today, answering, the result."""

from marketplace.web.sme.diagnosis import numbers, profile, replies, result, short, steps, today

__all__ = ["numbers", "profile", "replies", "result", "short", "steps", "today"]
