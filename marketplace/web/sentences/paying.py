"""「支払いの断り」 Why an invoice cannot be paid by card, and what the payment company says."""

from __future__ import annotations

from marketplace.web.sentences.sentence import AGAIN, LIST, LOOK, Sentence

PAYING = {
    "not_by_card": Sentence(
        "この契約の支払い方法は、カード払いではありません。",
        "請求書にある振込先へお支払いください。",
    ),
    "not_invoiced_yet": Sentence(
        "この契約の請求書は、まだ発行されていません。", "請求書が届いてから支払ってください。"
    ),
    "already_paid_in": Sentence(
        "請求書 {number} には、もう入金の記録があります。",
        "請求書の画面で、残りを確かめてください。",
    ),
    "no_card_account": Sentence(
        "{provider}は、いまカード払いを受け付けていません。",
        "ほかの支払い方法を、{provider}に確かめてください。",
    ),
    "price_not_round": Sentence(
        "「{name}」の単価（{unit}円）が {step}円の倍数でないため、カードでは支払えません。",
        "請求書払い（銀行振込）を選ぶか、提供事業者に相談してください。",
    ),
    "total_not_collectable": Sentence(
        "請求額（{total}円）は、カードで支払える額（{least}円から {most}円）の外です。",
        "請求書にある振込先へのお支払いを、提供事業者に相談してください。",
    ),
    "checkout_over": Sentence(
        "支払い画面の期限が切れたか、支払いが終わっています。",
        "契約の画面で状態を確かめ、入金待ちのままなら、もう一度お試しください。",
    ),
    "checkout_questioned": Sentence(
        "この契約のカード払いは、支払い済みか、確認中です。", "もう一度は支払わないでください。"
    ),
    "checkout_not_known_yet": Sentence("この支払いは、まだ確かめられません。", AGAIN),
    "payment_declined": Sentence(
        "カードが使えませんでした。請求されていません。", "別のカードでお試しください。"
    ),
    "payment_outcome_unknown": Sentence(
        "決済会社から返事がありませんでした。",
        "もう一度「カードで支払う」を押してください。二重には請求されません。",
    ),
    "gateway_busy": Sentence("決済会社が混み合っています。", AGAIN),
    "gateway_rejected": Sentence(
        "決済会社に受け付けてもらえませんでした（{reason}）。請求されていません。",
        "市場の運営者に知らせてください。",
    ),
    "payment_session": Sentence("その支払い画面は見つかりません。", LIST),
    "checkout": Sentence("その支払いは見つかりません。", LIST),
    "event": Sentence("その知らせは見つかりません。", LOOK),
}
