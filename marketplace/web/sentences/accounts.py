"""「アカウントの断り」 Why somebody cannot sign up, sign in, or change the own account so."""

from __future__ import annotations

from marketplace.web.sentences.sentence import Sentence

ASK_AGAIN = "サインインの画面から、新しい手紙を頼んでください。"

ACCOUNTS = {
    "bad_email": Sentence(
        "メールアドレスの形が正しくありません。",
        "name@example.jp のような、半角のアドレスを入力してください。",
        "email",
    ),
    "wrong_sign_in": Sentence(
        "メールアドレスかパスワードが違います。",
        "入力を確かめてください。続けて違ったときは、時間をおいて（15分ほど）お試しください。",
        "password",
    ),
    "signing_in_busy": Sentence(
        "いま、サインインが混み合っています。", "一分ほどおいて、もう一度お試しください。"
    ),
    "password_too_short": Sentence(
        "パスワードが短すぎます。",
        "{least} 字以上にしてください。文字の種類は問いません。",
        "password",
    ),
    "password_too_long": Sentence(
        "パスワードが長すぎます。", "{most} 字までにしてください。", "password"
    ),
    "password_common": Sentence(
        "多くの人が使っている、すぐに破られるパスワードです。",
        "つながりのない言葉をいくつか並べるなど、ほかにないものにしてください。",
        "password",
    ),
    "password_about": Sentence(
        "名前やアドレスと同じパスワードは使えません。",
        "ほかの人が思いつかないものにしてください。",
        "password",
    ),
    "password_not_yours": Sentence(
        "いまのパスワードが違います。",
        "入力を確かめてください。続けて違ったときは、時間をおいて（15分ほど）お試しください。",
        "old",
    ),
    "no_password": Sentence(
        "このアカウントには、パスワードがありません。",
        "「パスワードを決め直す」から、新しく決めてください。",
    ),
    "link_used": Sentence("このリンクは、もう使われています。", ASK_AGAIN),
    "link_over": Sentence("このリンクは、期限が切れています。", ASK_AGAIN),
    "has_account": Sentence(
        "このメールアドレスには、もうアカウントがあります。", "サインインしてください。"
    ),
    "same_address": Sentence(
        "いまと同じメールアドレスです。", "変えるときは、新しいほうを入力してください。", "email"
    ),
    "address_taken": Sentence(
        "このメールアドレスには変えられません。", "ほかのアドレスを使ってください。"
    ),
    "operator_exists": Sentence(
        "運営者の組織（{name}）は、もうあります。",
        "人を増やすときは、otasuke operator invite をお使いください。",
    ),
    "kind_needed": Sentence(
        "どの立場で使うかが選ばれていません。", "一つを選んでください。", "kind"
    ),
    "corporate_number_needed": Sentence(
        "法人番号が入力されていません。",
        "国税庁の法人番号公表サイトで、13 桁の番号を確かめてください。",
        "corporate_number",
    ),
    "bad_provider_code": Sentence(
        "事業者コードの形が正しくありません。",
        "半角の英小文字で始め、英小文字・数字・ハイフンだけにしてください（例: mihari）。",
        "code",
    ),
    "provider_code_in_use": Sentence(
        "事業者コード {found} は、もう使われています。", "ほかのコードにしてください。", "code"
    ),
}

MISSING_ACCOUNTS = {
    "operator": Sentence(
        "運営者の組織が、まだありません。", "先に otasuke operator create をしてください。"
    ),
    "ticket": Sentence(
        "このリンクは使えません。",
        "手紙のリンクを、途中で切れないように開き直してください。",
    ),
    "session": Sentence(
        "そのサインインは、もう終わっています。", "一覧を開き直して確かめてください。"
    ),
}

MAILING = {
    "secret_key_missing": Sentence(
        "秘密鍵がないので、手紙のリンクを作れません。",
        "OTASUKE_SECRET_KEY か、設定の secret_key に書いてください。",
    ),
    "mail_unreachable": Sentence(
        "メールサーバーに渡せませんでした（{reason}）。", "設定の [smtp] を確かめてください。"
    ),
    "mail_refused": Sentence(
        "メールサーバーが、この宛先を断りました（{reply}）。", "宛先を確かめてください。"
    ),
    "mail_put_off": Sentence("メールサーバーが、あとで送るよう求めています。"),
}
