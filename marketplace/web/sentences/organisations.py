"""「組織と人の断り」 Why an organisation, its people or an account cannot be changed so."""

from __future__ import annotations

from marketplace.web.sentences.sentence import LIST, LOOK, Sentence

ORGANISATION = {
    "role_too_low": Sentence(
        "あなたの役割（{role}）では、この操作はできません。",
        "{least}の役割が要ります。組織の管理者に頼んでください。",
    ),
    "bad_corporate_number": Sentence(
        "法人番号が正しくありません（桁数か、検査数字が合いません）。",
        "国税庁の法人番号公表サイトで、13 桁の番号を確かめてください。",
        "corporate_number",
    ),
    "corporate_number_taken": Sentence(
        "この法人番号の{kind}は、すでに登録されています。",
        "社内の管理者に招待を頼んでください。心当たりがないときは、運営者へお知らせください。",
        "corporate_number",
    ),
    "bad_invoice_number": Sentence(
        "登録番号の形が正しくありません。",
        "T と 13 桁の数字で入力してください（例: T1234567890123）。",
        "invoice_number",
    ),
    "invoice_number_differs": Sentence(
        "登録番号が、法人番号と合いません。",
        "法人の登録番号は、T と法人番号です（{wanted}）。どちらかを直してください。",
        "invoice_number",
    ),
    "reading_not_kana": Sentence(
        "読みに、カタカナでない字があります。", "カタカナで入力してください。"
    ),
    "no_account_here": Sentence(
        "{kind}には、振込先を届け出る欄がありません。", "振込先を空けてください。", "bank"
    ),
    "bad_account_kind": Sentence(
        "預金の種類がわかりません。", "{kinds}から選んでください。", "kind"
    ),
    "bad_account_number": Sentence(
        "口座番号が正しくありません。",
        "{digits} 桁の数字で入力してください。足りないときは、頭に 0 を付けます。",
        "number",
    ),
    "holder_not_kana": Sentence(
        "口座名義に、使えない字があります。",
        "通帳のとおりに、カタカナで入力してください（例: カ）ヒナタツウシン）。",
        "holder",
    ),
}

PEOPLE = {
    "already_member": Sentence(
        "その人は、すでにこの組織の人です。",
        "役割を変えるときは、一覧から変えてください。",
        "email",
    ),
    "already_invited": Sentence(
        "{email} は、すでに招待しています。",
        "手紙が届かないときは、招待の一覧から送り直してください。",
        "email",
    ),
    "too_many_invitations": Sentence(
        "返事のない招待が {most} 件あります。", "要らない招待を取り消してください。", "email"
    ),
    "invited_too_often": Sentence(
        "{email} には、今日はもう {most} 通の手紙を送っています。",
        "届かない理由を確かめ、明日もう一度お試しください。",
        "email",
    ),
    "invitation_over": Sentence("この招待は、もう終わっています。", LOOK),
    "invited_other_address": Sentence(
        "この招待は {invited} あてで、いまのアカウント（{yours}）あてではありません。",
        "{invited} のアカウントでサインインし直すか、"
        "招待した人に、いまの宛先へ送り直してもらってください。",
    ),
    "unknown_role": Sentence("役割がわかりません。", "一つを選んでください。", "role"),
    "last_admin": Sentence(
        "あなたは、この組織のただ一人の管理者です。",
        "先に、ほかの人を管理者にしてください。",
    ),
    "leave_instead": Sentence(
        "自分自身は、ここからは外せません。", "「この組織から抜ける」を使ってください。"
    ),
    "last_admin_of": Sentence(
        "あなたがただ一人の管理者である組織があります（{organisations}）。",
        "先に、その組織のほかの人を管理者にしてください。",
    ),
    "closing_not_agreed": Sentence(
        "アカウントを閉じることを確かめられませんでした。",
        "内容を読み、印を付けてください。",
        "agreed",
    ),
    "close_instead": Sentence(
        "自分自身の情報は、ここからは消せません。",
        "アカウントの画面から、アカウントを閉じてください。",
    ),
    "body_exists": Sentence(
        "「{name}」という審査登録機関は、すでに登録されています。",
        "一覧から、管理者の招待をお使いください。",
        "name",
    ),
    "has_admin": Sentence(
        "「{name}」には管理者がいます。", "人の招待は、その組織の管理者が行います。"
    ),
}

JOURNAL = {
    "period_backwards": Sentence(
        "期間の初めの日（{first}）が、終わりの日（{last}）より後です。",
        "日付を入れ替えてください。",
        "last",
    ),
    "too_many_entries": Sentence(
        "書き出せるのは、一度に {most} 件までです（いまは {found} 件）。", "期間を狭めてください。"
    ),
}

MISSING_PEOPLE = {
    "member": Sentence("その人は、この組織の人ではありません。", LIST),
    "invitation": Sentence("その招待は見つかりません。", LIST),
}
