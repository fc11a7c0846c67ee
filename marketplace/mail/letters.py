"""「お知らせの文」 Code of a notice → what its mail says; the only sentences that are mailed.

Nobody but the recipient is named: what a mail is about stands on the pages, behind a sign-in.
"""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.domain.organisation import Actor
from marketplace.mail.port import Mail

SUBJECT = "【お助け隊マーケット】{about}"
HOW = "詳しくは、お助け隊マーケットの画面でご確認ください。"
AUTOMATIC = "このメールは自動でお送りしています。返信は届きません。"
FICTIONAL = "これは見本です。会社も人もサービスも、すべて架空です。"

LETTERS: dict[str, tuple[str, ...]] = {
    "submission_received": (
        "審査の申請が届きました",
        "「{offering}」（{tier}）の審査の申請が届きました。",
    ),
    "submission_withdrawn": (
        "審査の申請が取り下げられました",
        "「{offering}」（{tier}）の審査の申請が取り下げられました。",
    ),
    "submission_certified": (
        "適合確認書を発行しました",
        "「{offering}」（{tier}）の審査が終わり、適合確認書 {number} を発行しました。",
        "期間は {valid_from} から {valid_until} までです。",
    ),
    "submission_refused": (
        "審査の結果、不適合でした",
        "「{offering}」（{tier}）の審査の結果は、不適合でした。",
        "理由は申請の画面にあります。直して、もう一度申請できます。",
    ),
    "certificate_suspend": (
        "適合確認書の効力が停止されます",
        "「{offering}」（{tier}）の適合確認書 {number} の効力が、{since} から停止されます。",
        "理由は適合確認書の画面にあります。停止のあいだ、一覧に載りません。",
        "結ばれている契約は、そのまま続きます。",
    ),
    "certificate_reinstate": (
        "適合確認書の効力の停止が解かれます",
        "「{offering}」（{tier}）の適合確認書 {number} の停止が、{since} から解かれます。",
        "結ばれている契約は、そのまま続きます。",
    ),
    "certificate_revoke": (
        "適合確認書が取り消されます",
        "「{offering}」（{tier}）の適合確認書 {number} は、{since} から取り消されます。",
        "理由は適合確認書の画面にあります。この日から、一覧に載りません。",
        "結ばれている契約は、そのまま続きます。",
    ),
    "application_received": (
        "お申込みが届きました",
        "「{offering}」へのお申込みが届きました。",
        "{answer_by} までにお答えください。",
    ),
    "provisional_received": (
        "仮申込が届きました",
        "「{offering}」への仮申込が届きました。適合確認書が出るまで、承諾はできません。",
        "適合確認書が出て、申し込んだ会社が最終の料金に同意すると、お申込みとして改めて届きます。",
    ),
    "application_withdrawn": (
        "お申込みが取り下げられました",
        "「{offering}」へのお申込みが取り下げられました。お答えいただくことはありません。",
    ),
    "application_accepted": (
        "お申込みが承諾されました",
        "「{offering}」へのお申込みが承諾され、契約になりました。",
        "提供は {starts_on} に始まります。",
    ),
    "application_declined": (
        "お申込みは見送られました",
        "「{offering}」へのお申込みは見送られました。理由は申込みの画面にあります。",
    ),
    "invoice_issued": (
        "請求書が発行されました",
        "請求書 {number} が発行されました。支払期日は {due_on} です。",
        "金額と振込先は、請求書の画面にあります。",
    ),
    "contract_started": (
        "入金が確かめられ、契約が始まります",
        "「{offering}」の最初の請求書の入金が確かめられました。",
        "提供は {starts_on} からです。",
    ),
    "contract_ending": (
        "解約の申出がありました",
        "「{offering}」の契約に、解約の申出がありました。提供は {ends_on} までです。",
    ),
    "contract_kept_on": (
        "解約の申出が取り下げられました",
        "「{offering}」の契約の、解約の申出が取り下げられました。契約は続きます。",
    ),
    "contract_withdrawn": (
        "契約が取りやめになりました",
        "「{offering}」の契約は、お支払いの前に取りやめになりました。理由は契約の画面にあります。",
    ),
}
"""Subject, and the lines of the text."""


def letter(to: Actor, code: str, values: Mapping[str, str]) -> Mail:
    """The mail of a notice to one person; an unknown code or a missing value is a ``KeyError``."""
    about, *lines = LETTERS[code]
    name = f"{to.org.name}\n{to.person.name} 様"
    end = [HOW, AUTOMATIC, *([FICTIONAL] if to.org.fictional else [])]
    text = "\n\n".join([name, "\n".join(lines).format_map(values), "\n".join(end)])
    return Mail(to.person.email, SUBJECT.format(about=about), f"{text}\n")
