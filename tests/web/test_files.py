"""Papers that leave as files: for those they belong to, saved and never shown, nothing written."""

import re

GUARDED = ("sme", "provider", "certifier")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {
    "application/pdf": ("pdf", b"%PDF-"),
    "application/zip": ("zip", b"PK"),
    WORD: ("docx", b"PK"),
    "text/csv": ("csv", b"\xef\xbb\xbf"),
    "application/json": ("json", b"{"),
}


def test_every_file_is_of_a_known_kind_and_to_be_saved(downloads, inside):
    """Named in ASCII, and no browser takes it for a page."""
    assert len(downloads) == 12
    for audience, address in downloads:
        answer = inside[audience].opens(address)
        assert answer.status_code == 200, address
        ending, magic = KINDS[answer.mimetype]
        named = rf'attachment; filename="[A-Za-z0-9_.-]+\.{ending}"'
        assert re.fullmatch(named, answer.headers["Content-Disposition"])
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.get_data().startswith(magic)


def test_saving_files_writes_nothing(downloads, inside, everything):
    """Every row of every table is the same before and after."""
    before = everything()
    for audience, address in downloads:
        inside[audience].opens(address)
    assert everything() == before


def test_a_file_is_refused_to_other_audiences_and_to_nobody(downloads, inside, visitor):
    """The certificate is for everybody; the others are behind their doors."""
    guarded = [(audience, address) for audience, address in downloads if audience in GUARDED]
    assert len(guarded) == 9
    for audience, address in guarded:
        other = next(one for one in GUARDED if one != audience)
        assert inside[other].opens(address).status_code == 403
        assert visitor.opens(address).status_code != 200


def test_a_file_of_somebody_else_is_not_found(enters, world, scene):
    """Within an audience, what belongs to another organisation does not exist."""
    for actor, house in ((world.stranger, "sme"), (world.rival, "provider")):
        visitor = enters(actor)
        for path in (f"contracts/{scene.contract}/pdf", f"invoices/{scene.invoice}/pdf"):
            assert visitor.opens(f"/{house}/{path}").status_code == 404


def test_a_paper_that_does_not_exist_is_not_found(visitor):
    """A sign that was never given out."""
    assert visitor.opens("/certificates/ct_aaaaaaaaaaaaaaaa/pdf").status_code == 404


def test_the_pages_offer_the_files(inside, scene):
    """Who sees a paper can save it."""
    for audience, page in (
        ("public", f"/certificates/{scene.certificate}"),
        ("sme", f"/sme/contracts/{scene.contract}"),
        ("sme", f"/sme/invoices/{scene.invoice}"),
        ("provider", f"/provider/contracts/{scene.contract}"),
        ("provider", f"/provider/invoices/{scene.invoice}"),
    ):
        assert f'href="{page}/pdf"' in inside[audience].opens(page).get_data(as_text=True)
