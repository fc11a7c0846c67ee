"""「見つからない・動かない」 What is not there, and what is out of order."""

from __future__ import annotations

from marketplace.web.sentences.sentence import AGAIN, LIST, LOOK, MEND, Sentence

MISSING = {
    "actor": Sentence("その人は、この組織の人ではありません。", "使う人を選び直してください。"),
    "organisation": Sentence("その組織は見つかりません。", LIST),
    "person": Sentence("その人は見つかりません。", LIST),
    "offering": Sentence("そのサービスは見つかりません。", LIST),
    "dossier": Sentence("その申請書一式は見つかりません。", LIST),
    "submission": Sentence("その申請は見つかりません。", LIST),
    "evidence_file": Sentence("その証跡のファイルは見つかりません。", LIST),
    "certificate": Sentence(
        "その適合確認書は見つかりません。", "番号や記号をもう一度確かめてください。"
    ),
    "listing": Sentence("このサービスは、いま掲載されていません。", "一覧から選び直してください。"),
    "trial": Sentence("その参考掲載は見つかりません。", LIST),
    "plan": Sentence("その料金プランは見つかりません。", "一覧から選び直してください。"),
    "clause": Sentence("その条項は、この申請の基準にありません。", LIST),
    "application": Sentence("その申込みは見つかりません。", LIST),
    "contract": Sentence("その契約は見つかりません。", LIST),
    "invoice": Sentence("その請求書は見つかりません。", LIST),
    "quote": Sentence("その見積りは見つかりません。", LIST),
    "deposit": Sentence("その入金の記録は見つかりません。", LIST),
    "gateway": Sentence("その支払い方法は使えません。", "別の支払い方法を選んでください。"),
    "edition": Sentence("その版の基準は見つかりません。", "基準の一覧から選び直してください。"),
    "plugin": Sentence("プラグイン {plugin} はありません。", "名前を確かめてください。"),
}

OUTSIDE = {
    "formal_run_failed": Sentence("正式な実行が最後まで進みませんでした（{detail}）。", AGAIN),
    "already_exists": Sentence("同じものが、すでにあります。", LOOK),
    "errand_changed": Sentence("同じ用件が、別の内容で届いています。", LOOK),
    "database_busy": Sentence("ただいま混み合っています。", AGAIN),
    "database_unreachable": Sentence("記録の保管庫に、いまつながりません。", AGAIN),
    "driver_missing": Sentence(
        "データベースの部品（{driver}）がありません。", "入れてからお試しください。"
    ),
    "unsupported_database": Sentence(
        "使えないデータベースです（{database}）。",
        "SQLite のファイルか PostgreSQL を指定してください。",
    ),
}

PLUGINS = {
    "plugin_name": Sentence("プラグインの名前（{plugin}）が使えません。", MEND),
    "plugin_refused": Sentence("プラグイン {plugin} を受け入れられません（{detail}）。", MEND),
    "plugin_twice": Sentence("プラグイン {plugin} が二つあります。", "一つにしてください。"),
    "plugin_operator_hook": Sentence(
        "プラグイン {plugin} に、運営者だけのフックがあります（{hooks}）。", MEND
    ),
    "plugin_unknown_hook": Sentence(
        "プラグイン {plugin} に、ない約束があります（{hooks}）。", MEND
    ),
    "plugin_wrong_type": Sentence("プラグイン {plugin} の答えの型が違います。", MEND),
    "plugin_too_much": Sentence("プラグイン {plugin} の答えが多すぎます（上限 {most}）。", MEND),
    "plugin_failed": Sentence("プラグイン {plugin} が動きませんでした（{hook}）。", MEND),
    "plugin_not_installed": Sentence("プラグイン {plugin} が入っていません。", "入れてください。"),
    "plugin_answers_twice": Sentence("プラグイン {plugin} が二度答えました（{hook}）。", MEND),
    "plugin_declares_nothing": Sentence("プラグイン {plugin} の申告がありません（{hook}）。", MEND),
    "plugin_value_not_writable": Sentence(
        "プラグイン {plugin} の申告を書き出せません（{offering} の {place}）。", MEND
    ),
    "provider_code_taken": Sentence(
        "事業者コード {provider} を、二つのプラグインが使っています（{plugins}）。",
        "一つにしてください。",
    ),
    "offering_code_taken": Sentence(
        "プラグイン {plugin} に、同じサービスコード {offering} が二つあります。",
        "一つにしてください。",
    ),
}
