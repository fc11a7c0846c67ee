"""What an organisation says of itself: its ADMIN changes it, and no contract with it."""

from dataclasses import replace

import pytest

from marketplace.desk.contracts.applications import Accept, accept
from marketplace.desk.contracts.billing import IssueInvoice, issue_invoice
from marketplace.desk.organisations import ChangeOrganisation, change_organisation, kana
from marketplace.domain.codes import check_digit
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.organisation import BankAccount, Role
from marketplace.store import applications, contracts, invoices, members, organisations
from marketplace.store.journal import entries

# Published by the 国税庁法人番号公表サイト: 国税庁 and 経済産業省.
NUMBER, OTHER = "7000012050002", "4000012090001"
ACCOUNT = BankAccount("新しい銀行", "東支店", "当座", "0000123", "カ)ヒナタ")


@pytest.fixture
def boss(town):
    """Give the ADMIN of the provider."""
    return admin(town, town.provider)


def admin(town, actor):
    with town.store.act() as book:
        members.set_role(book, actor, actor.person.ref, Role.ADMIN)
    return replace(actor, role=Role.ADMIN)


def order(**changes):
    said = {
        "token": "t",
        "name": "ひなた新通信（架空）",
        "reading": "ひなたしんつうしん",
        "address": "東京都千代田区二丁目",
        "corporate_number": NUMBER,
        "invoice_number": f"T{NUMBER}",
        "account": ACCOUNT,
    }
    return ChangeOrganisation(**said | changes)


def changed(town, boss, **changes):
    return town.do(change_organisation, boss, order(**changes))


def test_everything_is_changed_and_nothing_else(town, boss):
    """Kind, code and 架空 stay; it stands in the journal."""
    made = changed(town, boss)
    assert (made.name, made.reading) == ("ひなた新通信（架空）", "ヒナタシンツウシン")
    assert (made.corporate_number, made.invoice_number) == (NUMBER, f"T{NUMBER}")
    assert (made.bank_account, made.code, made.fictional) == (ACCOUNT, "hinata", True)
    assert town.see(organisations.organisation, boss.org.ref) == made
    (entry,) = town.see(entries, boss, 1)
    assert entry.act == "change_organisation"


def test_numbers_are_read_kindly(town, boss):
    """Full width, strokes and blanks; a small t."""
    made = changed(
        town,
        boss,
        corporate_number="７-0000-1205-0002",
        invoice_number=f"t {NUMBER}",
        account=replace(ACCOUNT, number="０００-0123", holder="ｶ)ﾋﾅﾀ"),
    )
    assert (made.corporate_number, made.invoice_number) == (NUMBER, f"T{NUMBER}")
    assert (made.bank_account.number, made.bank_account.holder) == ("0000123", "カ)ヒナタ")


def test_what_an_organisation_has_not_may_stay_empty(town, boss):
    """A sole trader has no 法人番号, and its T-number has no check digit of one."""
    made = changed(
        town, boss, address="", corporate_number="", invoice_number="T1234567890123", account=None
    )
    assert (made.address, made.corporate_number, made.bank_account) == ("", None, None)
    assert made.invoice_number == "T1234567890123"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": ""}, "words_needed"),
        ({"name": "あ" * 201}, "words_too_long"),
        ({"reading": "漢字"}, "reading_not_kana"),
        ({"address": "\ue000"}, "words_unreadable"),
        ({"corporate_number": "7000012050003"}, "bad_corporate_number"),
        ({"corporate_number": "700001205000"}, "bad_corporate_number"),
        ({"corporate_number": "六〇〇〇"}, "bad_corporate_number"),
        ({"invoice_number": NUMBER}, "bad_invoice_number"),
        ({"invoice_number": f"T{OTHER}"}, "invoice_number_differs"),
        ({"account": replace(ACCOUNT, number="123")}, "bad_account_number"),
        ({"account": replace(ACCOUNT, kind="定期")}, "bad_account_kind"),
        ({"account": replace(ACCOUNT, holder="株式会社")}, "holder_not_kana"),
        ({"account": replace(ACCOUNT, bank="")}, "words_needed"),
        ({"account": "口座"}, "no_account_here"),
    ],
)
def test_what_cannot_be_used_is_refused(town, boss, changes, code):
    """By the field; nothing is half written."""
    assert town.refuses(Refused, change_organisation, boss, order(**changes))[0] == code


