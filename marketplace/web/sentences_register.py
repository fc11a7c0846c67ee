"""「文の表（原文照合と掲載の版）」 Code → what happened, what to do; a part of ``sentences``."""

from __future__ import annotations

REGISTER: dict[str, tuple[str, str]] = {
    "words_needed": ("書かれていない欄があります。", "原文にあるとおりに書いてください。"),
    "words_too_long": ("書かれた内容が長すぎます。", "{most} 字までにしてください。"),
    "words_unreadable": (
        "読めない文字があります。",
        "制御文字や外字を消して、書き直してください。",
    ),
    "already_confirmed": (
        "{clause} の原文照合は、{on}に二人で終わっています。",
        "することはありません。",
    ),
    "second_person_needed": (
        "{clause} には、あなたの照合がすでにあります。",
        "ほかの人が、同じ内容を記録します。書き間違いは、取り消してから書き直せます。",
    ),
    "confirmation_differs": (
        "{clause} の照合が、先の人の記録（{first}）と違います（いまの記録: {second}）。",
        "二人で原文を見直してください。基準の文が違うときは、新しい訳にします。",
    ),
    "no_confirmation_of_yours": (
        "{clause} に、あなたが取り消せる照合はありません。",
        "照合の一覧を確かめてください。",
    ),
    "nothing_certified": (
        "「{offering}」には、有効な適合確認書がありません。",
        "ふつうの申請をしてください。",
    ),
    "certified_tier_missing": (
        "適合確認書のある区分（{tiers}）のプランが、この版にありません。",
        "その区分のプランを書き足してください。",
    ),
    "version_not_conforming": (
        "この内容では適合しないため、いまの掲載のままにしました。",
        "下の条項を直してください。審査員の確認が要る変更は、ふつうの申請をしてください。",
    ),
}
