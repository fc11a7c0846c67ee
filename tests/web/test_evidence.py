"""Papers that are handed in with a submission, listed beside it, and opened by the two parties."""

import hashlib
import io
import re

import pytest
import yaml

from marketplace.store import journal
from marketplace.web.evidence import attachment
from tests.desk.evidence.papers import PNG, pdf

PAPER = pdf(b"secret paper")
NAME = '仕様書 v1;"x".pdf'.replace('"', "”")
OPENS = re.compile(r'action="(/(?:provider|certifier)/evidence/ef_[a-z2-7]{16})"')


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def raw(manifest):
    """Give a manifest that declares one paper by its digest."""
    plain = yaml.safe_load(manifest())
    plain["evidence"][0] |= {"file": NAME, "sha256": hashlib.sha256(PAPER).hexdigest()}
    return yaml.safe_dump(plain, allow_unicode=True)


@pytest.fixture
def provider(enters, world):
    """Give a visitor who acts for the provider."""
    return enters(world.provider)


@pytest.fixture
def hands_in(provider, raw):
    """Give a way to check the manifest, choose files, and submit."""

    def do(*files):
        checked = provider.sends("/provider/check", "/provider/check", {"manifest": raw})
        assert checked.status_code == 200
        chosen = [(io.BytesIO(content), name) for name, content in files]
        return provider.sends_on(checked, "/provider/submissions", {"evidence": chosen})

    return do


@pytest.fixture
def handed_in(hands_in):
    """Give the reference of a submission with its paper."""
    answer = hands_in((NAME, PAPER))
    assert answer.status_code == 303, text_of(answer)
    return answer.location.rpartition("/")[2]


def place(visitor, house, ref):
    """Find the button of the file on the page of the submission."""
    page = text_of(visitor.opens(f"/{house}/submissions/{ref}"))
    (found,) = OPENS.findall(page)
    return found


def test_a_paper_is_listed_with_its_strength_size_and_digest(enters, world, provider, handed_in):
    """On both sides; what did not come is said, too."""
    for visitor, house in ((provider, "provider"), (enters(world.certifier), "certifier")):
        page = text_of(visitor.opens(f"/{house}/submissions/{handed_in}"))
        assert NAME in page
        assert "1 kB" in page
        assert hashlib.sha256(PAPER).hexdigest()[:16] in page
        assert "指紋は申告のとおり" in page
        assert "記録簿に残ります" in page


def test_without_a_paper_it_says_so(hands_in, provider):
    """A submission needs none."""
    answer = hands_in()
    page = text_of(provider.opens(answer.location))
    assert "届いていません" in page
    assert OPENS.findall(page) == []


@pytest.mark.parametrize("house", ["provider", "certifier"])
def test_it_is_saved_and_never_shown(enters, world, store, house, handed_in):
    """As what it was taken for, under its own name, with nothing allowed to run."""
    actor = getattr(world, house)
    visitor = enters(actor)
    page, action = f"/{house}/submissions/{handed_in}", place(visitor, house, handed_in)
    for _ in range(2):
        answer = visitor.sends(page, action)
        assert (answer.status_code, answer.get_data()) == (200, PAPER)
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"
    ref = action.rpartition("/")[2]
    assert headers["Content-Disposition"] == attachment(NAME, ref)
    with store.read() as book:
        lines = journal.entries(book, actor, 9)
    opened = [line for line in lines if line.act == "open_evidence"]
    assert [(line.subject_ref, line.person) for line in opened] == [(ref, actor.person.name)] * 2


def test_it_is_opened_by_nobody_else_and_never_by_a_link(
    enters, world, visitor, provider, handed_in
):
    """Other providers and companies, nobody, and whoever only follows an address."""
    action = place(provider, "provider", handed_in)
    ref = action.rpartition("/")[2]
    assert provider.opens(action).status_code == 405
    assert enters(world.rival).sends("/provider/", action).status_code == 404
    for actor in (world.company, world.stranger):
        assert enters(actor).sends("/sme/", action).status_code == 403
        assert enters(actor).sends("/sme/", f"/certifier/evidence/{ref}").status_code == 403
    assert visitor.sends("/signin", action).status_code == 401
    page = f"/provider/submissions/{handed_in}"
    assert provider.sends(page, f"{page}/withdraw").status_code == 303
    assert enters(world.rival).sends("/provider/", action).status_code == 404
    assert provider.sends(page, action).status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ", "a.exe"),
        (NAME, b"MZ\x90", "中身は実行できるファイル"),
        (NAME, pdf(b"other"), "申告と違います"),
        (NAME, b"", "空のファイル"),
        (NAME, PNG, "中身はPNG"),
        (NAME, pdf(b"<< /S /JavaScript >>"), "JavaScript があります"),
    ],
)
def test_what_is_refused_is_said_and_nothing_is_kept(hands_in, everything, name, content, words):
    """With the form again."""
    before = everything()
    answer = hands_in((name, content))
    assert answer.status_code == 422
    assert words in text_of(answer).replace("JavaScriptが", "JavaScript が")
    assert everything() == before


def test_two_files_of_one_name_are_refused(hands_in):
    """Browsers leave out the folders in which they differ."""
    answer = hands_in((NAME, PAPER), (NAME, pdf(b"x")))
    assert (answer.status_code, "二つあります" in text_of(answer)) == (422, True)


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: x.pdf", "../../etc/passwd.pdf", "x" * 300])
def test_a_name_that_is_none_breaks_nothing(hands_in, name):
    """Neither a header nor a path is made of it."""
    answer = hands_in((name, PAPER))
    assert answer.status_code in (303, 422)
    assert "Set-Cookie: x" not in str(answer.headers)


@pytest.mark.parametrize("name", ["名前.pdf", 'a"b.pdf', "a\r\nb.pdf", "a;b=c.pdf", "é'()*.pdf"])
def test_a_name_is_spelt_for_every_browser(name):
    """RFC 5987: ASCII alone, nothing that ends the value; RFC 6266: a plain one before it."""
    spelt = attachment(name, "ef_aaaaaaaaaaaaaaaa")
    plain, _, encoded = spelt.partition("; filename*=UTF-8''")
    assert plain == 'attachment; filename="ef_aaaaaaaaaaaaaaaa.pdf"'
    assert re.fullmatch(r"[A-Za-z0-9%._~-]+", encoded)
