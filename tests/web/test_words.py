"""What DESIGN 7 says of words, on every page of every audience; each rule can fail."""

import shutil
from dataclasses import dataclass, field

import pytest

from marketplace.domain.certificate import TRIAL_WORDS
from marketplace.store import Store, organisations
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from tests.conftest import NOW
from tests.web.conftest import KEY, Visitor
from tests.web.wording.rules import FOOT, LISTED_HERE, NO_INSURANCE, OFFICIAL_LIST, faults
from tests.web.wording.walking import shape_of, walk

AUDIENCES = ("public", "sme", "provider", "certifier", "buyer", "operator")
COMMON = ("/account", "/organisation")
NAME = "ひなた通信（架空）"
BOUND = f"2026年11月25日、24台、{LISTED_HERE}"
TRIAL_LINK = '<a href="/services/tl_aaaaaaaaaaaaaaaa">見本</a>'
GOOD = f"""<html><head><title>見本</title></head><body><main><h1>見本</h1>{{}}</main>
<footer>{FOOT}。<a href="{OFFICIAL_LIST}">一覧</a></footer></body></html>"""


@pytest.fixture(name="demo", scope="module")
def _demo(demo_template, tmp_path_factory):
    """Give the application of a demo on its first day, and who acts in it."""
    path = tmp_path_factory.mktemp("words") / "market.sqlite3"
    shutil.copyfile(demo_template, path)
    store = Store.sqlite(path)
    with store.read() as book:
        actors = organisations.actors(book)
    app = create_app(WebConfig(store, KEY, demo=True, clock=lambda: NOW))
    yield Demo(app, actors)
    store.dispose()


@dataclass
class Demo:
    """A demo, and the pages of it that were walked through already."""

    app: object
    actors: tuple
    walked: dict = field(default_factory=dict)

    def pages(self, audience):
        """Give the pages of an audience; everybody's are walked once, by nobody."""
        if audience not in self.walked:
            self.walked[audience] = self._walk(audience, Visitor(self.app.test_client()))
        return self.walked[audience]

    def _walk(self, audience, visitor):
        if audience == "public":
            return walk(visitor, "/")
        visitor.becomes(self.first_of(audience))
        return walk(visitor, f"/{audience}/", (f"/{audience}/", *COMMON))

    def first_of(self, audience):
        """Give who acts first for a kind; of the providers one that is listed."""
        named = "ひなた" if audience == "provider" else ""
        own = (one for one in self.actors if one.kind.value == audience)
        return next(one for one in own if named in one.org.name)


def wrong(pages, actors):
    """Give what is wrong, page by page."""
    names = sorted({one.org.name for one in actors})
    told = {a: faults(html, names, diagnosis="/diagnosis" in a) for a, html in pages.items()}
    return {address: found for address, found in told.items() if found}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_words_of_the_demo(demo, audience):
    """Every page that leads from another, as each audience sees it."""
    pages = demo.pages(audience)
    assert len(pages) > 5, sorted(pages)
    assert wrong(pages, demo.actors) == {}


def test_the_walk_finds_the_pages_that_matter(demo):
    """A listed service, a trial listing, a comparison, a clause, a legal page, the glossary."""
    shapes = {shape_of(address)[0] for address in demo.pages("public")}
    assert {"/services", "/services/REF", "/glossary", "/legal/privacy", "/scs"} <= shapes
    assert any(one.startswith("/compare") for one in shapes)


def test_the_words_of_every_route(addresses, inside, world):
    """Also of the pages that the demo does not reach on its first day."""
    told = {}
    for audience, address in addresses:
        answer = inside[audience].opens(address)
        if answer.mimetype == "text/html" and answer.status_code < 300:
            told[address] = answer.get_data(as_text=True)
    assert len(told) > 40
    assert wrong(told, world.everybody) == {}


@pytest.mark.parametrize("address", ["/nowhere", "/legal/nowhere", "/services/ct_aaaaaaaaaaaaaaaa"])
def test_the_words_of_an_error(visitor, address):
    """A page that is not there keeps to them too."""
    assert faults(visitor.opens(address).get_data(as_text=True)) == {}


def test_a_good_page_breaks_no_rule():
    """So that what follows shows the one fault that was planted."""
    assert faults(GOOD.format("<p>文</p>"), [NAME]) == {}


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        ("untitled", "<p>国の認定を受けました</p>"),
        ("untitled", "<p>格付け A</p>"),
        ("untitled", "<p>認証取得</p>"),
        ("untitled", "<p>審査に合格</p>"),
        ("insured", "<dl><dt>保険会社など</dt><dd>架空保険</dd></dl>"),
        ("insured", "<form><label>保険の額</label></form>"),
        ("insured", "<form method=get><select><option>保険の厚い順</option></select></form>"),
        ("counted", "<p>9事業者・14プラン</p>"),
        ("counted", "<p>全 240 プランを比べました</p>"),
        ("cheapest", "<section><p>最安のプランです</p></section>"),
        ("cheapest", f"<section><p>最安は、2026年11月25日、{LISTED_HERE}です</p></section>"),
        ("unlured", "<h1>補助金で安く</h1>"),
        ("unlured", '<p class="lead">補助金が使えます</p>'),
        ("unlured", "<p>補助金を使えば半額</p>"),
        ("unlured", '<select name="sort"><option>補助金の多い順</option></select>'),
        ("on_trial", f"<ul><li>{TRIAL_LINK}</li><li>{TRIAL_WORDS}</li></ul>"),
        ("on_trial", f"<p>{TRIAL_LINK}</p>"),
        ("fictional", "<p>ひなた通信のサービス</p>"),
    ],
)
def test_a_planted_word_is_found(rule, planted):
    """By its own rule and by no other."""
    assert set(faults(GOOD.format(planted), [NAME])) == {rule}


@pytest.mark.parametrize(
    "allowed",
    [
        "<p>多要素認証を使う</p>",
        "<p>アクセス前の認証</p>",
        f"<dl><dt>保険会社など</dt><dd>架空保険</dd></dl><p>{NO_INSURANCE}。</p>",
        "<form method=post><label>保険の名前</label></form>",
        f"<p>{LISTED_HERE}：9事業者・14プラン</p>",
        f"<section><h2>最安の組合せ</h2><p>{BOUND}</p></section>",
        "<p>補助金は受付終了です</p>",
        f"<ul><li>{TRIAL_LINK}{TRIAL_WORDS}</li></ul>",
        f"<table><tr><th>{TRIAL_LINK}</th><td>{TRIAL_WORDS}</td></tr></table>",
        f"<p>{NAME}のサービス</p>",
        "<script>認定</script>",
    ],
)
def test_what_may_stand_is_left_alone(allowed):
    """A rule that forbids too much would be switched off one day."""
    assert faults(GOOD.format(allowed), [NAME]) == {}


@pytest.mark.parametrize("lost", [FOOT, OFFICIAL_LIST])
def test_a_page_without_its_foot_is_found(lost):
    """Neither the sentence nor the link may be missing."""
    assert set(faults(GOOD.format("").replace(lost, ""))) == {"footed"}


def test_a_score_in_a_diagnosis_is_found():
    """In per cent; a tax rate elsewhere is none."""
    page = GOOD.format("<p>達成率 72％</p>")
    assert set(faults(page, diagnosis=True)) == {"uncounted"}
    assert faults(page) == {}
