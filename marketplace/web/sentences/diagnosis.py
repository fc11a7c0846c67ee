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
        "要求事項 {items} には、{by}が先に答えを保存しました。",
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
    "previous_diagnosis": Sentence(
        "くらべる前回の診断がありません。", "終えた診断から始めた診断で、開いてください。"
    ),
    "previous_not_finished": Sentence(
        "前回の診断は、まだ終えていません。", "終えてから、それをもとに始めてください。"
    ),
    "edition_superseded": Sentence(
        "基準 {edition} は、{on}から旧版です。新しい診断は始められません。",
        "いまの版（{current}）で始めてください。旧版で終えた診断は、そのまま読めます。",
    ),
    "edition_not_current": Sentence(
        "基準 {edition} は、いま診断に使う版ではありません。",
        "画面を開き直して、いまの版（{current}）で始めてください。",
    ),
    "edition_unknown": Sentence(
        "基準の版「{edition}」はありません。",
        "使える版は {known} です。版の名前を確かめてください。",
    ),
    "edition_differs": Sentence(
        "このファイルは別の版（{edition}）の診断です。この診断の版は {own} です。",
        "番号が同じでも中身が違うことがあるため、取り込めません。同じ版のファイルを選んでください。",
    ),
    "evidence_too_large": Sentence(
        "ファイルが大きすぎます（{found} バイト）。", "{most} バイトまでにしてください。", "file"
    ),
    "evidence_too_much": Sentence(
        "この診断には、これ以上のファイルを添えられません。",
        "{most} 個、合わせて {together} バイトまでです。要らないファイルを外してください。",
        "file",
    ),
    "assessment_finished": Sentence(
        "この診断は {on} に終えたので、変えられません。", "新しい診断を始めてください。"
    ),
    "nothing_assigned": Sentence(
        "どの基準を、だれが、いつまでにするかが決まっていません。",
        "基準に一つ以上しるしを付け、担当か期日を書いてください。",
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
