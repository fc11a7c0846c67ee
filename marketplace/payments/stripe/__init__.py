"""Collecting by card through Stripe, on the provider's own account.

The library takes a tenth of a second to import: only ``gateway`` and ``faults`` do.
"""
