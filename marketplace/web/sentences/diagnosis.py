"""「診断の断り」 Why an answer of a company's own diagnosis cannot stand."""

from __future__ import annotations

from marketplace.web.sentences.sentence import LIST, Sentence

DIAGNOSIS = {
    "assessment": Sentence("その診断は見つかりません。", LIST),
    "star_unknown": Sentence("★3 か ★4 を選んでください。", "もう一度選んでください。", "star"),
    "reply_moved": Sentence(
        "{criteria} には、{by}が先に別の答えを保存しました。",
        "二つの答えを見くらべ、残すほうを選んで、もう一度保存してください。",
    ),
    "item_moved": Sentence(
        "要求事項 {items} には、ほかの人が先に答えを保存しました。",
        "いまの答えを確かめて、もう一度保存してください。",
    ),
    "profile_moved": Sentence(
        "ほかの人が、会社の概要を先に保存しました。",
        "画面を開き直して、いまの内容を確かめてください。",
    ),
    "criterion": Sentence(
        "評価基準 {criterion} は、{star} にありません。", "番号を確かめてください。"
    ),
    "requirement": Sentence(
        "要求事項 {item} は、{star} にありません。", "番号を確かめてください。"
    ),
    "assessment_finished": Sentence(
        "この診断は {on} に終えたので、変えられません。", "新しい診断を始めてください。"
    ),
    "answer_not_for_item": Sentence(
        "要求事項 {item} に、まとめて「{answer}」とは答えられません。",
        "評価基準ごとに答えてください。",
    ),
    "never_not_applicable": Sentence(
        "{criterion}（{label}）は、どの会社にも当てはまります。",
        "対象外のほかの答えを選んでください。",
        "answer",
    ),
    "applies_by_profile": Sentence(
        "会社の概要で「{case}」がはいなので、{criterion} は対象外にできません。",
        "概要か答えを直してください。",
        "answer",
    ),
    "not_applicable_reason": Sentence(
        "{criterion}（{label}）を対象外とする理由が書かれていません。",
        "当てはまらない理由を書いてください。",
        "reason",
    ),
}
