"""Papers to print: names that break careless fonts, and readers of what was printed."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf
import pytest

from marketplace.domain.certificate import Certificate
from marketplace.domain.contract import Application, ApplicationState, Contract, ContractState
from marketplace.domain.invoice import Invoice, InvoiceLine
from marketplace.domain.offering import Dossier, Offering, Plan, Provider
from marketplace.domain.organisation import BankAccount, Organisation, OrgKind
from marketplace.domain.price import Basis, Period, Size
from marketplace.domain.service import EarlyEnd, EndRule, Insurance, Party, PartyRole, Terms
from marketplace.domain.tariff import Breakdown, Charge
from marketplace.domain.tax import TaxCategory
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import (
    Answered,
    EditionRef,
    Finding,
    Force,
    Grade,
    Outcome,
    Report,
    Ruling,
    Settled,
    Verdict,
)
from marketplace.payments.bank_invoice import BankInvoice

BREAK = "\u200b"
"""Where a template lets a long word break."""

ISSUED = date(2026, 11, 25)
ACCOUNT = BankAccount("架空銀行", "本店", "普通", "1234567", "カ）タカサキ")
ISSUER = Organisation(
    "og_provider",
    OrgKind.PROVIDER,
    "㈱髙﨑★見守り①（架空）",
    "タカサキ",
    address="東京都千代田区一丁目2番3号",
    corporate_number="1234567890123",
    invoice_number="T1234567890123",
    bank_account=ACCOUNT,
    fictional=True,
)
COMPANY = Organisation(
    "og_company",
    OrgKind.SME,
    "みなと精工（架空）",
    "ミナトセイコウ",
    address="神奈川県横浜市中区四丁目5番6号",
    fictional=True,
)
BODY = Organisation(
    "og_body", OrgKind.CERTIFIER, "架空適合確認機構（架空）", "カクウ", fictional=True
)


class Paper:
    """A printed paper as its reader sees it."""

    def __init__(self, raw):
        self.raw = raw
        self.reader = pypdf.PdfReader(io.BytesIO(raw))
        self.pages = [page.extract_text() for page in self.reader.pages]

    @property
    def text(self):
        """Everything said, without spaces and the breaks that the width of a page makes."""
        return "".join("".join(self.pages).replace(BREAK, "").split())

    def says(self, *sentences):
        """Which of these sentences are missing."""
        return [s for s in sentences if "".join(s.split()) not in self.text]


@pytest.fixture(scope="session")
def read():
    """Give the reader of papers."""
    return Paper


def line(name="拠点の監視（月額）", quantity=3, unit=9_800, rate_bp=1000):
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    return InvoiceLine(name, first, last, quantity, "か所", unit, rate_bp)


@pytest.fixture(scope="session")
def line_of():
    """Give the maker of invoice lines."""
    return line


@pytest.fixture(scope="session")
def invoice_of():
    """Give the maker of invoices; organisations may be changed by field."""

    def make(*lines, issuer=None, recipient=None):
        once = InvoiceLine("設置（初回のみ）", ISSUED, ISSUED, 1, "社", 30_000, 1000)
        return Invoice(
            "iv_aaaaaaaaaaaaaaaa",
            "2026-0001",
            "co_aaaaaaaaaaaaaaaa",
            replace(ISSUER, **(issuer or {})),
            replace(COMPANY, **(recipient or {})),
            issued_on=ISSUED,
            due_on=date(2026, 12, 25),
            lines=lines or (line(), once),
        )

    return make


HALF = EarlyEnd(EndRule.REMAINING, percent_bp=5_000, tax_category=TaxCategory.OUT_OF_SCOPE)
CHARGES = (
    Charge("拠点の監視", Basis.NETWORK, 3, 9_800, Period.MONTH),
    Charge("PCの監視（キャンペーン）", Basis.PC, 20, 300, Period.MONTH, 1, 6),
    Charge("PCの監視", Basis.PC, 20, 500, Period.MONTH, 7),
    Charge("機器の借用", Basis.COMPANY, 1, 1_200, Period.MONTH, prepay_months=12),
    Charge("付帯する補償", Basis.COMPANY, 1, 12_000, Period.YEAR),
    Charge("設置", Basis.COMPANY, 1, 50_000, None),
)


@pytest.fixture(scope="session")
def application():
    """Give an application for two years: monthly, yearly, campaign, prepaid and single charges."""
    return Application(
        ref="ap_aaaaaaaaaaaaaaaa",
        company=COMPANY,
        provider=ISSUER,
        certificate_ref="ct_aaaaaaaaaaaaaaaa",
        dossier_ref="do_aaaaaaaaaaaaaaaa",
        offering_name="みはりUTM★㈱髙﨑",
        plan=Plan("basic", "基本", ServiceClass.CLASS1, term_months=12),
        size=Size(20, 1, 3, 35),
        months=24,
        breakdown=Breakdown(CHARGES, (), 24, ("休日の駆付け",)),
        state=ApplicationState.ACCEPTED,
        applied_at=datetime(2026, 11, 20, 3, 0, tzinfo=UTC),
        answer_by=date(2026, 12, 4),
    )


@pytest.fixture(scope="session")
def contract(application):
    """Give the contract that followed, signed on the day of issue."""
    return Contract(
        "co_aaaaaaaaaaaaaaaa",
        application,
        ContractState.AWAITING_PAYMENT,
        "bank_invoice",
        ISSUED,
        date(2026, 12, 1),
        date(2028, 11, 30),
    )


@pytest.fixture(scope="session")
def instructions(contract):
    """Give what the embedded gateway says about paying."""
    return BankInvoice().instructions(contract)


@pytest.fixture(scope="session")
def offering():
    """Give an offering whose terms, parties and insurance are declared."""
    return Offering(
        code="mihari",
        name="みはりUTM★㈱髙﨑",
        summary="見守ります。",
        source="https://example.jp/mihari",
        as_of=date(2026, 11, 1),
        terms=Terms(1, "1年ごとに自動で更新します。", 60, renewal_months=12, early_end=HALF),
        insurance=Insurance(
            attached=True,
            insurer="架空損害保険",
            policy="サイバー保険（団体契約）",
            policyholder="㈱髙﨑★見守り①（架空）",
        ),
        parties=(Party(PartyRole.DESK, "かもめコール（架空）"),),
    )


@pytest.fixture(scope="session")
def certificate(offering):
    """Give a certificate of two years."""
    return Certificate(
        ref="ct_aaaaaaaaaaaaaaaa",
        number="2026-0007",
        provider=ISSUER,
        dossier=Dossier(Provider("hinata", ISSUER.name), offering),
        dossier_ref="do_aaaaaaaaaaaaaaaa",
        tier=ServiceClass.CLASS1,
        edition=EditionRef("otasuke/2.0", 3, "0123456789abcdef" * 4),
        valid_from=date(2026, 12, 1),
        valid_until=date(2028, 11, 30),
        issued_at=datetime(2026, 11, 25, 3, 0, tzinfo=UTC),
    )


@pytest.fixture(scope="session")
def body():
    """Give the certifying body."""
    return BODY


def settled(key, title, force=Force.MUST, verdict=Verdict.CONFORMS, **how):
    answered = Answered(verdict)
    finding = Finding(
        key,
        title,
        force,
        Grade.P,
        guidance=False,
        answered=answered,
        beneath=answered,
        plan=None,
        sentence="",
        seen="",
        wanted="",
        remedy="",
        text_digest="",
        facts_digest="",
    )
    return Settled(finding, answered, **how)


@pytest.fixture(scope="session")
def outcome(certificate):
    """Give what the certificate was issued on: by machine, by a person, and 対象外."""
    ruling = Ruling(
        "hinata", "mihari", "OTK-02-4", "", "", Verdict.CONFORMS, "見た", ("a",), ISSUED
    )
    clauses = (
        settled("OTK-02-1", "相談窓口を一つ置く", confirmed=True),
        settled("OTK-02-4", "ネットワークの異常を24時間見守る", ruling=ruling),
        settled("OTK-05-1", "ネットワークごとの月額の上限"),
        settled("OTK-05-2", "端末ごとの月額の上限", verdict=Verdict.NOT_APPLICABLE),
        settled("OTK-09-1", "定期の相談", Force.SHOULD),
    )
    report = Report(
        "hinata",
        "mihari",
        certificate.dossier.digest,
        certificate.edition,
        "0" * 64,
        ServiceClass.CLASS1,
        ISSUED,
        tuple(one.finding for one in clauses),
    )
    return Outcome(report, clauses, Verdict.CONFORMS)
