"""請求書払い: the provider is paid, and the company knows how."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from marketplace.domain.contract import Application, ApplicationState, Contract, ContractState
from marketplace.domain.errors import Missing
from marketplace.domain.gateway import PaymentGateway
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import BankAccount, Organisation, OrgKind
from marketplace.domain.price import Size
from marketplace.domain.tariff import Breakdown
from marketplace.domain.tier import ServiceClass
from marketplace.payments import GATEWAYS, gateway

ACCOUNT = BankAccount("架空銀行", "本店", "普通", "1234567", "カ）ヒナタ")


@pytest.fixture(name="contract")
def _contract():
    provider = Organisation(
        "og_p", OrgKind.PROVIDER, "ひなた通信（架空）", "ひなた", bank_account=ACCOUNT
    )
    application = Application(
        ref="ap_a",
        company=Organisation("og_c", OrgKind.SME, "みなと精工（架空）", "みなと"),
        provider=provider,
        certificate_ref="ct_a",
        dossier_ref="ds_a",
        offering_name="みはりUTM",
        plan=Plan("basic", "基本", ServiceClass.CLASS1),
        size=Size(1, 0, 1),
        months=12,
        breakdown=Breakdown((), (), 12),
        state=ApplicationState.ACCEPTED,
        applied_at=datetime(2026, 11, 25, tzinfo=UTC),
        answer_by=date(2026, 12, 9),
    )
    days = date(2026, 11, 25), date(2026, 12, 1), date(2027, 11, 30)
    return Contract("kt_a", application, ContractState.ENDED, "bank_invoice", *days)


def test_a_contract_begins_unpaid(contract):
    """Whatever state a draft had."""
    port: PaymentGateway = gateway("bank_invoice")
    assert port.opening_state(contract) is ContractState.AWAITING_PAYMENT


def test_the_company_learns_whom_to_pay(contract):
    """Payee, account, day and who bears the fee."""
    told = gateway("bank_invoice").instructions(contract)
    assert told == (
        "ひなた通信（架空）が請求書を発行します。お支払いの相手は、ひなた通信（架空）です。",
        "振込先: 架空銀行 本店（普通）1234567 口座名義 カ）ヒナタ",
        "支払期日は、請求書の発行日から 30 日後です。",
        "振込手数料は、別の取り決めがなければ、お支払いになる側のご負担です（民法485条）。",
    )


def test_an_account_that_is_gone_is_on_the_invoice(contract):
    """The page of an old contract still works."""
    provider = replace(contract.application.provider, bank_account=None)
    application = replace(contract.application, provider=provider)
    told = gateway("bank_invoice").instructions(replace(contract, application=application))
    assert told[1] == "振込先は、請求書をご覧ください。"


def test_a_gateway_is_found_by_its_name():
    """A contract keeps the name; an unknown one is missing."""
    assert {name: port.is_real for name, port in GATEWAYS.items()} == {
        "bank_invoice": True,
        "stripe": True,
    }
    assert gateway("bank_invoice").label == "請求書払い（銀行振込）"
    with pytest.raises(Missing) as caught:
        gateway("barter")
    assert (caught.value.code, caught.value.values) == ("gateway", {"ref": "barter"})
