"""「記録簿の文」 Act → what the journal for people says of it, by subject. One line an act."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Subject(StrEnum):
    """「記録の種類」 What an act is about; the journal is filtered by it."""

    EXAMINATION = "examination"
    CRITERIA = "criteria"
    CERTIFICATE = "certificate"
    LISTING = "listing"
    DEAL = "deal"
    MONEY = "money"
    DIAGNOSIS = "diagnosis"
    PEOPLE = "people"
    SITE = "site"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "examination": "審査",
            "criteria": "基準",
            "certificate": "適合確認書",
            "listing": "掲載",
            "deal": "見積り・申込み・契約",
            "money": "請求・入金",
            "diagnosis": "診断",
            "people": "組織と人",
            "site": "サイトの運営",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Deed:
    """「したこと」 What it is about, and the sentence; who did it stands beside it."""

    subject: Subject
    words: str


_EXAMINATION = {
    "submit": "審査を申請しました。",
    "withdraw_submission": "審査の申請を取り下げました。",
    "open_evidence": "証跡のファイルを開きました。",
    "rule": "条項についての審査員の確認を記録しました。",
    "certify": "審査を終え、適合確認書を発行しました。",
    "refuse": "審査の結果を不適合として通知しました。",
}
_CRITERIA = {
    "confirm": "条項を公式の原文と照合し、記録しました。",
    "withdraw_confirmation": "原文照合の記録を取り消しました。",
    "put_edition": "基準の版の状態を決める記録をしました。",
    "withdraw_edition_proposal": "基準の版についての案を取り消しました。",
}
_CERTIFICATE = {
    "suspend": "適合確認書の効力を停止しました。",
    "reinstate": "適合確認書の効力の停止を解きました。",
    "revoke": "適合確認書を取り消しました。",
}
_LISTING = {
    "withdraw_listing": "掲載を取り下げました。",
    "change_offering": "掲載しているサービスの内容を変えました。",
    "ask_trial": "参考掲載を求めました。",
    "withdraw_trial": "参考掲載を取り下げました。",
}
_DEAL = {
    "quote": "見積りを作りました。",
    "sign": "見積りに署名し、申し込みました。",
    "withdraw_application": "申込みを取り下げました。",
    "accept": "申込みを承諾し、契約を結びました。",
    "decline": "申込みを見送りました。",
    "request_end": "契約の解約を申し出ました。",
    "withdraw_end": "解約の申出を取り下げました。",
    "withdraw_contract": "お支払いの前の契約を取りやめました。",
}
_MONEY = {
    "issue_invoice": "請求書を発行しました。",
    "record_deposit": "入金を記録しました。",
    "reverse_deposit": "入金の記録を取り消しました。",
    "start_checkout": "カードでの支払いを始めました。",
}
_DIAGNOSIS = {
    "start_diagnosis": "診断を始めました。",
    "state_profile": "診断の会社の概要を答えました。",
    "reply": "診断の問いに答えました。",
    "reply_item": "要求事項にまとめて答えました。",
    "assign_tasks": "残る基準に、担当と期日を決めました。",
    "finish_diagnosis": "診断を終え、結果を確定しました。",
    "import_answers": "診断の答えをファイルから取り込みました。",
    "confirm_previous": "前回の診断の答えを、今日の答えとして確かめました。",
    "attach_file": "診断に証拠のファイルを添えました。",
    "open_file": "診断の証拠のファイルを開きました。",
    "remove_file": "診断の証拠のファイルを外しました。",
}
_PEOPLE = {
    "invite": "組織に人を招待しました。",
    "resend_invitation": "招待の手紙をもう一度送りました。",
    "withdraw_invitation": "招待を取り消しました。",
    "sign_up": "組織を登録しました。",
    "accept_invitation": "招待を受けて、組織に加わりました。",
    "change_role": "組織の人の役割を変えました。",
    "remove_member": "組織から人を外しました。",
    "leave": "組織から抜けました。",
    "close_account": "アカウントを閉じて、組織から抜けました。",
    "change_organisation": "組織の届け出の内容を変えました。",
}
_SITE = {
    "write_page": "運営者の掲示を書き改めました。",
    "invite_body": "審査登録機関を登録し、招待しました。",
    "invite_admin": "管理者のいない組織に、管理者を招待しました。",
    "remove_person": "人の名前とメールアドレスを消しました。",
    "reset_second": "人のもう一つの確認を外しました。",
}

DEEDS: dict[str, Deed] = {
    act: Deed(subject, words)
    for subject, deeds in {
        Subject.EXAMINATION: _EXAMINATION,
        Subject.CRITERIA: _CRITERIA,
        Subject.CERTIFICATE: _CERTIFICATE,
        Subject.LISTING: _LISTING,
        Subject.DEAL: _DEAL,
        Subject.MONEY: _MONEY,
        Subject.DIAGNOSIS: _DIAGNOSIS,
        Subject.PEOPLE: _PEOPLE,
        Subject.SITE: _SITE,
    }.items()
    for act, words in deeds.items()
}


def deed_of(act: str) -> Deed:
    """The line of an act; what an older version of the market did is named by its code."""
    return DEEDS.get(act) or Deed(Subject.SITE, f"{act}（いまはない操作）")


def acts_about(subject: Subject) -> tuple[str, ...]:
    """Every act about something."""
    return tuple(act for act, deed in DEEDS.items() if deed.subject is subject)
