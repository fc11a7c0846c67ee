"""「価格」 What a plan costs: declared components, and one pure function over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """「料金の種類」 Paid again and again, or once."""

    RECURRING = "recurring"
    ONE_TIME = "one_time"


class Basis(StrEnum):
    """「数え方」 What the amount is multiplied by."""

    NETWORK = "network"
    TERMINAL = "terminal"
    PC = "pc"
    SERVER = "server"
    COMPANY = "company"

    @property
    def label(self) -> str:
        """The counted thing as people read it."""
        return {
            "network": "拠点（ネットワーク）",
            "terminal": "端末",
            "pc": "PC",
            "server": "サーバー",
            "company": "会社",
        }[self.value]

    @property
    def counter(self) -> str:
        """The Japanese counter word."""
        return {"network": "か所", "company": "社"}.get(self.value, "台")


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
class PriceComponent:
    """「料金の要素」 One declared amount; integer yen, tax stated, every value with its date.

    ``compulsory`` is None where the provider did not say whether the customer may decline it.
    """

    name: str
    kind: Kind
    basis: Basis
    amount: int | None = None
    period: Period | None = None
    tax: Tax = Tax.UNKNOWN
    compulsory: bool | None = None
    qualifier: Qualifier = Qualifier.EXACT
    as_of: date | None = None
    source: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether the amount can be summed at all ("from" and quote-only cannot)."""
        return (
            self.amount is not None
            and self.qualifier is Qualifier.EXACT
            and self.tax is not Tax.UNKNOWN
            and self.compulsory is not None
        )


@dataclass(frozen=True, slots=True)
class Size:
    """「会社の規模」 What is counted at a company: PCs, servers, monitored networks (sites)."""

    pcs: int
    servers: int
    networks: int

    @property
    def terminals(self) -> int:
        """「端末」 PCs and servers together."""
        return self.pcs + self.servers

    def count(self, basis: Basis) -> int:
        """How often an amount of this basis is charged."""
        return {
            Basis.NETWORK: self.networks,
            Basis.TERMINAL: self.terminals,
            Basis.PC: self.pcs,
            Basis.SERVER: self.servers,
            Basis.COMPANY: 1,
        }[basis]