def test_every_wrong_check_digit_is_refused(town, boss):
    """Of the nine other first digits none is taken (0 is never one)."""
    right = check_digit(NUMBER[1:])
    for digit in set(range(10)) - {right}:
        wrong = order(corporate_number=f"{digit}{NUMBER[1:]}")
        assert town.refuses(Refused, change_organisation, boss, wrong)[0] == "bad_corporate_number"


def test_a_number_is_taken_once_a_kind(town, boss):
    """And the refusal does not say by whom; another kind may have the same (one company, two)."""
    changed(town, boss)
    rival, company = admin(town, town.rival), admin(town, town.company)
    code, values = town.refuses(Conflict, change_organisation, rival, order(token="u"))
    assert (code, set(values)) == ("corporate_number_taken", {"kind"})
    made = town.do(change_organisation, company, order(token="v", account=None))
    assert made.corporate_number == NUMBER


def test_only_a_provider_has_an_account_here(town):
    """Nobody pays a company on this market."""
    company = admin(town, town.company)
    assert town.refuses(Refused, change_organisation, company, order())[0] == "no_account_here"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ひなた つうしん", "ヒナタ ツウシン"),
        ("ﾋﾅﾀｰ", "ヒナター"),
        ("ヴァイオ・ＮＴＴ１", "ヴァイオ・NTT1"),
    ],
)
def test_a_reading_is_katakana(typed, kept):
    """Whatever keyboard it came from."""
    assert kana(typed, "reading") == kept


def test_a_contract_keeps_what_was_signed(town, boss):
    """Both parties, the signer's name and the invoice; the next invoice is of today."""
    contract = town.accepted()
    first = town.invoiced(contract)
    changed(town, boss)
    buyer = admin(town, town.company)
    new = order(token="u", name="みなと新精工", account=None, corporate_number=OTHER)
    town.do(change_organisation, buyer, replace(new, invoice_number=""))
    kept = town.see(contracts.contract, buyer, contract.ref)
    assert kept == contract
    assert (kept.application.provider.name, kept.application.company.name) == (
        "ひなた通信（架空）",
        "みなと精工（架空）",
    )
    assert town.see(invoices.invoice, buyer, first.ref) == first
    issued = invoice_of_today(town, contract)
    assert (issued.issuer.name, issued.issuer.bank_account) == ("ひなた新通信（架空）", ACCOUNT)
    assert issued.recipient.name == "みなと新精工"
    assert contract.billed_by(issued.issuer).application.provider == issued.issuer
    assert contract.application.provider.bank_account != ACCOUNT


def invoice_of_today(town, contract):
    """Issue the invoice of the second month."""
    later = town.on(contract.starts_on.replace(month=1, year=2027))
    return town.do(issue_invoice, town.provider, IssueInvoice(town.token(), contract.ref), later)


def test_an_application_of_before_is_accepted_after(town):
    """What the invoice needs is asked of the provider of today, not of the one of the quote."""
    boss = admin(town, town.provider)
    bare = order(invoice_number="", corporate_number="", account=None)
    town.do(change_organisation, boss, bare)
    made = town.applied()
    assert made.provider.invoice_number is None
    changed(town, boss, token="later")
    fresh = town.see(organisations.actor, boss.person.ref, boss.org.ref)
    found = town.see(applications.application, fresh, made.ref)
    assert found.provider.invoice_number is None
    assert town.do(accept, fresh, Accept(town.token(), made.ref, town.today))
