"""「価格」 What a plan costs, as declared: one component for each thing that is charged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """「料金の種類」 Paid again and again, once, or each time something happens."""

    RECURRING = "recurring"
    ONE_TIME = "one_time"
    USAGE = "usage"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"recurring": "継続", "one_time": "初回のみ", "usage": "都度"}[self.value]


class Basis(StrEnum):
    """「数え方」 What the amount is multiplied by."""

    NETWORK = "network"
    TERMINAL = "terminal"
    PC = "pc"
    SERVER = "server"
    COMPANY = "company"
    STAFF = "staff"

    @property
    def label(self) -> str:
        """The counted thing as people read it."""
        return {
            "network": "拠点（ネットワーク）",
            "terminal": "端末",
            "pc": "PC",
            "server": "サーバー",
            "company": "会社",
            "staff": "従業員",
        }[self.value]

    @property
    def counter(self) -> str:
        """The Japanese counter word."""
        return {"network": "か所", "company": "社", "staff": "人"}.get(self.value, "台")


class Period(StrEnum):
    """「支払いの単位」 A recurring amount is for a month or for a year."""

    MONTH = "month"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months that one payment covers."""
        return 12 if self is Period.YEAR else 1

    @property
    def label(self) -> str:
        """The name people read."""
        return "年額" if self is Period.YEAR else "月額"


class Mode(StrEnum):
    """「段階の読み方」 How steps of quantity are priced.

    GRADUATED prices each slice at its own step, VOLUME all units at the step reached, PACKAGE the
    whole step at one amount; STEPS is a table that does not say which of the first two it means.
    """

    FLAT = "flat"
    GRADUATED = "graduated"
    VOLUME = "volume"
    PACKAGE = "package"
    STEPS = "steps"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "flat": "単価",
            "graduated": "段階ごとの単価",
            "volume": "台数で決まる単価",
            "package": "段階ごとの定額",
            "steps": "段階（読み方の記載なし）",
        }[self.value]


class Tax(StrEnum):
    """「税の表示」 Whether the amount is 税抜, 税込 or nobody said."""

    EXCLUDED = "excluded"
    INCLUDED = "included"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"excluded": "税抜", "included": "税込", "unknown": "税の表示なし"}[self.value]


class Qualifier(StrEnum):
    """「金額の確かさ」 Exact, a floor ("6,600 円〜"), or by quotation only."""

    EXACT = "exact"
    FROM = "from"
    QUOTE = "quote"

    @property
    def label(self) -> str:
        """The name people read."""
        return {"exact": "確定", "from": "〜から", "quote": "要見積り"}[self.value]


@dataclass(frozen=True, slots=True)
class PriceStep:
    """「段階」 An amount up to a quantity; None: without end.

    ``grace`` is the quantity up to which a customer of this step may stay in it (猶予).
    """

    amount: int
    upto: int | None = None
    grace: int | None = None

    @property
    def last(self) -> int | None:
        """The last quantity this step serves."""
        return self.upto if self.grace is None else self.grace


@dataclass(frozen=True, slots=True)
class PriceComponent:
    """「料金の要素」 One declared amount; integer yen, tax stated, every value with its date.

    ``compulsory`` is None where the provider did not say whether the customer may decline it.
    ``included`` units cost nothing, fewer than ``least`` are charged as ``least``. A campaign is a
    component for some contract months only (``first_month`` to ``last_month``, counted from 1).
    ``prepay_months`` are paid at once in advance. ``requires`` names components of the same plan,
    such as the seller's own line, without which this one is not sold.
    """

    name: str
    kind: Kind
    basis: Basis
    amount: int | None = None
    period: Period | None = None
    tax: Tax = Tax.UNKNOWN
    compulsory: bool | None = None
    qualifier: Qualifier = Qualifier.EXACT
    mode: Mode = Mode.FLAT
    steps: tuple[PriceStep, ...] = ()
    included: int = 0
    least: int | None = None
    first_month: int = 1
    last_month: int | None = None
    prepay_months: int | None = None
    requires: tuple[str, ...] = ()
    as_of: date | None = None
    source: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether the amount can be summed at all ("from" and quote-only cannot)."""
        return (
            (self.amount is not None or bool(self.steps))
            and self.qualifier is Qualifier.EXACT
            and self.tax is not Tax.UNKNOWN
            and self.compulsory is not None
        )

    @property
    def sold_up_to(self) -> int | None:
        """The largest quantity with a price; None: without end."""
        last = self.steps[-1].last if self.steps else None
        return None if last is None else last + self.included

    def charged(self, quantity: int) -> int:
        """「課金数」 The units paid for at a quantity: at least ``least``, without ``included``."""
        if not quantity:
            return 0
        return max(max(quantity, self.least or 0) - self.included, 0)

    def is_due_in(self, month: int) -> bool:
        """Whether the component is charged in a contract month (counted from 1)."""
        return self.first_month <= month and (self.last_month is None or month <= self.last_month)


@dataclass(frozen=True, slots=True)
class Size:
    """「会社の規模」 What is counted at a company; ``staff`` is None where nobody asked."""

    pcs: int
    servers: int
    networks: int
    staff: int | None = None

    @property
    def terminals(self) -> int:
        """「端末」 PCs and servers together."""
        return self.pcs + self.servers

    def count(self, basis: Basis) -> int | None:
        """How many units of this basis the company has; None: not known."""
        # A chain, not a table: making one for each component is half of a price's time.
        if basis is Basis.TERMINAL:
            return self.terminals
        if basis is Basis.NETWORK:
            return self.networks
        if basis is Basis.COMPANY:
            return 1
        return {"pc": self.pcs, "server": self.servers, "staff": self.staff}[basis.value]
