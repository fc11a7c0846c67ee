"""「行為の断り」 Why an act of the desk is refused."""

from __future__ import annotations

from marketplace.web.sentences.sentence import LOOK, Sentence

ACCESS = {
    "not_allowed": Sentence(
        "{kind}の人には、この操作はできません。",
        "その立場の組織の人として、サインインしてください。",
    ),
    "own_organisation": Sentence(
        "{provider}に属する人は、この申請を審査できません。", "ほかの審査員が審査してください。"
    ),
}

SUBMISSION = {
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
    "not_open": Sentence("この申請は、もう決まっています（{state}）。", LOOK),
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
    "already_certified": Sentence("この申請には、適合確認書 {number} を発行済みです。", LOOK),
    "not_as_issued": Sentence(
        "適合確認書 {number} は、計算し直すと発行のときと違います（いまの計算: {verdict}）。",
        "発行の日に有効だった基準・照合・確認が変わっていないかを確かめてください。",
    ),
    "already_delisted": Sentence("この掲載は、{day}に取り下げられています。", LOOK),
}

CONFIRMING = {
    "words_needed": Sentence("書かれていない欄があります。", "空いている欄に書いてください。"),
    "words_too_long": Sentence("長すぎます。", "{most} 字までにしてください。"),
    "words_unreadable": Sentence("読めない文字があります。", "制御文字や外字を消してください。"),
    "already_confirmed": Sentence("{clause} の原文照合は、{on}に済んでいます。", LOOK),
    "second_person_needed": Sentence(
        "{clause} は、あなたがすでに記録しています。", "もう一人の審査員の記録を待ってください。"
    ),
    "confirmation_differs": Sentence(
        "{clause} の記録が、一人目の記録と違います。何も記録していません。",
        "一人目の記録は「{first}」、あなたの記録は「{second}」です。二人で原文を見直してください。"
        "一人目の記録が違うときは、その人が取り消して記録し直します。",
    ),
    "no_confirmation_of_yours": Sentence("{clause} に、あなたが取り消せる記録はありません。", LOOK),
}

TRIAL = {
    "no_draft": Sentence(
        "{tier}の基準は、まだ案もありません。", "案が出てから、参考掲載を求めてください。", "tier"
    ),
    "trial_not_needed": Sentence(
        "{tier}の基準は施行されているため、参考掲載はできません。",
        "事前確認をして、審査を申請してください。",
        "tier",
    ),
    "trial_fails": Sentence(
        "案の基準で不適合か障害になる区分（{tiers}）があるため、参考掲載できません。"
        "直すところ: {clauses}。",
        "条項の求める値を確かめて、マニフェストを直してください。要確認は、残っていても載せられます。",
        "manifest",
    ),
    "tier_not_declared": Sentence(
        "その区分のプランが、マニフェストにありません。", "{declared}から選んでください。", "tier"
    ),
    "trial_over": Sentence("この参考掲載は、{until}に終わっています。", LOOK),
}

CHANGING = {
    "nothing_certified": Sentence(
        "サービス（{offering}）には、有効な適合確認書がありません。",
        "変更ではなく、新しい申請として出してください。",
        "manifest",
    ),
    "certified_tier_missing": Sentence(
        "適合確認書のある区分（{tiers}）のプランが、なくなっています。",
        "その区分のプランを一つ以上残してください。やめるときは、掲載を取り下げます。",
        "manifest",
    ),
    "version_not_conforming": Sentence(
        "この内容では適合にならないため、何も変えていません。",
        "いままでの内容が、そのまま載っています。下の条項を直してから、もう一度お試しください。"
        "審査員の確認が要る変更は、新しい申請として出してください。",
    ),
}
