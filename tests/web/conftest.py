"""A market with one of everything, and visitors who use it through its pages only."""

import re
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import MetaData, create_engine, select

from marketplace.desk.billing import IssueInvoice, issue_invoice
from marketplace.desk.contracting import Accept, Apply, accept, apply
from marketplace.desk.review import Certify, certify
from marketplace.desk.submission import Submit, submit
from marketplace.domain.price import Size
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig

KEY = "0123456789abcdef" * 2
SIZE = Size(10, 1, 1)
UNTIL = date(2028, 11, 24)
HIDDEN = re.compile(r'name="(csrf_token|token|carried|name)" value="([^"]*)"')

MANIFEST = """\
format: otasuke-manifest/1
provider: {{code: {provider}, name: 見張り番株式会社（架空）}}
offering:
  code: {code}
  name: {name}
  summary: 拠点の出入口を見張ります。
  source: サービス説明書（架空）
  as_of: 2026-11-01
monitoring:
  type: ネットワーク監視型
  tools: [{tool}]
  network: {{hours: 24}}
dispatch: {{available: true}}
plans:
  - code: basic
    name: 基本
    tier: class1
    term_months: 12
    terminals_max: 50
    prices:
      - name: 見守り
        kind: recurring
        basis: network
        amount: {amount}
        period: month
        tax: excluded
        compulsory: true
{more}evidence:
  - facts: [monitoring.type, monitoring.tools, monitoring.network.hours, dispatch.available]
    kind: document
    title: 機能説明資料
    sha256: b71b120a12df19d7f6dcc1dfbc918e073e3a8249306da59e00e7f3ed0d3a1b85
    issued: 2026-10-01
"""


@pytest.fixture(scope="session")
def manifest():
    """Give a maker of manifests; without arguments the service conforms."""

    def make(**changes):
        usual = {"provider": "mihari", "code": "mihari-utm", "name": "見張りUTM", "tool": "UTM"}
        return MANIFEST.format(**usual | {"amount": 9800, "more": ""} | changes)

    return make


@pytest.fixture
def config(store, now):
    """Give the settings of a demo."""
    return WebConfig(store, KEY, demo=True, clock=lambda: now)


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

    def becomes(self, actor):
        """Choose a person in the role switcher."""
        chosen = {"person": actor.person.ref, "org": actor.org.ref}
        answer = self.sends("/demo/people", "/demo/people", chosen)
        assert answer.status_code == 303, answer.get_data(as_text=True)
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


@pytest.fixture
def scene(store, world, manifest, now):
    """Give a listed service, one under review, two applications, a contract and its invoice."""

    def does(act, actor, order):
        return store.run(act, actor, order, now)

    def submits(name, text):
        return does(submit, world.provider, Submit(f"scene-{name}", text.encode(), "m.yaml"))[0]

    listed = submits("listed", manifest())
    order = Certify("scene-certify", listed.ref, date(2026, 11, 25), UNTIL)
    certificate = does(certify, world.certifier, order)
    waits = submits("waits", manifest(code="mihari-ndr", name="見張りNDR", tool="NDR"))
    wish = (certificate.ref, "basic", SIZE, 12)
    first = does(apply, world.company, Apply("scene-apply-1", *wish, agreed=True))
    second = does(apply, world.company, Apply("scene-apply-2", *wish, agreed=True))
    contract = does(accept, world.provider, Accept("scene-accept", second.ref, date(2026, 12, 1)))
    invoice = does(issue_invoice, world.provider, IssueInvoice("scene-bill", contract.ref))
    return Scene(waits.ref, certificate.ref, first.ref, second.ref, contract.ref, invoice.ref)


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
def pages(scene):
    """Give an address for every route that is opened by GET, as endpoint → its arguments."""
    return {
        "public.offering": {"ref": scene.certificate},
        "public.certificate": {"ref": scene.certificate},
        "public.edition": {"slug": "otasuke/2.0"},
        "sme.apply_form": {"ref": scene.certificate, "code": "basic"},
        "sme.application": {"ref": scene.waiting},
        "sme.contract": {"ref": scene.contract},
        "sme.invoice": {"ref": scene.invoice},
        "provider.submission": {"ref": scene.open},
        "provider.application": {"ref": scene.waiting},
        "provider.contract": {"ref": scene.contract},
        "provider.invoice": {"ref": scene.invoice},
        "certifier.review": {"ref": scene.open},
        "static": {"filename": "ground.css"},
    }


@pytest.fixture
def addresses(app, pages):
    """Give every page as (audience, address); a new route with arguments has to be added above."""
    found = []
    with app.test_request_context():
        for rule in (rule for rule in app.url_map.iter_rules() if "GET" in rule.methods):
            arguments = pages[rule.endpoint] if rule.arguments else {}
            address = app.url_for(rule.endpoint, **arguments)
            found.append((app.extensions["audiences"][rule.endpoint], address))
    return found


@pytest.fixture
def inside(enters, visitor, world):
    """Give a visitor for every audience."""
    return {
        "public": visitor,
        "demo": visitor,
        "sme": enters(world.company),
        "provider": enters(world.provider),
        "certifier": enters(world.certifier),
    }
