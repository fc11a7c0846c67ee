"""A market with one of everything, and visitors who use it through its pages only."""

import re
from dataclasses import dataclass
from datetime import date

import pytest
import yaml
from sqlalchemy import MetaData, create_engine, select

from conformance.edition import load_edition
from marketplace.desk.contracts.applications import Accept, SignQuote, accept, sign
from marketplace.desk.contracts.billing import IssueInvoice, issue_invoice
from marketplace.desk.contracts.quotes import MakeQuote, quote
from marketplace.desk.diagnosis.starting import StartDiagnosis, start_diagnosis
from marketplace.desk.review import Certify, Rule, certify, review, rule
from marketplace.desk.submission import Submit, submit
from marketplace.domain.organisation import Actor, Person
from marketplace.domain.price import Size
from marketplace.domain.quote import consents_of
from marketplace.domain.tier import Star
from marketplace.domain.verdict import Confirmation, Grade, Reason, Verdict
from marketplace.store import organisations, rulings
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from tests.sessions import session_of
from tests.web.addresses import UNDERWAY, arguments, of_api, papers
from tests.web.letters import linked

KEY = "0123456789abcdef" * 2
SIZE = Size(10, 1, 1)
DAY, UNTIL = date(2026, 11, 25), date(2028, 11, 24)
SHORT = {
    "provider": "provider__code",
    "code": "offering__code",
    "name": "offering__name",
    "tools": "monitoring__tools",
    "amount": "plans__0__prices__0__amount",
}
HIDDEN = re.compile(r'name="(csrf_token|token|shown|carried|name)" value="([^"]*)"')

EDITION = "otasuke/2.0"


@pytest.fixture(scope="session")
def manifest(whole):
    """Give a maker of manifests as text; without arguments the service conforms."""

    def make(more=(), **changes):
        short = {name: changes.pop(name) for name in SHORT if name in changes}
        plain = whole(**{SHORT[name]: value for name, value in short.items()} | changes)
        plain["plans"][0]["prices"] += more
        return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=1000)

    return make


@pytest.fixture
def config(store, now, tmp_path):
    """Give the settings of a demo whose operator has published what checks a certificate."""
    for name in ("jwks.json", "status.json"):
        (tmp_path / name).write_text("{}", "utf-8")
    return WebConfig(store, KEY, demo=True, clock=lambda: now, keys=tmp_path)


@pytest.fixture
def app(config):
    """Give the application of a demo."""
    made = create_app(config)
    made.testing = True
    return made


@dataclass
class Visitor:
    """Somebody with a browser: opens pages, and sends the forms that stand on them."""

    client: object

    def opens(self, path, **headers):
        """Open a page."""
        return self.client.get(path, headers=headers, buffered=True)

    def sends(self, page, action, data=None, **headers):
        """Send a form of a page: its hidden fields first, then what is entered."""
        return self.sends_on(self.opens(page), action, data, **headers)

    def sends_on(self, shown, action, data=None, **headers):
        """Send the last form of a page that is open."""
        hidden = dict(HIDDEN.findall(shown.get_data(as_text=True)))
        return self.client.post(action, data=hidden | (data or {}), headers=headers)

    def becomes(self, actor, *, second=True):
        """Open a session as the store keeps it; test_signing_in.py goes through the form."""
        cookie = session_of(self.client.application, actor, second=second)
        with self.client.session_transaction() as session:
            session.clear()
            session.update(cookie)
        return self


@pytest.fixture
def visitor(app):
    """Give somebody who is nobody yet."""
    return Visitor(app.test_client())


@pytest.fixture
def enters(app):
    """Give a visitor who acts for somebody."""
    return lambda actor: Visitor(app.test_client()).becomes(actor)


@dataclass(frozen=True)
class Scene:
    """The references of one of everything."""

    open: str
    certificate: str
    waiting: str
    application: str
    contract: str
    invoice: str
    quote: str


@pytest.fixture
def second(store, world):
    """Give the second examiner of the certifying body."""
    person = Person("ps_secondaaaaaaaaaa", "二人目の審査員", "second@example.jp")
    with store.act() as book:
        organisations.add_person(book, person)
        organisations.add_membership(book, person.ref, world.certifier.org.ref)
    return Actor(person, world.certifier.org)


@pytest.fixture
def confirmed(store, world, second, now):
    """Let two examiners have compared every unseen clause with the (fictional) original.

    Put down as it is kept, for time; test_confirming.py goes the whole way through the pages.
    """
    by = (world.certifier.person.ref, second.person.ref)

    def all_of_it(book):
        for clause in load_edition(EDITION).clauses:
            place = (f"試験-{clause.key}", "試験の原文（架空）", "1")
            made = Confirmation(EDITION, clause.key, clause.text_digest, *place, by, DAY)
            if clause.grade is Grade.R:
                rulings.add_confirmation(book, world.certifier, made, now=now)

    store.run(all_of_it)


@pytest.fixture
def settles(store, world, now):
    """Give a way for an examiner to answer what a submission leaves to a person, but some."""

    def all_of_it(book, ref, but):
        outcome = review(book, world.certifier, ref, DAY).outcome
        left = [s.finding.clause for s in outcome.clauses if s.answered.reason is Reason.JUDGEMENT]
        for key in (key for key in left if key not in but):
            order = Rule(f"{ref}-{key}", ref, key, Verdict.CONFORMS, "資料で確かめました。")
            rule(book, world.certifier, order, now)

    return lambda ref, but=(): store.run(all_of_it, ref, but)


