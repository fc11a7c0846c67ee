"""「充足」 Sentences about which criteria of the SCS評価制度 a service says it meets, and how."""

from __future__ import annotations

from conformance.phrases.answers import is_explained
from marketplace.domain.phrase import Phrase

Ids = frozenset[str]


def _none(found: Ids) -> bool:
    return not found


def _some(found: Ids) -> bool:
    return bool(found)


def _supports(supported: Ids, words: Ids) -> bool:
    return words <= supported


def _seen_supported(supported: Ids, words: Ids) -> str:
    lacking = "・".join(sorted(words - supported))
    return f"支援していないもの: {lacking}" if lacking else "すべて支援している"


def _seen_found(found: Ids) -> str:
    """The first of them and how many more; a list of all could be as long as the criteria."""
    if not found:
        return "なし"
    more = len(found) - 1
    return f"{min(found)} ほか {more} 個" if more else min(found)


PHRASES = (
    Phrase(
        "段階のすべての評価基準に、満たす手段を示している",
        ("coverage.unshown",),
        _none,
        wanted="手段を示していない評価基準がない",
        remedy="残りの評価基準にも、ITツール・ITツール以外の支援・利用者の取組みの"
        "どれで満たすかを coverage に書いてください。",
        seen=_seen_found,
    ),
    Phrase(
        "利用者の取組みとして残る評価基準がある",
        ("coverage.left",),
        _some,
        wanted="利用者に残る評価基準がある",
        seen=_seen_found,
    ),
    Phrase(
        "利用者に残る取組みの手引きがあることを審査員が確認している",
        ("support.user_guide",),
        is_explained,
        wanted="審査員による手引きの確認",
        remedy="利用者に残る取組みの手引きを用意してください。",
    ),
    Phrase(
        "診断で未達とわかった評価基準の全部か一部を満たすことを審査員が確認している",
        ("support.unmet",),
        is_explained,
        wanted="審査員による満たし方の確認",
        remedy="未達の評価基準をどう満たすかを、support.unmet に書いてください。",
    ),
    Phrase(
        "満たすと示した評価基準の番号が、すべて段階の中にある",
        ("coverage.unknown",),
        _none,
        wanted="段階にない番号がない",
        remedy="coverage の番号を、段階の評価基準の番号に直してください。",
        seen=_seen_found,
    ),
    Phrase(
        "利用者だけが満たせる評価基準を、全部満たすと示していない",
        ("coverage.overclaimed",),
        _none,
        wanted="利用者だけが満たせるのに全部とした評価基準がない",
        remedy="coverage の extent を partly か support にするか、means を self にしてください。",
        seen=_seen_found,
    ),
    Phrase(
        "評価基準{words:Words}をすべて支援している",
        ("coverage.supported",),
        _supports,
        wanted="評価基準{words}の支援",
        remedy="評価基準{words}のそれぞれを、道具か人で支援してください。",
        seen=_seen_supported,
    ),
    Phrase(
        "要求事項{words:Words}をすべて支援している",
        ("coverage.items",),
        _supports,
        wanted="要求事項{words}の支援",
        remedy="要求事項{words}のそれぞれを、一つ以上の評価基準で支援してください。",
        seen=_seen_supported,
    ),
)
