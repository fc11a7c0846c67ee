"""「サービスの中身」 The parts of a service as a provider declares them.

A field that is None was not declared; "not declared" is never yes, no, or zero. A text that says
there is nothing of the kind is the word ``NONE``. Every part may name its own ``source`` and
``as_of`` where they differ from those of the whole offering.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marketplace.domain.tax import TaxCategory

NONE = "none"
"""「なし」 The explicit answer that there is no such explanation, record or rule."""


class MonitoringType(StrEnum):
    """「監視の方式」 The value is the word of the criteria text."""

    NETWORK = "ネットワーク監視型"
    ENDPOINT = "端末監視型"
    COMBINED = "併用型"


@dataclass(frozen=True, slots=True)
class Watch:
    """「見守り」 How long something is watched: hours a day."""

    hours: int | None = None


class Severity(StrEnum):
    """「深刻さ」 How serious an alert is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"high": "重大", "medium": "注意", "low": "参考"}[self.value]


class Channel(StrEnum):
    """「知らせる手段」 How an alert reaches the user."""

    PHONE = "phone"
    MAIL = "mail"
    PORTAL = "portal"
    REPORT = "report"

    @property
    def label(self) -> str:
        """The name people read."""
        labels = {"phone": "電話", "mail": "メール", "portal": "管理画面", "report": "報告書"}
        return labels[self.value]


@dataclass(frozen=True, slots=True)
class Alert:
    """「知らせ方」 One severity: by which channel, within how many minutes (None: no promise)."""

    severity: Severity
    channel: Channel
    within_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Monitoring:
    """「異常の監視」 One type an offering; tools by their kind (UTM, EDR, NDR …)."""

    type: MonitoringType | None = None
    tools: tuple[str, ...] | None = None
    functions: str | None = None
    network: Watch | None = None
    endpoint: Watch | None = None
    terminals_max: int | None = None
    notifies: bool | None = None
    watch_method: str | None = None
    alerts: tuple[Alert, ...] = ()
    source: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """「相談窓口」 The one place for questions on introducing and running the service."""

    available: bool | None = None
    contact_shown: bool | None = None
    contact: str | None = None
    hours: str | None = None
    source: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """「駆付け」 Sending technicians; remote help alone is not dispatch.

    ``prefectures`` are JIS X 0401 codes; ``islands`` says whether 離島 are served.
    """

    available: bool | None = None
    to_named_place: bool | None = None
    on_request: bool | None = None
    prefectures: tuple[str, ...] | None = None
    islands: bool | None = None
    remote: bool | None = None
    fee: str | None = None
    source: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Sales:
    """「販売の地域」 Where the service is sold, as JIS X 0401 codes."""

    prefectures: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Onboarding:
    """「導入の手引き」 What a user without special knowledge is given."""

    guide: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """「課題の診断」 What of the SCS評価制度 is evaluated, and again when.

    ``interval_months`` is how often the self-evaluation between renewals is supported, 0 for never.
    """

    at_renewal: bool | None = None
    interval_months: int | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """「対策の支援」 How unmet criteria are brought to met, and what the user is left with."""

    tools: bool | None = None
    other: bool | None = None
    first_response: bool | None = None
    unmet: str | None = None
    user_guide: str | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """「料金の説明」 What the price page tells the user."""

    ex_tax_shown: bool | None = None
    initial_cost: str | None = None
    term: str | None = None
    extra_charges: str | None = None


@dataclass(frozen=True, slots=True)
class Insurance:
    """「簡易サイバー保険」 Called 保険 only with insurer and policy; shown, never ranked by."""

    attached: bool | None = None
    insurer: str | None = None
    policy: str | None = None
    policyholder: str | None = None
    covers: tuple[str, ...] | None = None
    limit_yen: int | None = None
    user_may_pay: bool | None = None
    self_pay_explanation: str | None = None
    source: str | None = None
    as_of: date | None = None


class EndRule(StrEnum):
    """「解約金の決めかた」 Nothing, a share of what is left, so many months, or a fixed sum."""

    NONE = "none"
    REMAINING = "remaining"
    MONTHS = "months"
    FLAT = "flat"


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """「中途解約金」 What an end before the term costs; never more than what is left to be paid.

    ``percent_bp`` belongs to REMAINING (basis points), ``months`` to MONTHS, ``amount`` (税抜) to
    FLAT. ``tax_category`` says whether it stands for lost profit (不課税) or is a fee (課税); only
    where it costs nothing is there none.
    """

    rule: EndRule
    percent_bp: int | None = None
    months: int | None = None
    amount: int | None = None
    tax_category: TaxCategory | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """「契約の条件」 What the user signs and how it ends.

    ``renewal`` and ``early_termination`` are the provider's own words; ``renewal_months`` (0: month
    by month) and ``early_end`` say the same so that days and amounts can be computed.
    """

    count: int | None = None
    renewal: str | None = None
    notice_days: int | None = None
    early_termination: str | None = None
    renewal_months: int | None = None
    early_end: EarlyEnd | None = None


@dataclass(frozen=True, slots=True)
class DataUse:
    """「情報の取扱い」 What is collected and what not, who receives it, which consents."""

    collected: tuple[str, ...] | None = None
    not_collected: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    communications_consent: str | None = None


@dataclass(frozen=True, slots=True)
class Assurance:
    """「実績と体制」 The provider's record with SMEs, its statistics for IPA, its organisation."""

    sme_record: str | None = None
    statistics: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Consulting:
    """「相談の定期実施」 Whether the provider consults with the user at regular intervals."""

    periodic: bool | None = None
    interval: str | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """「1類の供給先」 A company and since when it is served; for the examiner's eyes only."""

    name: str
    since: date


@dataclass(frozen=True, slots=True)
class ClassOne:
    """「1類の登録と供給」 The provider's own 1類 service, on which a 2類 application rests."""

    registered_on: date | None = None
    valid_until: date | None = None
    offered: bool | None = None
    terminals: int | None = None
    functions: str | None = None
    customers: tuple[Customer, ...] | None = None


class PartyRole(StrEnum):
    """「役割」 Who does which part of the package."""

    DESK = "desk"
    ENGINE = "engine"
    DISPATCHER = "dispatcher"
    INSURER = "insurer"
    SELLER = "seller"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "desk": "相談窓口",
            "engine": "監視",
            "dispatcher": "駆付け",
            "insurer": "保険の引受け",
            "seller": "販売",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Party:
    """「担い手」 A company that does one part; one package can be several companies."""

    role: PartyRole
    company: str
