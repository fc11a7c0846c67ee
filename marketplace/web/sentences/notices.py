"""「掲示の断り」 Why a page of the operator's is not taken."""

from __future__ import annotations

from marketplace.web.sentences.sentence import LOOK, Sentence

NOTICES = {
    "notice": Sentence(
        "その掲示の頁（または版）は見つかりません。", "頁の下の一覧から開き直してください。"
    ),
    "notice_moved": Sentence(
        "「{page}」は、ほかの人が先に書き直しました。何も変えていません。",
        "書いた文を控えてから画面を開き直し、新しい文に書き加えてください。",
        "body",
    ),
    "notice_unchanged": Sentence("「{page}」の文は、いまの版と同じです。", LOOK, "body"),
    "notice_empty": Sentence("文がありません。", "頁の文を書いてください。", "body"),
    "notice_too_long": Sentence(
        "文が長すぎます（{found} 字）。", "{most} 字までにしてください。", "body"
    ),
    "notice_unreadable": Sentence(
        "読めない文字があります。", "制御文字や外字を消してください。", "body"
    ),
    "notice_bad_link": Sentence(
        "使えないリンクがあります（{links}）。",
        "リンクの先は https:// で始まるアドレスにしてください。",
        "body",
    ),
}
