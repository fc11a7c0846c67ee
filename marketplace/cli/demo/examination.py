"""「見本の審査」 What the demo's fictional examiners decide, by the ordinary acts.

Nothing of it may be taken for a quotation: the document, its numbers and pages are plainly 架空.
"""

from __future__ import annotations

from datetime import datetime
from itertools import product

from conformance.edition import load_edition
from marketplace.desk.confirming import Confirm, confirm
from marketplace.desk.review import Rule, review, rule
from marketplace.domain.days import japan_day
from marketplace.domain.organisation import Actor
from marketplace.domain.verdict import Grade, Reason, Verdict
from marketplace.store import Book

EDITION = "otasuke/2.0"
DOCUMENT = "デモの原文（架空）"
PAGE = "1"
LEFT_OPEN = "OTK-02-4"
"""The one question that a visitor of the demo is left to answer."""

REASONS = {
    "OTK-02-6": "機能説明資料の説明を読み、夜間と休日も見守りが途切れないと判断しました。",
    "OTK-04-1": "手引きのとおりに試し、専門の言葉を知らなくても始められることを確かめました。",
    "OTK-05-3": "断れない料金の合計を、仮に置いた併用型の上限（架空）と比べ、内と判断しました。",
    "OTK-06-4": "付保証明書で、保険業法のもとで引き受けられる者の保険であることを確かめました。",
    "OTK-08-1": "提供先の一覧の写しで、中小企業に提供してきたことを確かめました。",
    "OTK-09-1": "統計を渡した記録の写しを確かめました。",
    "OTK-10-1": "要員の表、決算の公告、見直しの記録を読み、続けて提供できると判断しました。",
    "OTK-20-5": "1類の説明資料と並べて読み、監視が強化されていることを確かめました。",
    "OTK-20-6": "相談の予定表と記録の写しを読み、定期的に相談していることを確かめました。",
    "OTK-20-7": "断れない月額を、仮に置いた 2類の上限（架空）と比べ、内と判断しました。",
}
READ = "申告と証跡を読み、基準の文のとおりであることを確かめました。"


def confirm_all(
    book: Book, examiners: tuple[Actor, ...], now: datetime, edition: str = EDITION
) -> None:
    """「原文照合」 Two examiners record the same of every clause whose original was not seen."""
    unseen = [c.key for c in load_edition(edition).clauses if c.grade in (Grade.R, Grade.A)]
    for examiner, key in product(examiners, unseen):
        number, token = f"デモ-{key}", f"demo-confirm-{examiner.person.ref}-{key}"
        confirm(book, examiner, Confirm(token, edition, key, number, DOCUMENT, PAGE), now)


def rule_all(book: Book, examiner: Actor, ref: str, now: datetime) -> None:
    """「確認」 An examiner answers what a submission leaves to a person, but the open question."""
    outcome = review(book, examiner, ref, japan_day(now)).outcome
    asked = [s.finding.clause for s in outcome.clauses if s.answered.reason is Reason.JUDGEMENT]
    for key in (key for key in asked if key != LEFT_OPEN):
        reason = REASONS.get(key, READ)
        rule(book, examiner, Rule(f"demo-{ref}-{key}", ref, key, Verdict.CONFORMS, reason), now)
