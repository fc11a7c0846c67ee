"""「機関の決定の断り」 Why a decision of the certifying body is refused."""

from __future__ import annotations

from marketplace.web.sentences.sentence import LOOK, Sentence

EDITIONS = {
    "edition_edited": Sentence(
        "版 {edition} の文が、記録された指紋（{frozen}…）のあとで書き換えられています。",
        "文を元に戻すか、改訂の出来事を editions.toml に書き足してください。",
    ),
    "edition_state_not_offered": Sentence(
        "「{state}」という状態にはできません。",
        "意見募集・施行中・旧版のどれかを選んでください。",
        "state",
    ),
    "edition_event_in_past": Sentence(
        "{at}は、今日（{today}）より前です。", "今日か、それより後の日にしてください。", "at"
    ),
    "edition_rests_on_assumptions": Sentence(
        "版 {edition} には、原文と照らしていない仮の条項があります（{clauses}）。",
        "二人の原文照合を終えてから、施行してください。",
    ),
    "edition_needs_second": Sentence(
        "同じ案を、あなたがすでに出しています。", "もう一人の審査員の同意を待ってください。"
    ),
    "edition_proposal_differs": Sentence(
        "版 {edition} には、ちがう案が出ています（{first}）。何も記録していません。",
        "その案に同意するか、案を取り消してから、出し直してください。",
    ),
    "no_edition_proposal": Sentence("版 {edition} に、待っている案はありません。", LOOK),
}

MEASURES = {
    "own_certificate": Sentence(
        "{provider}に属する人は、この適合確認書について決められません。",
        "ほかの審査員が決めてください。",
    ),
    "other_body": Sentence("この適合確認書は、{body}が発行したものです。", LOOK),
    "measure_not_next": Sentence(
        "適合確認書 {number} について、いま「{kind}」はできません（{before}）。", LOOK
    ),
    "measure_out_of_span": Sentence(
        "その日からにはできません。", "{first}から{last}までの日にしてください。", "since"
    ),
    "certificate_not_holding": Sentence(
        "適合確認書の{kind}が、{since}から決まっています。",
        "効力が戻るまで、新しい契約はできません。",
    ),
}

WAIVING = {
    "waiver_without_end": Sentence(
        "{clause} の免除に、終わりの日がありません。", "免除の最後の日を決めてください。"
    ),
    "waiver_ends_first": Sentence(
        "{clause} の免除の最後の日（{until}）が、最初の日（{on}）より前です。",
        "最後の日を、最初の日以後にしてください。",
    ),
    "waiver_needs_two": Sentence(
        "{clause} の免除は、一人では決められません。", "二人で決めてください。"
    ),
}
