"""The page of an organisation: what it says of itself, and the form of its ADMIN."""

import pytest

from marketplace.domain.organisation import Actor, Person, Role
from marketplace.store import organisations

NUMBER = "7000012050002"
FIELDS = {
    "name": "山田製作所（架空）",
    "reading": "やまだせいさくしょ",
    "address": "大阪府大阪市一丁目",
    "corporate_number": NUMBER,
    "invoice_number": "",
}
ACCOUNT = {
    "bank": "架空銀行",
    "branch": "本店",
    "kind": "普通",
    "number": "0000123",
    "holder": "ミハリバン",
}


def sends(visitor, **changes):
    return visitor.sends("/organisation/", "/organisation/", FIELDS | changes)


def test_what_is_changed_is_shown(boss, reads):
    """And who may change it is told what stays."""
    assert sends(boss).status_code == 303
    text = reads(boss, "/organisation/")
    assert "組織の情報を改めました。" in text
    assert f"<dd>{NUMBER}</dd>" in text
    assert "ヤマダセイサクショ" in text
    assert "結んだ契約と、発行した請求書は変わりません" in text
    assert "振込先" not in text.split("届け出を改める")[0]


def test_a_refusal_keeps_what_was_entered(boss):
    """Beside the field that it is about."""
    answer = sends(boss, corporate_number="7000012050003", address="書きかけの所在地")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "法人番号が正しくありません" in text
    assert 'value="書きかけの所在地"' in text
    assert 'href="#f-corporate_number"' in text


def test_a_taken_number_is_nobodys_secret_told(boss, enters, world):
    """Another company has it; the page does not say which."""
    sends(boss)
    answer = sends(enters(world.stranger))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "すでに登録されています" in text
    assert "山田製作所" not in text.split("<main", 1)[1].split("<form", 1)[0]


def test_a_provider_gives_its_account(enters, world, reads):
    """All of it, or nothing."""
    visitor = enters(world.provider)
    number = {"corporate_number": "", "invoice_number": "T1234567890123"}
    assert sends(visitor, **number, **ACCOUNT).status_code == 303
    assert "架空銀行 本店（普通）0000123" in reads(visitor, "/organisation/")
    assert sends(visitor, **number, **ACCOUNT | {"holder": ""}).status_code == 422
    assert sends(visitor, **number, kind="普通").status_code == 303
    text = reads(visitor, "/organisation/")
    assert "架空銀行" not in text


@pytest.mark.parametrize(("number", "doubt"), [("T1234567890123", True), (f"T{NUMBER}", False)])
def test_a_number_that_digits_do_not_tell_is_for_a_person(enters, world, reads, number, doubt):
    """A sole trader's has no check digit; a corporation's has."""
    visitor = enters(world.provider)
    sends(visitor, corporate_number="", invoice_number=number)
    assert ("要確認" in reads(visitor, "/organisation/")) is doubt


def test_others_of_it_only_look(store, enters, world, reads):
    """There is no form, and a forged one is refused."""
    person = Person("ps_plainaaaaaaaaaaa", "担当", "plain@example.jp")
    with store.act() as book:
        organisations.add_person(book, person)
        book.session.flush()
        organisations.add_membership(book, person.ref, world.company.org.ref)
    visitor = enters(Actor(person, world.company.org, Role.MEMBER))
    assert "届け出を改めるのは、管理者です" in reads(visitor, "/organisation/")
    answer = visitor.sends("/organisation/members", "/organisation/", FIELDS)
    assert answer.status_code == 422
    assert "あなたの役割（担当者）では" in answer.get_data(as_text=True)
