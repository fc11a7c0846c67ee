"""What all acts share: one token is one act, and each act has its journal row."""

from datetime import timedelta

import pytest

from marketplace.desk import confirming, review, submission, versions
from marketplace.desk.catalogue import listing
from marketplace.desk.contracts import applications, billing, endings, quotes
from marketplace.domain.canonical import digest_bytes
from marketplace.domain.errors import Conflict, Refused
from marketplace.domain.verdict import Verdict
from marketplace.store.journal import entries


def do_submit(town):
    return submission.submit, "provider", submission.Submit("same", town.manifest(), "m.json")


def do_withdraw_submission(town):
    order = submission.WithdrawSubmission("same", town.submitted().ref)
    return submission.withdraw_submission, "provider", order


def do_rule(town):
    found = town.submitted(monitoring__tools=["NDR"])
    order = review.Rule("same", found.ref, "OTK-02-4", Verdict.FAILS, "資料が足りない。")
    return review.rule, "examiner", order


def do_certify(town):
    order = review.Certify("same", town.submitted().ref, town.today, town.last)
    return review.certify, "examiner", order


def do_confirm(town):
    order = confirming.Confirm("same", "otasuke/2.0", "OTK-01-1", "1(1)", "サービス基準", "3")
    return confirming.confirm, "examiner", order


def do_withdraw_confirmation(town):
    order = confirming.Confirm("first", "otasuke/2.0", "OTK-01-1", "1(1)", "サービス基準", "3")
    town.do(confirming.confirm, town.examiner, order)
    order = confirming.WithdrawConfirmation("same", "otasuke/2.0", "OTK-01-1")
    return confirming.withdraw_confirmation, "examiner", order


def do_change_offering(town):
    town.certified()
    raw = town.manifest(plans__0__prices__0__amount=9700)
    return versions.change_offering, "provider", versions.ChangeOffering("same", raw, "m.json")


def do_refuse(town):
    return review.refuse, "examiner", review.Refuse("same", town.submitted().ref, "資料がない。")


def do_withdraw_listing(town):
    order = listing.WithdrawListing("same", town.certified().ref)
    return listing.withdraw_listing, "provider", order


def do_quote(town):
    return quotes.quote, "company", town.wish(town.certified(), token="same")


def do_sign(town):
    return applications.sign, "company", town.signed(town.quoted(), token="same")


def do_withdraw_application(town):
    order = applications.WithdrawApplication("same", town.applied().ref)
    return applications.withdraw_application, "company", order


def do_accept(town):
    order = applications.Accept("same", town.applied().ref, town.today)
    return applications.accept, "provider", order


def do_decline(town):
    order = applications.Decline("same", town.applied().ref, "回線を引けません。")
    return applications.decline, "provider", order


def do_issue_invoice(town):
    order = billing.IssueInvoice("same", town.accepted().ref)
    return billing.issue_invoice, "provider", order


def do_request_end(town):
    contract = town.active()
    (usual, *_) = endings.exits(contract, town.today)
    return endings.request_end, "company", endings.RequestEnd("same", contract.ref, usual.digest)


def do_withdraw_end(town):
    contract = town.active()
    (usual, *_) = endings.exits(contract, town.today)
    order = endings.RequestEnd("first", contract.ref, usual.digest)
    town.do(endings.request_end, town.company, order)
    return endings.withdraw_end, "company", endings.WithdrawEnd("same", contract.ref)


def do_withdraw_contract(town):
    order = endings.WithdrawContract("same", town.accepted().ref, "予算がなくなりました。")
    return endings.withdraw_contract, "company", order


ACTS = [
    do_submit,
    do_withdraw_submission,
    do_rule,
    do_certify,
    do_refuse,
    do_withdraw_listing,
    do_quote,
    do_sign,
    do_withdraw_application,
    do_accept,
    do_decline,
    do_issue_invoice,
    do_request_end,
    do_withdraw_end,
    do_withdraw_contract,
]


@pytest.mark.parametrize("prepare", ACTS)
def test_the_same_token_is_the_same_act(town, prepare):
    """The second time nothing is written, and the first answer comes again."""
    act, name, order = prepare(town)
    actor, rows = town.actors[name], town.counts()["journal"]
    first = town.do(act, actor, order)
    before = town.everything()
    assert town.do(act, actor, order, town.now + timedelta(days=1)) == first
    assert town.everything() == before
    # And it stands in the journal once, without the token.
    assert len(before["journal"]) == rows + 1
    (entry,) = town.see(entries, actor, 1)
    assert entry.act == act.__name__ == prepare.__name__.removeprefix("do_")
    assert "token" not in entry.body
    assert entry.done_at == town.now


def test_the_journal_keeps_bytes_by_their_digest(town):
    """The dossier itself is stored once, with the submission."""
    made = town.submitted()
    (entry,) = town.see(entries, town.provider, 1)
    assert entry.subject_ref == made.dossier_ref
    raw = digest_bytes(town.manifest())
    assert entry.body == {"raw": raw, "name": "manifest.json", "files": []}
    assert made.bytes_digest == digest_bytes(town.manifest())


def test_a_token_of_another_act_is_a_conflict(town):
    """A token is one wish, not a password."""
    found = town.submitted()
    order = submission.WithdrawSubmission("token-0", found.ref)
    code, values = town.refuses(Conflict, submission.withdraw_submission, town.provider, order)
    assert (code, values) == ("token_reused", {"act": "submit"})


def test_the_token_of_another_organisation_is_not_mine(town):
    """Two organisations may happen to use the same token."""
    town.submitted()
    raw = town.manifest(provider__code="aoba")
    order = submission.Submit("token-0", raw, "m.json")
    (made,) = town.do(submission.submit, town.rival, order)
    assert made.provider == town.rival.org


def test_an_act_needs_a_token(town):
    """What no form of ours would send is refused."""
    for token in ("", "a b", "x" * 65, "é", "a\x00", None, 7):
        order = submission.Submit(token, town.manifest(), "m.json")
        code, _ = town.refuses(Refused, submission.submit, town.provider, order)
        assert code == "bad_token"
