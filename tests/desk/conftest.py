"""A small town: two companies, two providers, one certifying body, and what they hand in."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from conformance.edition import load_edition
from marketplace.desk.contracts.applications import Accept, SignQuote, accept, sign
from marketplace.desk.contracts.billing import IssueInvoice, issue_invoice
from marketplace.desk.contracts.deposits import RecordDeposit, record_deposit
from marketplace.desk.contracts.quotes import MakeQuote, quote
from marketplace.desk.diagnosis.starting import StartDiagnosis, start_diagnosis
from marketplace.desk.judging import judged
from marketplace.desk.review import Certify, Rule, certify, rule
from marketplace.desk.submission import Submit, submit
from marketplace.domain.codes import new_ref
from marketplace.domain.days import JST
from marketplace.domain.errors import MarketError
from marketplace.domain.organisation import Actor, BankAccount, Organisation, OrgKind, Person
from marketplace.domain.price import Size
from marketplace.domain.quote import consents_of
from marketplace.domain.tier import Star
from marketplace.domain.verdict import Confirmation, Grade, Reason, Ruling, Verdict
from marketplace.store import Store, migrate, organisations, rulings
from marketplace.store.rows import Row

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
LAST = date(2028, 11, 24)
ACCOUNT = BankAccount("架空銀行", "本店", "普通", "1234567", "カ）ヒナタ")

HERE = {
    "provider__code": "hinata",
    "provider__name": "ひなた通信（架空）",
    "offering__code": "mihari",
    "offering__name": "みはりUTM",
    "evidence__0__lapses": "2026-12-31",
}
"""What the whole dossier is called in this town."""


@dataclass
class Town:
    """A store with its people, and the ordinary way to each state of things."""

    store: Store
    actors: dict[str, Actor]
    whole: Callable[..., dict]
    tokens: itertools.count = field(default_factory=itertools.count)
    now = NOW
    today = TODAY
    last = LAST

    def __getattr__(self, name):
        try:
            return self.actors[name]
        except KeyError:
            raise AttributeError(name) from None

    def plain(self, **changes):
        """Give the manifest, with a place changed, or left out by None."""
        return self.whole(**HERE | changes)

    def manifest(self, **changes):
        """Write the manifest, with a place changed, or left out by None."""
        return json.dumps(self.plain(**changes), ensure_ascii=False).encode()

    def token(self):
        return f"token-{next(self.tokens)}"

    def do(self, act, actor, order, now=NOW):
        return self.store.run(act, actor, order, now)

    def on(self, day):
        """Give an instant of a day in Japan."""
        return datetime.combine(day, time(12), JST)

    def see(self, view, *args, **named):
        with self.store.read() as book:
            return view(book, *args, **named)

    def submitted(self, now=NOW, **changes):
        return self.submitted_raw(self.provider, self.manifest(**changes), now)

    def submitted_raw(self, actor, raw, now=NOW):
        made = self.do(submit, actor, Submit(self.token(), raw, "manifest.json"), now)[0]
        return self.rest_ruled(made)

    def rest_ruled(self, submission):
        """Answer what every manifest leaves to a person; the tests are about OTK-02-4."""
        self.store.run(ruled_beforehand, self.examiner, submission)
        return submission

    def ruled(self, submission, actor=None, verdict=Verdict.CONFORMS, clause="OTK-02-4"):
        order = Rule(self.token(), submission.ref, clause, verdict, "資料で確かめた。")
        return self.do(rule, actor or self.examiner, order)

    def certified(self, submission=None, first=TODAY, last=LAST, **changes):
        found = submission or self.submitted(**changes)
        return self.do(certify, self.examiner, Certify(self.token(), found.ref, first, last))

    def applied(self, certificate=None, actor=None, **changes):
        made = self.quoted(certificate, actor, **changes)
        return self.do(sign, actor or self.company, self.signed(made))

    def quoted(self, certificate=None, actor=None, now=NOW, **changes):
        wish = self.wish(certificate or self.certified(), **changes)
        return self.do(quote, actor or self.company, wish, now)

    def wish(self, certificate, **changes):
        order = {
            "token": self.token(),
            "entry_ref": certificate.ref,
            "plan_code": "basic",
            "size": Size(pcs=20, servers=1, networks=2),
            "months": 24,
        }
        return MakeQuote(**order | changes)

    def signed(self, made, **changes):
        order = {
            "token": self.token(),
            "quote_ref": made.ref,
            "digest": made.digest,
            "consents": tuple(one.code for one in consents_of(made.offering)),
            "gateway": "bank_invoice",
        }
        return SignQuote(**order | changes)

    def accepted(self, application=None):
        application = application or self.applied()
        order = Accept(self.token(), application.ref, TODAY + timedelta(days=6))
        return self.do(accept, self.provider, order)

    def invoiced(self, contract=None):
        contract = contract or self.accepted()
        return self.do(issue_invoice, self.provider, IssueInvoice(self.token(), contract.ref))

    def paid(self, invoice=None, amount=None, now=NOW, **changes):
        """Record what was received for an invoice; all of it where nothing else is said."""
        invoice = invoice or self.invoiced()
        order = {
            "token": self.token(),
            "invoice_ref": invoice.ref,
            "amount_yen": invoice.total_in_tax if amount is None else amount,
            "received_on": TODAY,
            "payer_name": "ミナトセイコウ",
        }
        return self.do(record_deposit, self.provider, RecordDeposit(**order | changes), now)

    def active(self, contract=None):
        return self.paid(self.invoiced(contract)).contract

    def diagnosed(self, star=Star.THREE):
        return self.do(start_diagnosis, self.company, StartDiagnosis(self.token(), star))

    def newcomer(self, name, org):
        """Give one more person of an organisation."""
        person = Person(new_ref("ps"), name, f"{name}@example.jp")
        with self.store.act() as book:
            organisations.add_person(book, person)
            book.session.flush()
            organisations.add_membership(book, person.ref, org.ref)
        return Actor(person, org)

    def everything(self):
        """Every row of every table, for comparing."""
        with self.store.read() as book:
            tables = Row.metadata.sorted_tables
            return {t.name: book.session.execute(select(t).order_by(t.c.key)).all() for t in tables}

    def counts(self):
        return {table: len(rows) for table, rows in self.everything().items()}

    def refuses(self, error, *wish):
        """Do what must be refused by this error and leave no row; return code and values."""
        before = self.everything()
        with pytest.raises(error) as caught:
            self.do(*wish)
        assert error is MarketError or type(caught.value) is error
        assert self.everything() == before
        return caught.value.code, caught.value.values


def ruled_beforehand(book, examiner, submission):
    report = judged(book, submission.dossier, submission.tier, TODAY).report
    for finding in report.findings:
        if finding.beneath.reason is Reason.JUDGEMENT and finding.clause != "OTK-02-4":
            rulings.add_ruling(book, examiner, _ruling(report, finding, examiner), now=NOW)


def _ruling(report, finding, examiner):
    return Ruling(
        provider=report.provider,
        offering=report.offering,
        clause=finding.clause,
        text_digest=finding.text_digest,
        facts_digest=finding.facts_digest,
        verdict=Verdict.CONFORMS,
        reason="前に確かめた。",
        by=(examiner.person.ref,),
        on=TODAY,
    )


def confirmed_beforehand(book, *examiners):
    """Two people have compared with the official text what was written without it."""
    by = tuple(one.person.ref for one in examiners)
    for clause in load_edition("otasuke/2.0").clauses:
        if clause.grade is Grade.R:
            place = ("1", "基準", "2")
            made = Confirmation(
                "otasuke/2.0", clause.key, clause.text_digest, *place, by=by, on=TODAY
            )
            rulings.add_confirmation(book, examiners[0], made, now=NOW)


def org(kind, name, **named):
    return Organisation(new_ref("og"), kind, f"{name}（架空）", name, fictional=True, **named)


def people():
    """Make who lives here: name → (person, organisations it belongs to)."""
    payable = {"invoice_number": "T1234567890123", "bank_account": ACCOUNT}
    provider = org(OrgKind.PROVIDER, "ひなた通信", code="hinata", **payable)
    body = org(OrgKind.CERTIFIER, "架空適合確認機構")
    return {
        "company": [org(OrgKind.SME, "みなと精工")],
        "neighbour": [org(OrgKind.SME, "かわべ製作所")],
        "provider": [provider],
        "rival": [org(OrgKind.PROVIDER, "あおば警備", code="aoba", **payable)],
        "unpayable": [org(OrgKind.PROVIDER, "しらかば情報", code="shirakaba")],
        "accountless": [
            org(OrgKind.PROVIDER, "こはく情報", code="kohaku", invoice_number="T1234567890123")
        ],
        "examiner": [body],
        "second": [body],
        "turncoat": [body, provider],
        "buyer": [org(OrgKind.BUYER, "おおぞら電機")],
        "operator": [org(OrgKind.OPERATOR, "運営")],
    }


def settle_in(book, lives):
    """Enter everybody, each organisation once; return who acts first for whom."""
    actors = {}
    for one in {one.ref: one for orgs in lives.values() for one in orgs}.values():
        organisations.add_organisation(book, one)
    for name, orgs in lives.items():
        person = Person(new_ref("ps"), name, f"{name}@example.jp")
        organisations.add_person(book, person)
        book.session.flush()
        for one in orgs:
            organisations.add_membership(book, person.ref, one.ref)
        actors[name] = Actor(person, orgs[0])
    book.session.flush()
    confirmed_beforehand(book, actors["examiner"], actors["second"])
    return actors


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def lasting_store(request, tmp_path_factory):
    """Give one store for all tests on each kind of database; its statements are compiled once."""
    if request.param == "sqlite":
        yield from migrated(f"sqlite:///{tmp_path_factory.mktemp('desk') / 'market.sqlite3'}")
    else:
        for url in request.getfixturevalue("postgres").empty():
            yield from migrated(url)


def migrated(url):
    migrate.upgrade(url)
    store = Store(url)
    yield store
    store.dispose()


@pytest.fixture(name="store")
def _store(lasting_store):
    """Give the lasting store without a row; the version of its catalogue only goes up."""
    yield lasting_store
    with lasting_store.act() as book:
        for table in reversed([t for t in Row.metadata.sorted_tables if t.name != "market"]):
            book.session.execute(table.delete())


@pytest.fixture(name="town")
def _town(store, whole):
    """Give the town on an empty store."""
    return Town(store, store.run(settle_in, people()), whole)
