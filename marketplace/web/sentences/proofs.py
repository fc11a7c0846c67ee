"""「本人の確かめの断り」 Why a code, a key or an identity of elsewhere is not taken."""

from __future__ import annotations

from marketplace.web.sentences.sentence import AGAIN, LOOK, Sentence

SECOND = {
    "wrong_code": Sentence(
        "確認コードが違います。",
        "アプリに出ている新しい番号を入力してください。同じ番号は一度しか使えません。"
        "続けて違ったときは、時間をおいて（15分ほど）お試しください。",
        "code",
    ),
    "wrong_first_code": Sentence(
        "確認コードが違います。",
        "端末の時計が合っているかを確かめて、アプリの新しい番号を入力してください。",
        "code",
    ),
    "wrong_password": Sentence(
        "パスワードが違います。",
        "入力を確かめてください。続けて違ったときは、時間をおいて（15分ほど）お試しください。",
        "password",
    ),
    "setup_over": Sentence(
        "登録の画面を開いてから、時間がたちすぎました。",
        "新しい図を読み取り直してください。アプリに残った前の登録は消してかまいません。",
    ),
    "second_already_on": Sentence("この端末は、もう登録されています。", LOOK),
    "second_is_off": Sentence("もう一つの確認は、まだ使っていません。", LOOK),
    "second_required": Sentence(
        "審査登録機関か運営者の人は、もう一つの確認をやめられません。",
        "端末を替えるときは、新しい端末を登録してください。",
    ),
    "second_unreadable": Sentence(
        "確認コードの登録を読み取れません。",
        "予備コードで入るか、運営者に知らせてください（サイトの秘密鍵が変わったときに起こります）。",
    ),
    "show_second_first": Sentence(
        "パスワードだけで入っているため、ここは変えられません。",
        "いったんサインアウトし、いまお使いのパスキーか確認コードで入ってください。",
    ),
    "sign_in_again": Sentence(
        "サインインから時間がたっているため、ここは変えられません。",
        "いったんサインアウトして入り直し、15分以内に行ってください。",
    ),
    "codes_gone": Sentence(
        "この予備コードは、もう使えないものです。",
        "もう一つの確認の画面で、作り直してください。",
    ),
    "another_operator": Sentence(
        "自分のもう一つの確認は、ここでは外せません。", "ほかの運営者に頼んでください。"
    ),
    "taken_before": Sentence("この確認は、もう使われています。", "はじめからやり直してください。"),
}

KEYS = {
    "passkey_wrong": Sentence(
        "パスキーを確かめられませんでした。何も変えていません。",
        "もう一度お試しください。続くときは、パスワードで入ってください。",
    ),
    "passkey_unknown": Sentence(
        "このパスキーは、ここに登録されていません。",
        "パスワードで入り、アカウントの画面で追加してください。",
    ),
    "passkey_late": Sentence(
        "端末での確認に、時間がかかりすぎました。", "もう一度、ボタンからお試しください。"
    ),
    "passkey_known": Sentence("このパスキーは、もう登録されています。", LOOK),
    "too_many_passkeys": Sentence(
        "パスキーは {most} 個までです。", "使っていないものを外してから、追加してください。"
    ),
    "last_second_factor": Sentence(
        "最後のパスキーは外せません。",
        "審査登録機関か運営者の人は、先に確認アプリを登録してください。",
    ),
    "passkeys_off": Sentence(
        "このアドレスでは、パスキーを使えません。", "パスワードで入ってください。"
    ),
}

IDENTITIES = {
    "identity_unknown": Sentence(
        "このIDは、まだどの人とも結ばれていません。",
        "パスワードで入り、アカウントの画面で結んでください。",
    ),
    "identity_taken": Sentence(
        "このIDは、もう結ばれています。", "結び直すときは、前の人が外してからにしてください。"
    ),
    "identity_one_each": Sentence(
        "同じ発行者のIDを、もう結んでいます。", "前のIDを外してから、結んでください。"
    ),
    "last_way_in": Sentence(
        "パスワードがないため、最後のIDは外せません。", "先にパスワードを決めてください。"
    ),
    "oidc_unavailable": Sentence("{label}に、いま届きません。", AGAIN),
    "oidc_denied": Sentence(
        "{label}での確認が、取りやめになりました。", "入るときは、はじめからお試しください。"
    ),
    "oidc_state": Sentence(
        "このブラウザーで始めた確認ではないため、受け付けませんでした。",
        "サインインの画面から、はじめからお試しください。",
    ),
    "oidc_late": Sentence("確認を始めてから、時間がたちすぎました。", "はじめからお試しください。"),
    "oidc_refused": Sentence(
        "{label}が、この確認を受け付けませんでした。", "はじめからお試しください。"
    ),
    "oidc_token": Sentence(
        "{label}からの知らせを確かめられないため、受け付けませんでした。",
        "はじめからお試しください。続くときは、運営者に知らせてください。",
    ),
    "oidc_two_steps": Sentence(
        "もう一つの確認を使っている人は、ここでは結べません。",
        "パスワードと確認コードで入り、アカウントの画面で結んでください。",
    ),
}

MISSING_PROOFS = {
    "passkey": Sentence("そのパスキーは見つかりません。", "一覧を開き直してください。"),
    "identity": Sentence("そのIDは結ばれていません。", "一覧を開き直してください。"),
    "issuer": Sentence("そのIDでは、ここには入れません。", "サインインの画面から選んでください。"),
}

PROOFS = SECOND | KEYS | IDENTITIES | MISSING_PROOFS
