"""「シミュレーター」 Stands in for Stripe in tests and in the demo; no money moves.

It is never offered as a payment: every page before it says 「シミュレーター」, and ``serve``
refuses to start with it.
"""
