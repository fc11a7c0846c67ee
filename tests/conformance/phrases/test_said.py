"""What the phrases say of the values seen, and what they answer, worked out by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from conformance.phrase import bind
from marketplace.domain.envelope import Envelope
from marketplace.domain.price import Basis, Kind, Period, PriceComponent, Tax
from marketplace.domain.supply import Supply
from marketplace.domain.tariff import Tariff

DAY = date(2026, 11, 25)
SUPPLY = "1類を 1 年以上、 10 社以上に供給している"


def fees(network: int = 0, terminal: int = 0, most: int | None = 3) -> Envelope:
    """The fees of a plan with an amount a network and one a terminal, sold up to three."""
    priced = (("network", network), ("terminal", terminal))
    lines = tuple(
        PriceComponent(
            name,
            Kind.RECURRING,
            Basis(name),
            amount,
            period=Period.MONTH,
            tax=Tax.EXCLUDED,
            compulsory=True,
        )
        for name, amount in priced
        if amount
    )
    found = Tariff(lines, terminals_max=most).envelope(DAY)
    assert found is not None
    return found[0]


def network(cap: str) -> str:
    return f"ネットワークごとの断れない月額料金（税抜）は {cap}である"


def terminal(cap: str) -> str:
    return f"端末ごとの断れない月額料金（税抜）は {cap}である"


BOTH = (
    "ネットワークと端末の断れない月額料金（税抜）は "
    "ネットワークごとに 10,000 円と端末ごとに 2,000 円の合計以下である"
)
INTERVAL = "更新までの間の自己評価を 1 年ごとに支援している"
COMBINED = "断れない月額料金が「併用型」の公表された上限の内であることを審査員が確認している"
TOGETHER = (
    "診断・ITツール・人の支援の料金が、合わせて公表された価格要件を満たすことを審査員が確認している"
)


@pytest.mark.parametrize(
    ("sentence", "fact", "seen", "answer"),
    [
        (network("10,000 円以下"), fees(network=9800), "月額 9,800 円（税抜）", True),
        (network("9,799 円以下"), fees(network=9800), "月額 9,800 円（税抜）", False),
        (network("9,800 円未満"), fees(network=9800), "月額 9,800 円（税抜）", False),
        (terminal("2,000 円以下"), fees(terminal=1800), "月額 1,800 円（税抜、端末の場合）", True),
        (terminal("1,799 円以下"), fees(terminal=1800), "月額 1,800 円（税抜、端末の場合）", False),
        (terminal("2,000 円以下"), fees(terminal=2001, most=1), "月額 2,001 円", False),
        (BOTH, fees(10_000, 2000), "月額 12,000 円（税抜、端末の場合）", True),
        (COMBINED, fees(network=9800), "併用型: 月額 9,800 円（税抜）", True),
        (TOGETHER, fees(network=9800), "月額 9,800 円（税抜）", True),
        (INTERVAL, 12, "12 か月ごと", True),
        (INTERVAL, 13, "13 か月ごと", False),
        (INTERVAL, 1, "1 か月ごと", True),
        (INTERVAL, 0, "支援しない", False),
        (
            SUPPLY,
            Supply((24, 13), each=True),
            "2 社、最長 24 か月（会社ごとの期間で数える）",
            False,
        ),
        (SUPPLY, Supply((), each=False), "0 社、最長 0 か月（供給の全体の期間で数える）", False),
        (
            SUPPLY,
            Supply((12,) * 10, each=True),
            "10 社、最長 12 か月（会社ごとの期間で数える）",
            True,
        ),
        (SUPPLY, Supply((12, *(0,) * 9), each=True), "10 社", False),
        (SUPPLY, Supply((12, *(0,) * 9), each=False), "10 社", True),
        (SUPPLY, Supply((11,) * 10, each=False), "10 社", False),
    ],
)
def test_a_sentence_about_amounts(sentence: str, fact: Any, seen: str, *, answer: bool) -> None:
    """The worst place in words, and whether it keeps the bound."""
    bound = bind(sentence)
    worded = bound.phrase.seen
    assert worded is not None
    assert worded(fact, **bound.arguments).startswith(seen)
    assert bound.answer((fact,)) is answer


UNSHOWN = "段階のすべての評価基準に、満たす手段を示している"
LEFT = "利用者の取組みとして残る評価基準がある"
SOME = "評価基準「5-1-1-1」「5-1-1-3」をすべて支援している"


@pytest.mark.parametrize(
    ("sentence", "found", "seen", "answer"),
    [
        (UNSHOWN, set(), "なし", True),
        (UNSHOWN, {"1-1-1-2"}, "1-1-1-2", False),
        (UNSHOWN, {"2-1-1-1", "1-1-1-2", "3-1-1-1"}, "1-1-1-2 ほか 2 個", False),
        (UNSHOWN, {"2-1-1-1", "1-1-1-2"}, "1-1-1-2 ほか 1 個", False),
        (LEFT, set(), "なし", False),
        (LEFT, {"1-1-1-2"}, "1-1-1-2", True),
        (SOME, {"5-1-1-1", "5-1-1-3", "9"}, "すべて支援している", True),
        (SOME, {"5-1-1-1", "5-1-1-3"}, "すべて支援している", True),
        (SOME, {"5-1-1-1"}, "支援していないもの: 5-1-1-3", False),
        (SOME, {"9"}, "支援していないもの: 5-1-1-1・5-1-1-3", False),
    ],
)
def test_a_sentence_about_criteria(
    sentence: str, found: set[str], seen: str, *, answer: bool
) -> None:
    """The first number and how many more, or what is lacking."""
    bound = bind(sentence)
    worded = bound.phrase.seen
    assert worded is not None
    assert worded(frozenset(found), **bound.arguments) == seen
    assert bound.answer((frozenset(found),)) is answer


HOURS = "ネットワークを見守る時間は、毎日 24 時間以上である"
TOOLS = "監視の道具に「UTM」「EDR」のいずれでもないものがある"
PAPERS = "監視の道具の機能説明資料が包括的な監視を示すことを審査員が確認している"
COVERS = "保険が補う費用に「初動対応の費用」がすべて含まれる"
STRONGER = "監視が自社の1類より強化されていることを審査員が確認している"


@pytest.mark.parametrize(
    ("sentence", "facts", "answer"),
    [
        (HOURS, (24,), True),
        (HOURS, (23,), False),
        ("監視の方式が「併用型」である", ("併用型",), True),
        ("監視の方式が「併用型」である", ("端末監視型",), False),
        ("監視の方式が「併用型」「端末監視型」のいずれかである", ("端末監視型",), True),
        ("監視の方式が「併用型」「端末監視型」のいずれかである", ("ネットワーク監視型",), False),
        (TOOLS, (("UTM",),), False),
        (TOOLS, (("UTM", "NDR"),), True),
        (TOOLS, (("EDR", "UTM"),), False),
        (PAPERS, (("NDR",),), True),
        (COVERS, (("初動対応の費用", "賠償"),), True),
        (COVERS, (("賠償",),), False),
        ("駆付けの地域が販売の地域をすべて含んでいる", (("26", "27"), ("27",)), True),
        ("駆付けの地域が販売の地域をすべて含んでいる", (("27",), ("26", "27")), False),
        ("監視できる端末の台数が自社の1類より多い", (51, 50), True),
        ("監視できる端末の台数が自社の1類より多い", (50, 50), False),
        ("見守りの方法を説明している", ("夜は機械が見る",), True),
        ("見守りの方法を説明している", ("none",), False),
        (STRONGER, ("止める", "知らせる"), True),
        (STRONGER, ("止める", "none"), False),
        (STRONGER, ("none", "知らせる"), False),
        ("技術者を派遣する体制がある", (True,), True),
        ("技術者を派遣する体制がある", (False,), False),
        ("最低契約期間は 2 年以下である", (24,), True),
        ("最低契約期間は 2 年以下である", (25,), False),
        ("契約できる最小の台数は 1 台以下である", (1,), True),
        ("契約できる最小の台数は 1 台以下である", (2,), False),
    ],
)
def test_a_sentence_answers(sentence: str, facts: tuple[Any, ...], *, answer: bool) -> None:
    """At the value that still holds, and at the next one."""
    assert bind(sentence).answer(facts) is answer
