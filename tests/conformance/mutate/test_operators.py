"""What is changed of a text: each kind of change, once each, and nothing else."""

from __future__ import annotations

from collections import Counter

import pytest

from conformance.clause import Clause
from conformance.mutate.operators import Kind, Mutant, make_mutants
from conformance.reading import read_text

TEXT = """# language: ja
機能: 章

  ルール: 試し
    出典: 文書, 2026-11-25, 10 ページ
    解釈: 10 台以下と読む。

    @T-1 @class1 @gradeV @must @evDocument
    シナリオ: 題
      前提 お助け隊サービスの申請を審査する
      もし 監視の方式が「ネットワーク監視型」「併用型」のいずれかである
      かつ 技術者を派遣する体制がある
      ならば 監視できる端末の台数は 50 台以上である

    @class1 @gradeV @must
    シナリオアウトライン: 表
      前提 お助け隊サービスの申請を審査する
      もし 監視の方式が<方式>である
      ならば 契約できる最小の台数は <台数> 台<くらべ>である

      @T-2.network
      例: ネットワーク
        | 方式                   | 台数  | くらべ |
        | 「ネットワーク監視型」 | 1,000 | 以下   |

      @T-2.endpoint @class2
      例: 端末
        | 方式         | 台数 | くらべ |
        | 「端末監視型」 | 0    | 超     |

    @T-3 @class2 @gradeV @must @person
    シナリオ: 期間
      前提 お助け隊サービスの申請を審査する
      ならば 1類の登録からの期間は 2 年以上である
"""


@pytest.fixture(scope="module", name="clauses")
def _clauses() -> tuple[Clause, ...]:
    return read_text(TEXT, "01.feature")


@pytest.fixture(scope="module", name="mutants")
def _mutants(clauses: tuple[Clause, ...]) -> tuple[Mutant, ...]:
    return make_mutants({"01.feature": TEXT}, clauses)


def changes(mutants: tuple[Mutant, ...], key: str, kind: Kind) -> list[str]:
    return [m.change for m in mutants if (m.key, m.kind) == (key, kind)]


@pytest.mark.parametrize(
    ("key", "kind", "found"),
    [
        ("T-1", Kind.NUMBER, ["50 → 49", "50 → 51"]),
        ("T-2.network", Kind.NUMBER, ["1,000 → 999", "1,000 → 1,001"]),
        ("T-2.endpoint", Kind.NUMBER, ["0 → 1"]),
        ("T-1", Kind.BOUND, ["以上 → 以下", "以上 → 未満", "以上 → 超"]),
        ("T-2.endpoint", Kind.BOUND, ["超 → 以下", "超 → 未満", "超 → 以上"]),
        ("T-3", Kind.UNIT, ["年 → か月"]),
        (
            "T-1",
            Kind.WORD,
            [
                "「ネットワーク監視型」「併用型」 → 「併用型」",
                "「ネットワーク監視型」「併用型」 → 「ネットワーク監視型」",
            ],
        ),
        ("T-2.network", Kind.WORD, ["「ネットワーク監視型」 → 「端末監視型」"]),
        (
            "T-1",
            Kind.FILTER,
            [
                "「監視の方式が「ネットワーク監視型」「併用型」のいずれかである」を消す",
                "「技術者を派遣する体制がある」を消す",
            ],
        ),
        ("T-2.network", Kind.ROW, ["「ネットワーク監視型」・1,000・以下 を消す"]),
        ("T-1", Kind.TIER, ["@class1 を消す", "@class2 を足す"]),
        ("T-2.endpoint", Kind.TIER, ["@class2 を消す", "@class1 を足す"]),
        ("T-2", Kind.TIER, ["@class1 を消す", "@class2 を足す"]),
        ("T-2", Kind.CLAUSE, ["消す"]),
    ],
)
def test_every_place_is_changed(
    mutants: tuple[Mutant, ...], key: str, kind: Kind, found: list[str]
) -> None:
    """By the clause or branch that it belongs to."""
    assert changes(mutants, key, kind) == found


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("T-1", "@gradeV → @gradeR"),
        ("T-1", "@must → @info"),
        ("T-1", "@must を消す"),
        ("T-1", "@evDocument を消す"),
        ("T-1", "@evDocument → @evDrill"),
        ("T-1", "@person を足す"),
        ("T-1", "@guidance を足す"),
        ("T-3", "@person → @personOnly"),
        ("T-3", "@evDocument を足す"),
    ],
)
def test_every_family_of_tags_is_changed(
    mutants: tuple[Mutant, ...], key: str, change: str
) -> None:
    """Dropped, replaced by each other of its family, added where a clause may have none."""
    assert change in changes(mutants, key, Kind.TAG)


def test_a_sentence_is_replaced_by_those_with_the_same_arguments(
    mutants: tuple[Mutant, ...],
) -> None:
    """Numbers keep their place, and a sentence that asks the same is left out."""
    found = changes(mutants, "T-1", Kind.SENTENCE)
    assert any(change.endswith("契約できる最小の台数は 50 台以上である") for change in found)
    assert all("審査する" not in change for change in found)


def test_one_change_is_one_place(mutants: tuple[Mutant, ...]) -> None:
    """Source, interpretation and titles stay; only lines of the clause differ."""
    for mutant in mutants:
        kept = mutant.text.split("\n")
        assert kept[:6] == TEXT.split("\n")[:6]
        assert mutant.text != TEXT
        if mutant.kind is not Kind.CLAUSE:
            lost = Counter(TEXT.split("\n")) - Counter(kept)
            assert 1 <= lost.total() <= 2, mutant.name


def test_names_are_unique(mutants: tuple[Mutant, ...]) -> None:
    """A reason for a survivor names one mutant."""
    assert max(Counter(mutant.name for mutant in mutants).values()) == 1


def test_a_removed_filter_leaves_its_place_to_the_next(mutants: tuple[Mutant, ...]) -> None:
    """もし then かつ: without the first, the second is the もし."""
    first = next(m for m in mutants if (m.key, m.kind) == ("T-1", Kind.FILTER))
    assert "もし 技術者を派遣する体制がある" in first.text
    assert next(c for c in read_text(first.text, "01.feature") if c.key == "T-1").filters
