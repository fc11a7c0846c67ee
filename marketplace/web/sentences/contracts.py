"""「契約の断り」 Why a quote, an application, a contract, an invoice or a deposit is refused."""

from __future__ import annotations

from marketplace.web.sentences.sentence import LOOK, Sentence

CONTRACT = {
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
    "quote_expired": Sentence(
        "この見積りの有効期間は、{valid_until}に終わっています。",
        "同じ内容で、見積りを作り直してください。",
    ),
    "quote_differs": Sentence(
        "送られた内容が、この見積りと一致しません。何も申し込んでいません。",
        "見積りの画面を開き直して、内容を確かめてください。",
    ),
    "already_signed": Sentence(
        "この見積りは、{by}さんが{on}に申込みを済ませています。",
        "申込みは一件だけです。申込みの一覧から確かめてください。",
    ),
    "not_agreed": Sentence(
        "同意の印が付いていない項目があります（{name}）。",
        "内容を確かめて、同意できるときに印を付けてください。",
    ),
    "gateway_not_offered": Sentence(
        "{provider}では使えない支払い方法です。", "示した方法から選んでください。", "gateway"
    ),
    "still_provisional": Sentence(
        "「{offering}」は、まだ適合確認書がないため、仮申込を承諾できません。",
        "適合確認書が出て、申し込んだ会社が最終の料金に同意すると、承諾できます。",
    ),
    "not_provisional": Sentence(
        "この申込みは仮申込ではないため、切り替えられません。",
        "申込みの一覧から選び直してください。",
    ),
    "other_plan": Sentence(
        "仮申込の「{offering}」{plan}とは、別のプランです。",
        "仮申込の画面から、最終の料金を確かめてください。",
    ),
    "already_contracted": Sentence("この申込みは、すでに契約になっています。", LOOK),
    "state_moved": Sentence("この間に状態が変わりました（いまは「{state}」）。", LOOK),
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
    "all_invoiced": Sentence("この契約に、これから請求するものはありません。", LOOK),
    "invoice_too_early": Sentence(
        "次の請求書は、{issued_from}から発行できます。", "その日以後に発行してください。"
    ),
    "amount_out_of_range": Sentence(
        "金額が使えません。", "1 円から {most} 円までの整数で入力してください。"
    ),
    "received_in_the_future": Sentence(
        "入金の日が今日（{today}）より後です。", "今日以前の日にしてください。", "received_on"
    ),
    "already_reversed": Sentence("この入金の記録は、すでに取り消されています。", LOOK),
    "kept_by_gateway": Sentence(
        "決済会社が知らせた入金は、ここでは取り消せません。",
        "決済会社の管理画面で返金してください。",
    ),
    "figures_changed": Sentence(
        "画面を開いてから、解約の日か金額が変わりました。何も申し出ていません。",
        "新しい日と金額を確かめて、もう一度お選びください。",
    ),
    "end_fee_unknown": Sentence(
        "中途解約金の計算が申告されていないため、この日の解約は申し出られません。",
        "提供事業者に金額を確かめるか、契約期間の終わりの解約を選んでください。",
    ),
    "end_invoiced": Sentence(
        "中途解約金の請求書（{number}）が発行されているため、取り下げられません。",
        "提供事業者に相談してください。",
    ),
    "too_many_records": Sentence(
        "記録が {found} 件あり、一度には保存できません。",
        "{most} 件までになるように、日付で絞り込んでください。",
    ),
    "already_paid": Sentence(
        "入金（{paid} 円）が記録されているため、契約を取りやめられません。",
        "返金して入金の記録を取り消すか、解約を申し出てください。",
    ),
}