@pytest.fixture
def lists(store, world, manifest, *, confirmed, settles, now):
    """Give a way to list a service: submitted, settled and certified."""

    def do(**changes):
        name = changes.get("code", "usual")
        order = Submit(f"submit-{name}", manifest(**changes).encode(), "m.yaml")
        (made,) = store.run(submit, world.provider, order, now)
        settles(made.ref)
        order = Certify(f"certify-{name}", made.ref, DAY, UNTIL)
        return store.run(certify, world.certifier, order, now)

    return do


@pytest.fixture
def scene(store, world, manifest, *, lists, settles, now):
    """Give a listed service, one under review, two applications, a contract and its invoice."""

    def does(act, actor, order):
        return store.run(act, actor, order, now)

    certificate = lists()
    raw = manifest(code="mihari-ndr", name="見張りNDR", tools=["NDR"]).encode()
    (waits,) = does(submit, world.provider, Submit("scene-waits", raw, "m.yaml"))
    settles(waits.ref, but=("OTK-02-4",))
    wish = (certificate.ref, "basic", SIZE, 12)
    quotes = [does(quote, world.company, MakeQuote(f"scene-quote-{n}", *wish)) for n in range(3)]
    signed = [
        SignQuote(f"scene-sign-{n}", one.ref, one.digest, consented(one), "bank_invoice")
        for n, one in enumerate(quotes[1:])
    ]
    first, second = (does(sign, world.company, one) for one in signed)
    contract = does(accept, world.provider, Accept("scene-accept", second.ref, date(2026, 12, 1)))
    invoice = does(issue_invoice, world.provider, IssueInvoice("scene-bill", contract.ref))
    refs = (one.ref for one in (first, second, contract, invoice, quotes[0]))
    return Scene(waits.ref, certificate.ref, *refs)


def consented(made):
    return tuple(one.code for one in consents_of(made.offering))


@pytest.fixture
def everything(store):
    """Give a function that reads every row of every table."""
    engine = create_engine(store.url)
    tables = MetaData()
    tables.reflect(engine)

    def read():
        with engine.connect() as connection:
            return {
                name: sorted(map(repr, connection.execute(select(table))))
                for name, table in tables.tables.items()
            }

    yield read
    engine.dispose()


@pytest.fixture
def diagnosed(store, world, now):
    """Give the reference of a diagnosis for ★3 in which nothing is answered yet."""
    order = StartDiagnosis("scene-diagnosis", Star.THREE)
    return store.run(start_diagnosis, world.company, order, now).ref


@pytest.fixture
def diagnosis_pages(diagnosed):
    """Give the addresses of the pages of a diagnosis."""
    names = ("", "_profile", "_numbers", "_result", "_answers", "_category", "_item", "_document")
    names += ("_import", "_changes", "_measure", "_papers", "_file")
    names += ("_plan", "_plan_sheet")
    place = {"category": "4", "number": "4-1-3"}
    more = {"_category": {"category": "4"}, "_item": place, "_papers": place}
    more |= {"_plan": {"area": "13"}, "_plan_sheet": {"area": "13"}}
    more |= {"_measure": {"place": "0"}, "_changes": {"with": diagnosed}}
    pages = {f"sme.diagnosis{name}": {"ref": diagnosed} | more.get(name, {}) for name in names}
    own = {f"own.own_{name}": {"ref": diagnosed} for name in ("diagnosis", "profile", "answers")}
    return pages | own


@pytest.fixture
def pages(scene, diagnosis_pages, config, world):
    """Give an address for every route that is opened by GET, as endpoint → its arguments."""
    places = arguments(scene, EDITION) | of_api(scene) | papers(scene)
    return diagnosis_pages | places | linked(config, world)


@pytest.fixture
def addresses(app, pages):
    """Give every page as (audience, address); new routes are named in addresses.py."""
    return [pair for endpoint, *pair in opened(app, pages) if not endpoint.endswith("_file")]


@pytest.fixture
def downloads(app, pages):
    """Give every file that leaves the market as (audience, address)."""
    return [pair for endpoint, *pair in opened(app, pages) if endpoint.endswith("_file")]


def opened(app, pages):
    """Give every route that is opened by GET as (endpoint, audience, address)."""
    audiences = app.extensions["audiences"]
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
        for rule in (rule for rule in rules if rule.endpoint not in UNDERWAY):
            arguments = pages[rule.endpoint] if rule.arguments else {}
            yield rule.endpoint, audiences[rule.endpoint], app.url_for(rule.endpoint, **arguments)


@pytest.fixture
def inside(enters, visitor, world):
    """Give a visitor for every audience."""
    return {
        "public": visitor,
        "api": visitor,
        "demo": visitor,
        "sme": enters(world.company),
        "company-api": enters(world.company),
        "provider": enters(world.provider),
        "certifier": enters(world.certifier),
        "buyer": enters(world.buyer),
        "operator": enters(world.operator),
        "account": enters(world.company),
        "organisation": enters(world.company),
    }
