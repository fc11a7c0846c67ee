"""「欄の断り」 Why what was entered cannot be used."""

from __future__ import annotations

from marketplace.web.sentences.sentence import Sentence

FORMS = {
    "bad_fields": Sentence("直していただきたい欄があります。", "入力した内容は残っています。"),
    "bad_input": Sentence(
        "書かれた内容に、直すところがあります。",
        "下の一覧の場所を直してから、もう一度お試しください。",
    ),
    "bad_token": Sentence(
        "この画面からの送信を確かめられませんでした。", "画面を開き直してください。"
    ),
    "token_reused": Sentence(
        "この画面は、すでに別の操作に使われています。", "画面を開き直してください。"
    ),
    "field_twice": Sentence(
        "同じ欄（{field}）が、二度送られています。", "画面を開き直して、もう一度お試しください。"
    ),
    "field_unreadable": Sentence(
        "欄（{field}）に、読めない文字があります。", "入力し直してください。"
    ),
    "bad_file_name": Sentence(
        "ファイルの名前が使えません。", "{most} 字までの、ふつうの名前にしてください。", "file"
    ),
    "reason_needed": Sentence(
        "理由が書かれていません。", "相手が読む理由を書いてください。", "reason"
    ),
    "reason_too_long": Sentence("理由が長すぎます。", "{most} 字までにしてください。", "reason"),
    "reason_unreadable": Sentence(
        "理由に、読めない文字があります。", "制御文字や外字を消してください。", "reason"
    ),
    "date_out_of_range": Sentence(
        "使えない日付です。", "{first}から{last}までの日を入力してください。"
    ),
    "months_out_of_range": Sentence(
        "利用期間の月数が範囲の外です。", "{least} から {most} までにしてください。", "months"
    ),
    "size_out_of_range": Sentence("台数が範囲の外です。", "0 から {most} までにしてください。"),
    "filter_unusable": Sentence(
        "しぼり込みの条件「{field}」の値「{value}」は使えません。",
        "探す画面の欄から選び直してください。",
    ),
    "unknown_prefecture": Sentence(
        "拠点の都道府県がわかりません。", "都道府県の番号 01 から 47 で、一つ以上を示してください。"
    ),
    "too_many_plans": Sentence(
        "一度に比べられるのは、{most} プランまでです（選んだもの: {found} プラン）。",
        "前の画面に戻り、{most} プランまでに減らしてください。",
    ),
    "nothing_to_protect": Sentence(
        "見守るものが一つもありません。",
        "PC・サーバー・拠点のどれかを 1 以上にしてください。",
        "pcs",
    ),
}
