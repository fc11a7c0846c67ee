"""「診断の結果（参考）」 For the management: how far it is, who closes what, what is next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from marketplace.domain.organisation import Organisation
from marketplace.domain.progress import Counts, answer_of
from marketplace.domain.remaining import Share, Task, by_means, closable, shares, yearly
from marketplace.domain.requirement import Criterion, MetBy
from marketplace.domain.tier import Star
from marketplace.print.sheet import pdf
from marketplace.print.spelt import day, name

if TYPE_CHECKING:
    # Every paper is made in a process of its own sometimes; the desk would triple its start.
    from marketplace.desk.diagnosis.viewing import Picture

UNDECIDED = "未定"
REFERENCE = "診断（参考）"
MEANS = {
    MetBy.TOOL: "道具（ソフト・機器・クラウド）でふさげる種類",
    MetBy.HUMAN: "人の支援（文書づくり・教育・点検）でふさげる種類",
    MetBy.MIXED: "道具・人の支援・自社の作業の組み合わせ",
    MetBy.SELF: "自社だけができること（決める・知らせる・約束する）",
}
_BEGINS = "2027年3月ごろ以降（予定）。始まったかは、IPA のページで確かめてください。"
_COST = "費用は公表されていません（要確認）。"
_ASKED = (
    "★は法律の義務ではなく、取引先との約束で求められます。"
    "求めた取引先と期日を、ここに書いてください：＿＿＿＿＿＿＿＿＿＿"
)
_NEXT = {
    Star.THREE: [
        ["だれが求めるか", _ASKED],
        ["だれが確かめるか", f"専門家（専門家確認付き自己評価）。{_COST}"],
        ["いつ", _BEGINS],
        ["有効期間", "1年の予定。毎年、自己評価と専門家の確認をくり返します。"],
    ],
    Star.FOUR: [
        ["だれが求めるか", _ASKED],
        ["だれが確かめるか", f"第三者の評価機関と、技術検証を行う事業者。{_COST}"],
        ["いつ", _BEGINS],
        ["有効期間", "3年の予定。間の年は、毎年、自己評価をします。"],
    ],
}
_NOTES = (
    f"この書面は、自社の答えをまとめた{REFERENCE}です。★の取得や登録を示すものではありません。",
    "「一部」は達成に数えず、「未回答」は分母から外しません。残りの手段の分けかたは、本サイトの見立てです。",
    (
        "出典: SCS評価制度の構築方針と要求事項・評価基準（2026年3月27日）、IPA のページ"
        "（2026年4月21日、他の資料による）、近畿経済産業局の説明資料（2026年5月12日）。"
        "始まる時期は、経済産業省の2026年10月5日の資料によります。"
    ),
)
_SAMPLE = "見本のため、会社と答えは架空です。"


def diagnosis_pdf(picture: Picture, company: Organisation, today: date) -> bytes:
    """「診断の結果（参考）」 A finished one is dated by its last day, an open one by today."""
    on = picture.kept.assessment.finished_on or today
    return pdf("diagnosis", _data(picture, company, on), on)


def headline(picture: Picture) -> str:
    """「結論」 How many criteria are left, and how many of them can be had from outside."""
    star, left = picture.level.star.label, picture.gaps
    if not left:
        return f"{star}の {picture.total.asked}基準すべてに「達成」と答えました。"
    kinds = f"うち {closable(left)}基準は、道具か人の支援でふさげる種類です。"
    return f"{star}まで、あと {len(left)}基準。{kinds}"


def _data(picture: Picture, company: Organisation, on: date) -> dict[str, Any]:
    star, made = picture.level.star, picture.kept.assessment
    often = yearly(made, picture.level)
    return {
        "title": f"{star.label}の自社診断の結果（参考）",
        "name": f"{star.label}の{REFERENCE} {name(company)}",
        "number": f"記号 {picture.kept.ref}",
        "issued": _issued(picture, on),
        "company": name(company),
        "headline": headline(picture),
        "open": _open(picture),
        "facts": _facts(picture),
        "heads": ["分類", "当てはまる", "達成", "一部", "未達成", "未回答", "対象外"],
        "rows": [*_rows(picture), ["合計", *_six(picture.total)]],
        "squares": _squares(picture),
        "means": _means(picture.gaps),
        "next": _NEXT[star],
        "yearly": [f"{one.id} {one.label}" for one in often],
        "yearly_count": f"{star.label}の基準のうち、年に一度くり返すもの（{len(often)}基準）",
        "tasks": [_share(share) for share in shares(made, picture.level)],
        "notes": [*_NOTES, *([_SAMPLE] if company.fictional else [])],
        "sample": company.fictional,
    }


def _issued(picture: Picture, on: date) -> str:
    done = picture.kept.assessment.finished_on
    return f"{day(on)}に終了" if done else f"{day(on)}の時点（回答中）"


def _open(picture: Picture) -> str:
    many = picture.total.open
    return f"残りのうち {many}基準は、まだ答えていません。" if many else ""


def _facts(picture: Picture) -> list[list[str]]:
    total, items = picture.total, len(picture.level.items) - len(picture.set_aside)
    aside = len(picture.set_aside)
    beside = f"（対象外 {aside}項目）" if aside else ""
    return [
        ["達成した評価基準", f"{total.met}／{total.asked}"],
        ["達成した要求事項", f"{len(picture.reached)}／{items}{beside}"],
        ["基準の版", _edition(picture.kept.assessment.edition)],
    ]


def _edition(slug: str) -> str:
    """2026年3月27日版 from scs/2026-03-27."""
    version = slug.partition("/")[2]
    try:
        return f"{day(date.fromisoformat(version))}版"
    except ValueError:
        return slug


def _rows(picture: Picture) -> Iterator[list[str]]:
    labels = {one.category_label: one.category for one in picture.level.items}
    for label, found in picture.by_category.items():
        yield [f"{labels[label]}. {label}", *_six(found)]


def _six(c: Counts) -> list[str]:
    return [str(n) for n in (c.asked, c.met, c.partly, c.unmet, c.open, c.not_applicable)]


def _squares(picture: Picture) -> list[list[Any]]:
    """The answers by category, in the order of the scheme."""
    made = picture.kept.assessment
    grouped = groupby(picture.level.items, lambda item: f"{item.category}. {item.category_label}")
    return [
        [label, [answer_of(made, one).value for item in items for one in item.criteria]]
        for label, items in grouped
    ]


def _means(left: Sequence[Criterion]) -> list[list[str]]:
    found = by_means(left)
    return [[words, str(len(found[m])), _numbers(found[m]) or "なし"] for m, words in MEANS.items()]


def _share(share: Share) -> dict[str, Any]:
    """One row an item and a day: 153 criteria fit on the pages."""
    grouped = groupby(share.tasks, lambda task: (task.reply.due, task.criterion.item))
    return {
        "owner": share.owner or UNDECIDED,
        "count": f"{len(share.tasks)}基準",
        "rows": [_row(due, tuple(own)) for (due, _), own in grouped],
    }


def _row(due: date | None, own: tuple[Task, ...]) -> list[str]:
    labels = "、".join(f"{one.criterion.id} {one.criterion.label}" for one in own)
    return [day(due) if due else UNDECIDED, labels]


def _numbers(criteria: Iterable[Criterion]) -> str:
    return "、".join(one.id for one in criteria)
