"""「OSCAL」 Our records in NIST's Open Security Controls Assessment Language, release 1.2.1.

What the language cannot hold is listed in ``docs/oscal.md``.
"""
