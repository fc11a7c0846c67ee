"""What every route with arguments is opened with: endpoint → arguments."""

UNDERWAY = frozenset(
    {
        "public.second",
        "public.oidc",
        "public.oidc_back",
        "public.oidc_person",
        "account.identity",
    }
)
"""Pages in the middle of a way in, for whoever began it; tests/web/accounts goes there."""


def arguments(scene, edition):
    """Of the pages; a new route with arguments has to be added here."""
    return {
        "public.offering": {"ref": scene.certificate},
        "public.certificate": {"ref": scene.certificate},
        "public.edition": {"slug": edition},
        "public.clause": {"slug": edition, "key": "OTK-05-4"},
        "public.difference": {"slug": edition, "other": "otasuke-sc/draft"},
        "public.legal": {"slug": "privacy"},
        "public.legal_version": {"slug": "privacy", "version": 0},
        "operator.page": {"slug": "privacy"},
        "sme.document": {"slug": "policy"},
        "sme.document_file": {"slug": "ledger"},
        "sme.document_table": {"slug": "ledger", "place": "1"},
        "sme.quote_form": {"ref": scene.certificate, "code": "basic"},
        "sme.quote": {"ref": scene.quote},
        "sme.application": {"ref": scene.waiting},
        "sme.contract": {"ref": scene.contract},
        "sme.invoice": {"ref": scene.invoice},
        "provider.submission": {"ref": scene.open},
        "provider.change": {"ref": scene.certificate},
        "provider.application": {"ref": scene.waiting},
        "provider.contract": {"ref": scene.contract},
        "provider.invoice": {"ref": scene.invoice},
        "certifier.review": {"ref": scene.open},
        "certifier.certificate": {"ref": scene.certificate},
        "static": {"filename": "ground.css"},
    }


def of_api(scene):
    """Of the API."""
    edition = {"family": "otasuke", "version": "2.0"}
    return {
        "v1.offering": {"ref": scene.certificate},
        "v1.report": {"ref": scene.certificate},
        "v1.certificate": {"ref": scene.certificate},
        "v1.edition": edition,
        "v1.clauses": edition,
        "v1.clause": edition | {"key": "OTK-05-4"},
    }


def papers(scene):
    """Of every file that is made for somebody to keep."""
    return {
        "sme.quote_file": {"ref": scene.quote},
        "public.certificate_file": {"ref": scene.certificate},
        "sme.contract_file": {"ref": scene.contract},
        "sme.invoice_file": {"ref": scene.invoice},
        "provider.contract_file": {"ref": scene.contract},
        "provider.invoice_file": {"ref": scene.invoice},
    }
