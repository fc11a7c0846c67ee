"""「アカウントの手紙」 Code of a letter about one's own account → what it says.

Only the owner of an address reads these, so they may say whether it has an account; pages do not.
"""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.mail.letters import AUTOMATIC, FICTIONAL, SUBJECT
from marketplace.mail.port import Mail

NOT_ME = "心当たりがないときは、何もせずに、この手紙を捨ててください。"
WARN = "心当たりがないときは、すぐにパスワードを決め直してください: {reset}"

ACCOUNT_LETTERS: dict[str, tuple[str, ...]] = {
    "sign_up": (
        "登録の続き",
        "次のリンクを開いて、登録を続けてください。{until}まで、一度だけ使えます。",
        "{link}",
        NOT_ME,
    ),
    "has_account": (
        "このアドレスには、もうアカウントがあります",
        "登録の申込みがありましたが、このアドレスには、もうアカウントがあります。",
        "サインイン: {signin}",
        "パスワードを忘れたとき: {reset}",
        NOT_ME,
    ),
    "reset": (
        "パスワードの決め直し",
        "次のリンクを開いて、新しいパスワードを決めてください。{until}まで、一度だけ使えます。",
        "{link}",
        "心当たりがないときは、この手紙を捨ててください。パスワードは変わりません。",
    ),
    "address": (
        "メールアドレスの確認",
        "次のリンクを開くと、サインインのアドレスがこのアドレスに変わります。",
        "リンクは {until}まで、一度だけ使えます。",
        "{link}",
        NOT_ME,
    ),
    "address_asked": (
        "メールアドレスの変更の申込みがありました",
        "あなたのアカウントのメールアドレスを変える申込みがありました。",
        "新しいアドレスに届いた手紙のリンクを開くと、変わります。",
        WARN,
    ),
    "password_changed": (
        "パスワードが変わりました",
        "あなたのアカウントのパスワードが変わりました。ほかの画面でのサインインは終わっています。",
        WARN,
    ),
    "second_on": (
        "もう一つの確認に、端末が登録されました",
        "あなたのアカウントのもう一つの確認に、確認アプリが登録されました。",
        "前に登録した端末と予備コードがあれば、使えなくなっています。",
        WARN,
    ),
    "second_off": (
        "もう一つの確認が外れました",
        "あなたのアカウントは、パスワードだけで入れるようになりました。",
        WARN,
    ),
    "codes_renewed": (
        "予備コードが作り直されました",
        "あなたのアカウントの予備コードが作り直され、前のものは使えなくなりました。",
        WARN,
    ),
    "second_reset": (
        "もう一つの確認が、運営者によって外されました",
        "あなたのもう一つの確認とパスキーの登録を、運営者が外しました。サインインは終わっています。",
        "心当たりがないときは、すぐに運営者に知らせてください。",
    ),
    "passkey_added": (
        "パスキーが追加されました",
        "あなたのアカウントに、パスキーが追加されました。次から、そのパスキーだけで入れます。",
        WARN,
    ),
    "passkey_removed": (
        "パスキーが外されました",
        "あなたのアカウントから、パスキーが外されました。",
        WARN,
    ),
    "identity_linked": (
        "外部のIDが結ばれました",
        "あなたのアカウントに、外部のIDが結ばれました。次から、そのIDで入れます。",
        WARN,
    ),
    "identity_unlinked": (
        "外部のIDが外されました",
        "あなたのアカウントから、外部のIDが外されました。",
        WARN,
    ),
    "invite": (
        "{org}からの招待",
        "{org}の{role}として、お助け隊マーケットに招待されました。",
        "次のリンクを開くと、受けるかどうかを選べます。{until}まで、一度だけ使えます。",
        "{link}",
        NOT_ME,
    ),
}
"""Subject, and the lines of the text."""


def account_letter(
    email: str, name: str, code: str, values: Mapping[str, str], *, fictional: bool
) -> Mail:
    """One letter to one address; an unknown code or a missing value is a ``KeyError``."""
    about, *lines = ACCOUNT_LETTERS[code]
    greeting = [f"{name} 様"] if name else []
    end = [AUTOMATIC, *([FICTIONAL] if fictional else [])]
    text = "\n\n".join([*greeting, "\n".join(lines).format_map(values), "\n".join(end)])
    return Mail(email, SUBJECT.format(about=about.format_map(values)), f"{text}\n")
