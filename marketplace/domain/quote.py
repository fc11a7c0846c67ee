"""「見積り」 What a plan costs one company, promised for some days, and what it agrees to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from marketplace.domain.canonical import digest
from marketplace.domain.days import japan_day
from marketplace.domain.offering import Offering, Plan
from marketplace.domain.organisation import Organisation
from marketplace.domain.price import Size
from marketplace.domain.service import NONE
from marketplace.domain.tariff import Breakdown

QUOTE_DAYS = 30
"""「見積りの有効期間」 Days after the day of the quote on which it may still be signed."""


@dataclass(frozen=True, slots=True)
class Consent:
    """「同意」 One thing that a company agrees to by itself: a stable code, its name, the words."""

    code: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Quote:
    """「見積り」 One plan of one version at one size; it never changes: see ``digest``.

    Of a plan that is listed on trial it has a ``trial_ref`` and no ``certificate_ref``.
    ``from_application`` is the 仮申込 whose place a signature would take.
    """

    ref: str
    company: Organisation
    provider: Organisation
    certificate_ref: str
    dossier_ref: str
    offering: Offering
    plan: Plan
    size: Size
    months: int
    breakdown: Breakdown
    made_by: str
    made_at: datetime
    valid_until: date
    digest: str = ""
    trial_ref: str = ""
    from_application: str = ""

    @property
    def entry_ref(self) -> str:
        """What the plan was listed by: a certificate or a trial listing."""
        return self.certificate_ref or self.trial_ref

    @property
    def provisional(self) -> bool:
        """「仮申込」 Whether signing it makes a provisional application only."""
        return bool(self.trial_ref)

    @property
    def content(self) -> dict[str, Any]:
        """Everything that is promised; the version holds the words, its reference stands for it."""
        return {
            "ref": self.ref,
            "company": self.company.ref,
            "provider": self.provider.ref,
            "certificate": self.certificate_ref,
            "dossier": self.dossier_ref,
            "plan": self.plan.code,
            "size": self.size,
            "months": self.months,
            "breakdown": self.breakdown,
            "terms": self.offering.terms,
            "consents": consents_for(self),
            "made_on": japan_day(self.made_at),
            "valid_until": self.valid_until,
        } | self._named()

    def _named(self) -> dict[str, str]:
        """What only some quotes name, so that the digest of every other one stays as it was."""
        named = {"trial": self.trial_ref, "from_application": self.from_application}
        return {name: ref for name, ref in named.items() if ref}

    def is_valid_on(self, day: date) -> bool:
        """Whether it may still be signed."""
        return day <= self.valid_until


def digest_of(quote: Quote) -> str:
    """「指紋」 What a signature names, so that nothing else can be meant."""
    return digest(quote.content)


def valid_until(day: date) -> date:
    """The last day on which a quote of this day may be signed."""
    return day + timedelta(days=QUOTE_DAYS)


def consents_for(quote: Quote) -> tuple[Consent, ...]:
    """「同意の一覧」 What signing this quote asks for."""
    asked = consents_of(quote.offering)
    if quote.provisional:
        return (_PROVISIONAL, *asked[1:])
    return (*asked, _FINAL_PRICE) if quote.from_application else asked


def consents_of(offering: Offering) -> tuple[Consent, ...]:
    """「同意の一覧」 What signing asks for: always the first two, the others where declared."""
    return tuple(_consents(offering))


_PROVISIONAL = Consent(
    "provisional",
    "仮申込",
    "いまの料金は最終のものではなく、適合確認書が出て、最終の料金に同意するまで、"
    "契約にはならないことを確かめました。",
)
_FINAL_PRICE = Consent(
    "final_price",
    "最終の料金",
    "仮申込のときの料金に代わる、上の最終の料金を確かめ、この料金で申し込むことに同意します。",
)


def _consents(offering: Offering) -> Iterator[Consent]:
    yield Consent(
        "terms",
        "契約の条件",
        "上の料金と、契約の条件（期間・更新・解約・解約金・支払い）を確かめ、同意します。",
    )
    yield Consent(
        "company_data",
        "会社の情報の提供",
        "会社名・所在地・法人番号・担当者の氏名と、台数・拠点の数を、提供事業者に渡します。",
    )
    data = offering.data_use
    if data.collected:
        to = f"（渡す相手: {'・'.join(data.recipients)}）" if data.recipients else ""
        words = f"提供事業者が「{'」「'.join(data.collected)}」を集めることに同意します{to}。"
        yield Consent("collected", "集める情報", words)
    if data.communications_consent not in (None, NONE):
        words = f"通信を調べることに同意します。事業者の申告: {data.communications_consent}"
        yield Consent("communications", "通信を調べること", words)
