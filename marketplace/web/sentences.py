"""「文の表」 Code of an error → what people read: what happened, what to do, in which field.

Placeholders are the error's values. An unknown code gives the general sentence of its kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from string import Formatter

from marketplace.domain.errors import Conflict, MarketError, Missing, Refused, Unavailable

MANY = 10


@dataclass(frozen=True, slots=True)
class Sentence:
    """「文」 What happened, what to do, and the form field that it is about."""

    text: str
    remedy: str = ""
    field: str = ""

    def __str__(self) -> str:
        """One line, for the command line and logs."""
        return self.text + self.remedy


_AGAIN = "時間をおいて、もう一度お試しください。"
_LOOK = "画面を開き直して、いまの状態を確かめてください。"
_LIST = "一覧から開き直してください。"
_MEND = "プラグインの開発者に知らせてください。"

GENERAL: tuple[tuple[type[MarketError], Sentence], ...] = (
    (Missing, Sentence("お探しのものは見つかりません。", _LIST)),
    (Conflict, Sentence("ほかの操作が先に行われたため、受け付けませんでした。", _LOOK)),
    (Unavailable, Sentence("いま、処理を行えません。", _AGAIN)),
    (
        Refused,
        Sentence("この内容では受け付けられません。", "内容を確かめて、もう一度お試しください。"),
    ),
    (MarketError, Sentence("処理を行えませんでした。", _AGAIN)),
)

_FORMS = {
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
    "nothing_to_protect": Sentence(
        "見守るものが一つもありません。",
        "PC・サーバー・拠点のどれかを 1 以上にしてください。",
        "pcs",
    ),
}

_ACCESS = {
    "not_allowed": Sentence(
        "{kind}の人には、この操作はできません。", "使う人を切り替えてください。"
    ),
    "own_organisation": Sentence(
        "{provider}に属する人は、この申請を審査できません。", "ほかの審査員が審査してください。"
    ),
}

_SUBMISSION = {
    "no_edition_in_force": Sentence(
        "{tier}の基準は、まだ施行されていません。",
        "施行中の基準があるサービス区分のプランだけを申請してください。",
    ),
    "not_your_provider_code": Sentence(
        "マニフェストの事業者コード（{found}）が、自社のコード（{yours}）と違います。",
        "provider の code を自社のコードにしてください。",
        "manifest",
    ),
    "other_provider": Sentence(
        "別の事業者のマニフェストです。", "自社のものを出してください。", "manifest"
    ),
    "dossier_spelling": Sentence(
        "同じ内容の申請書が、別の書きかたで届いています。",
        "前と同じファイルを出してください。",
        "manifest",
    ),
    "has_fails": Sentence(
        "不適合か障害が残っているため、申請できません。", "下の条項を直してから、申請してください。"
    ),
    "already_submitted": Sentence(
        "{tier}の申請が、まだ審査中です。", "結果を待つか、前の申請を取り下げてください。"
    ),
    "not_open": Sentence("この申請は、もう決まっています（{state}）。", _LOOK),
    "verdict_not_offered": Sentence(
        "選べない判断です。", "適合か不適合を選んでください。", "verdict"
    ),
    "not_rulable": Sentence(
        "{clause} は、審査員の判断では決められません（いまの判定: {verdict}・{why}）。",
        "申告や証跡の不足は、提供事業者が直して申請し直します。",
    ),
    "not_conforming": Sentence(
        "いまの結果は「{verdict}」のため、適合確認書を発行できません（{clauses}）。",
        "未決の条項を確かめてから発行するか、理由を書いて通知してください。",
    ),
    "dates_out_of_order": Sentence(
        "有効期間の日付の順が正しくありません（今日は{today}）。",
        "最初の日は今日以後、最後の日はその日以後にしてください。",
        "valid_from",
    ),
    "already_certified": Sentence("この申請には、適合確認書 {number} を発行済みです。", _LOOK),
    "already_delisted": Sentence("この掲載は、{day}に取り下げられています。", _LOOK),
}

_CONTRACT = {
    "not_listed": Sentence(
        "「{offering}」は、いま掲載されていません。", "一覧から選び直してください。"
    ),
    "size_not_sold": Sentence(
        "「{plan}」は、この台数では売られていません。",
        "売られている台数: 端末 {terminals_min} 台から（上限 {terminals_max}）・"
        "拠点 {networks_min} か所から。",
        "pcs",
    ),
    "term_too_short": Sentence(
        "「{plan}」の最低契約期間は {least} か月です。", "利用期間を長くしてください。", "months"
    ),
    "price_unknown": Sentence(
        "「{plan}」には、金額のわからない料金があります（{unknown}）。",
        "提供事業者に金額を確かめてから、お申し込みください。",
    ),
    "not_agreed": Sentence(
        "申込みの内容への同意が、まだ確認できていません。",
        "同意の欄に印を付けてください。",
        "agreed",
    ),
    "already_contracted": Sentence("この申込みは、すでに契約になっています。", _LOOK),
    "state_moved": Sentence("この間に状態が変わりました（いまは「{state}」）。", _LOOK),
    "answer_too_late": Sentence(
        "回答期限（{answer_by}）を過ぎているため、承諾できません。",
        "改めて申し込んでもらってください。",
    ),
    "certificate_lapsed": Sentence(
        "適合確認書の有効期間が、{valid_until}に終わっています。",
        "新しい適合確認書を得てください。",
    ),
    "starts_in_the_past": Sentence(
        "開始日が今日（{today}）より前です。", "今日以後の日にしてください。", "starts_on"
    ),
    "no_invoice_number": Sentence(
        "{provider}の適格請求書発行事業者登録番号がありません。", "登録番号を届け出てください。"
    ),
    "no_bank_account": Sentence(
        "{provider}の振込先がありません。", "振込先の口座を届け出てください。"
    ),
    "already_invoiced": Sentence("この契約の請求書（{number}）は、発行済みです。", _LOOK),
}

_MISSING = {
    "actor": Sentence("その人は、この組織の人ではありません。", "使う人を選び直してください。"),
    "organisation": Sentence("その組織は見つかりません。", _LIST),
    "person": Sentence("その人は見つかりません。", _LIST),
    "offering": Sentence("そのサービスは見つかりません。", _LIST),
    "dossier": Sentence("その申請書一式は見つかりません。", _LIST),
    "submission": Sentence("その申請は見つかりません。", _LIST),
    "certificate": Sentence(
        "その適合確認書は見つかりません。", "番号や記号をもう一度確かめてください。"
    ),
    "listing": Sentence("このサービスは、いま掲載されていません。", "一覧から選び直してください。"),
    "plan": Sentence("その料金プランは見つかりません。", "一覧から選び直してください。"),
    "clause": Sentence("その条項は、この申請の基準にありません。", _LIST),
    "application": Sentence("その申込みは見つかりません。", _LIST),
    "contract": Sentence("その契約は見つかりません。", _LIST),
    "invoice": Sentence("その請求書は見つかりません。", _LIST),
    "gateway": Sentence("その支払い方法は使えません。", "別の支払い方法を選んでください。"),
    "edition": Sentence("その版の基準は見つかりません。", "基準の一覧から選び直してください。"),
    "plugin": Sentence("プラグイン {plugin} はありません。", "名前を確かめてください。"),
}

_OUTSIDE = {
    "formal_run_failed": Sentence("正式な実行が最後まで進みませんでした（{detail}）。", _AGAIN),
    "already_exists": Sentence("同じものが、すでにあります。", _LOOK),
    "database_busy": Sentence("ただいま混み合っています。", _AGAIN),
    "database_unreachable": Sentence("記録の保管庫に、いまつながりません。", _AGAIN),
    "driver_missing": Sentence(
        "データベースの部品（{driver}）がありません。", "入れてからお試しください。"
    ),
    "unsupported_database": Sentence(
        "使えないデータベースです（{database}）。",
        "SQLite のファイルか PostgreSQL を指定してください。",
    ),
}

_PLUGINS = {
    "plugin_name": Sentence("プラグインの名前（{plugin}）が使えません。", _MEND),
    "plugin_refused": Sentence("プラグイン {plugin} を受け入れられません（{detail}）。", _MEND),
    "plugin_twice": Sentence("プラグイン {plugin} が二つあります。", "一つにしてください。"),
    "plugin_operator_hook": Sentence(
        "プラグイン {plugin} に、運営者だけのフックがあります（{hooks}）。", _MEND
    ),
    "plugin_unknown_hook": Sentence(
        "プラグイン {plugin} に、ない約束があります（{hooks}）。", _MEND
    ),
    "plugin_wrong_type": Sentence("プラグイン {plugin} の答えの型が違います。", _MEND),
    "plugin_too_much": Sentence("プラグイン {plugin} の答えが多すぎます（上限 {most}）。", _MEND),
    "plugin_failed": Sentence("プラグイン {plugin} が動きませんでした（{hook}）。", _MEND),
    "plugin_not_installed": Sentence("プラグイン {plugin} が入っていません。", "入れてください。"),
    "plugin_answers_twice": Sentence("プラグイン {plugin} が二度答えました（{hook}）。", _MEND),
    "plugin_declares_nothing": Sentence(
        "プラグイン {plugin} の申告がありません（{hook}）。", _MEND
    ),
    "plugin_value_not_writable": Sentence(
        "プラグイン {plugin} の申告を書き出せません（{offering} の {place}）。", _MEND
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

_CONFIRMING = {
    "words_needed": Sentence("書かれていない欄があります。", "原文にあるとおりに書いてください。"),
    "words_too_long": Sentence("書かれた内容が長すぎます。", "{most} 字までにしてください。"),
    "words_unreadable": Sentence(
        "読めない文字があります。", "制御文字や外字を消して、書き直してください。"
    ),
    "already_confirmed": Sentence(
        "{clause} の原文照合は、{on}に二人で終わっています。", "することはありません。"
    ),
    "second_person_needed": Sentence(
        "{clause} は、あなたの照合がすでにあります。", "ほかの人が、同じ内容を記録します。"
    ),
    "confirmation_differs": Sentence(
        "{clause} の照合が、先の人の記録（{first}）と違います（いまの記録: {second}）。",
        "二人で原文を見直してください。基準の文が違うときは、新しい訳にします。",
    ),
    "no_confirmation_of_yours": Sentence(
        "{clause} に、あなたが取り消せる照合はありません。", "照合の一覧を確かめてください。"
    ),
}

_VERSIONS = {
    "nothing_certified": Sentence(
        "「{offering}」には、有効な適合確認書がありません。", "ふつうの申請をしてください。"
    ),
    "certified_tier_missing": Sentence(
        "適合確認書のある区分（{tiers}）のプランが、この版にありません。",
        "プランを戻すか、先に掲載を取り下げてください。",
    ),
    "version_not_conforming": Sentence(
        "この内容では適合しないため、いまの掲載のままにしました。",
        "下の条項を直すか、審査が要る変更は、ふつうの申請をしてください。",
    ),
}

SENTENCES: dict[str, Sentence] = {
    **_FORMS,
    **_ACCESS,
    **_SUBMISSION,
    **_CONFIRMING,
    **_VERSIONS,
    **_CONTRACT,
    **_MISSING,
    **_OUTSIDE,
    **_PLUGINS,
}


def sentence_of(error: MarketError) -> Sentence:
    """The sentence of an error with its values filled in."""
    known = SENTENCES.get(error.code)
    sentence = known or next(found for kind, found in GENERAL if isinstance(error, kind))
    field = sentence.field or str(error.values.get("field", ""))
    return Sentence(_filled(sentence.text, error), _filled(sentence.remedy, error), field)


def shown(value: object) -> str:
    """A value as it stands in a sentence."""
    if value is None:
        return "なし"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, (tuple, list)):
        listed = "、".join(shown(one) for one in value[:MANY])
        return listed + (f" ほか {len(value) - MANY} 件" if len(value) > MANY else "")
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    return f"{value:,}" if type(value) is int else str(value)


def _filled(pattern: str, error: MarketError) -> str:
    names = [name for _, name, _, _ in Formatter().parse(pattern) if name]
    return pattern.format(**{name: shown(error.values.get(name)) for name in names})
