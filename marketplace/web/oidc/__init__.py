"""「外部のID」 Signing in by an issuer of the operator's choice (OpenID Connect Core 1.0).

``settings`` says with whom, ``discovery`` asks the issuer for its addresses and keys, ``exchange``
leads a person there and reads what comes back. Nothing here knows the store.
"""
