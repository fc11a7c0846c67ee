"""Signing up: a letter, a link, then a person with an organisation, all of it or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from marketplace.desk.accounts import asking, signing_up
from marketplace.desk.accounts.letters import LETTER
from marketplace.desk.accounts.signing_up import NewOrganisation, SignUp
from marketplace.domain.account import Errand
from marketplace.domain.errors import Conflict, MarketError, Missing, Refused
from marketplace.domain.organisation import OrgKind, Role
from marketplace.store import journal, outbox
from marketplace.store.accounts import passwords, people
from tests.desk.accounts.links_of import PASSWORD, issued, kept, sign_up_link

NUMBER, OTHER_NUMBER = "7000012050002", "1000012050008"
SAID = NewOrganisation("新しい製作所（架空）", "あたらしいせいさくしょ", "東京都千代田区一丁目")
WHOLE = replace(SAID, corporate_number=NUMBER)
PROVIDES = replace(WHOLE, code="atarashi", invoice_number=f"T{NUMBER}")


def order_of(link, said=SAID, name="新井 花", *, fictional=True):
    return SignUp(link, name, kept(), said, fictional)


def signs_up(town, link, said=SAID, **named):
    return town.store.run(signing_up.sign_up, order_of(link, said, **named), town.now)


@pytest.mark.parametrize(
    ("kind", "said"),
    [(OrgKind.SME, SAID), (OrgKind.BUYER, WHOLE), (OrgKind.PROVIDER, PROVIDES)],
)
def test_a_person_an_organisation_and_its_first_admin(town, kind, said):
    made = signs_up(town, sign_up_link(town, kind=kind), said)
    assert (made.kind, made.role, made.person.email) == (kind, Role.ADMIN, "new@example.jp")
    assert town.see(people.acting_as, made.person.ref) == (made,)
    assert (made.org.reading, made.org.fictional) == ("アタラシイセイサクショ", True)
    assert town.see(passwords.kept, made.person.ref).hash == kept().text
    (entry,) = town.see(journal.entries, made, 9)
    assert (entry.act, entry.subject_ref) == ("sign_up", made.org.ref)
    assert PASSWORD not in repr(entry)


def test_only_a_provider_has_a_code_and_a_registration(town):
    made = signs_up(town, sign_up_link(town), PROVIDES)
    assert (made.org.code, made.org.invoice_number) == (None, None)


def test_in_a_real_market_it_is_real(town):
    assert not signs_up(town, sign_up_link(town), fictional=False).org.fictional


def test_a_link_is_used_once(town):
    link = sign_up_link(town)
    signs_up(town, link)
    before = town.everything()
    with pytest.raises(Refused, match="link_used"):
        signs_up(town, link)
    assert town.everything() == before


def test_a_link_for_something_else_signs_nobody_up(town):
    with pytest.raises(Missing, match="ticket"):
        signs_up(town, issued(town, Errand.RESET, "new@example.jp"))


def test_two_links_of_one_address_make_one_account(town):
    first, second = sign_up_link(town), sign_up_link(town)
    signs_up(town, first)
    with pytest.raises(Conflict, match="has_account"):
        signs_up(town, second, replace(SAID, name="別の会社"))


BAD = [
    ("name", {"name": ""}, "words_needed"),
    ("name", {"name": "あ" * 201}, "words_too_long"),
    ("reading", {"reading": "新しい"}, "reading_not_kana"),
    ("address", {"address": " "}, "words_needed"),
    ("number", {"corporate_number": "7000012050003"}, "bad_corporate_number"),
    ("no number", {"corporate_number": ""}, "corporate_number_needed"),
    ("code", {"code": "Atarashi!"}, "bad_provider_code"),
    ("no code", {"code": ""}, "bad_provider_code"),
    ("T", {"invoice_number": "T123"}, "bad_invoice_number"),
    ("other T", {"invoice_number": f"T{OTHER_NUMBER}"}, "invoice_number_differs"),
]


@pytest.mark.parametrize(("said", "code"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_what_is_wrong_writes_nothing(town, said, code):
    link = sign_up_link(town, kind=OrgKind.PROVIDER)
    before = town.everything()
    with pytest.raises(MarketError) as refused:
        signs_up(town, link, replace(PROVIDES, **said))
    assert refused.value.code == code
    assert town.everything() == before


def test_a_company_that_is_here_is_not_entered_twice(town):
    signs_up(town, sign_up_link(town), WHOLE)
    with pytest.raises(Refused, match="corporate_number_taken"):
        signs_up(town, sign_up_link(town, "other@example.jp"), WHOLE)
    other = sign_up_link(town, "other@example.jp", OrgKind.BUYER)
    assert signs_up(town, other, WHOLE).kind is OrgKind.BUYER


def test_a_code_is_taken_once(town):
    link = sign_up_link(town, kind=OrgKind.PROVIDER)
    with pytest.raises(Refused, match="provider_code_in_use"):
        signs_up(town, link, replace(PROVIDES, code=town.provider.org.code))


def test_a_person_needs_a_name(town):
    with pytest.raises(Refused, match="words_needed"):
        signs_up(town, sign_up_link(town), name="　")


def letters(town):
    """Give the payloads of the letters that wait."""
    found = town.store.run(outbox.claim, town.now + timedelta(days=1), 99)
    return [one.payload for one in found if one.kind == LETTER]


def test_asking_leaves_a_ticket_and_its_letter(town):
    order = asking.AskSignUp(" New@Example.JP ", "buyer")
    assert town.store.run(asking.ask_sign_up, order, town.now) == "new@example.jp"
    (payload,) = letters(town)
    assert set(payload) == {"code", "ticket"}
    assert payload["code"] == "sign_up"


@pytest.mark.parametrize("email", ["company", "nobody@example.jp"])
def test_asking_is_the_same_work_whoever_has_an_account(town, email):
    """The same rows are written for an address of somebody and of nobody."""
    email = town.company.person.email if email == "company" else email
    before = town.counts()
    town.store.run(asking.ask_sign_up, asking.AskSignUp(email, "sme"), town.now)
    town.store.run(asking.ask_reset, asking.AskReset(email), town.now)
    after = town.counts()
    assert {t: after[t] - before[t] for t in after if after[t] != before[t]} == {
        "ticket": 2,
        "outbox": 2,
    }


def test_an_address_gets_three_letters_an_hour(town):
    for _ in range(5):
        town.store.run(asking.ask_reset, asking.AskReset("a@example.jp"), town.now)
    assert len(letters(town)) == asking.MOST_LETTERS
    later = town.now + timedelta(hours=1)
    town.store.run(asking.ask_reset, asking.AskReset("a@example.jp"), later)
    assert town.counts()["ticket"] == asking.MOST_LETTERS + 1


@pytest.mark.parametrize("kind", ["certifier", "operator", "", None, "SME"])
def test_nobody_signs_up_as_a_body_or_the_operator(town, kind):
    with pytest.raises(Refused, match="kind_needed"):
        town.store.run(asking.ask_sign_up, asking.AskSignUp("a@example.jp", kind), town.now)


@pytest.mark.parametrize(
    "email",
    [
        "",
        "x",
        "a@b",
        "a b@example.jp",
        "a@example.jp\nBcc: b@x.jp",
        "@example.jp",
        "a@-x.jp",
        "a@example..jp",
        f"{'a' * 65}@example.jp",
        f"a@{'b' * 64}.jp",
        f"a@{'b.' * 130}jp",
        "あ@x.jp",
        3,
    ],
)
def test_what_is_no_address_is_refused(town, email):
    before = town.counts()
    with pytest.raises(Refused, match="bad_email"):
        town.store.run(asking.ask_reset, asking.AskReset(email), town.now)
    assert town.counts() == before
