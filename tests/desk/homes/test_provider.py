"""What a provider sees first: what ends, what lapses, what is late, what is missing."""

from dataclasses import replace
from datetime import date, timedelta

from marketplace.desk.catalogue.listing import WithdrawListing, withdraw_listing
from marketplace.desk.homes.provider import PAST, SOON, home_of_provider
from marketplace.desk.trials import AskTrial, ask_trial

ONE_DAY = timedelta(days=1)
LAPSES = date(2026, 12, 31)
"""The last day of the first document of this town's manifests."""


def home(town, name="provider", day=None):
    return town.see(home_of_provider, town.actors[name], day or town.today)


def test_a_provider_without_anything_has_nothing_to_do(town):
    """And is told what it lacks to be paid."""
    found = home(town, "unpayable")
    assert (found.waits, found.under_review, found.listed) == ((), (), 0)
    assert (found.ending, found.ended, found.lapsing, found.overdue) == ((), (), (), ())
    assert found.lacking == ("address", "invoice_number", "bank_account")
    assert home(town, "accountless").lacking == ("address", "bank_account")
    assert home(town).lacking == ("address",)


def test_nothing_is_missing_where_all_is_stated(town):
    """The organisation as it stands is asked, not the one of the session."""
    actor = replace(town.provider, org=replace(town.provider.org, address="大阪府"))
    assert town.see(home_of_provider, actor, town.today).lacking == ()


def test_what_is_under_review_is_counted(town):
    """Until it is decided; of one's own only."""
    found = town.submitted()
    assert [one.ref for one in home(town).under_review] == [found.ref]
    assert home(town, "rival").under_review == ()
    town.certified(found)
    assert (home(town).under_review, home(town).listed) == ((), 1)


def test_a_certificate_is_told_of_before_it_ends_and_for_a_while_after(town):
    """From ninety days before its last day."""
    last = town.today + timedelta(days=200)
    made = town.certified(last=last)
    assert home(town, day=last - SOON - ONE_DAY).ending == ()
    assert [one.ref for one in home(town, day=last - SOON).ending] == [made.ref]
    assert [one.ref for one in home(town, day=last).ending] == [made.ref]
    over = home(town, day=last + ONE_DAY)
    assert (over.ending, [one.ref for one in over.ended]) == ((), [made.ref])
    assert home(town, day=last + PAST).ended
    assert home(town, day=last + PAST + ONE_DAY).ended == ()
    assert home(town, "rival", last).ending == ()


def test_a_certificate_that_was_renewed_does_not_end(town):
    """The newer one of the same tier goes on."""
    last = town.today + timedelta(days=10)
    town.certified(last=last)
    newer = town.certified()
    assert home(town).ending == ()
    after = home(town, day=last + ONE_DAY)
    assert (after.ended, after.listed) == ((), 1)
    assert newer.valid_until > last


def test_a_document_is_told_of_before_it_lapses(town):
    """Once for an offering, and also when it has lapsed; nothing of what is not listed."""
    town.submitted()
    assert home(town, day=LAPSES).lapsing == ()
    town.certified(offering__code="other")
    early, near, late = LAPSES - SOON - ONE_DAY, LAPSES - SOON, LAPSES + ONE_DAY
    assert early < town.today
    for day in (max(near, town.today), LAPSES, late):
        (lapse,) = [one for one in home(town, day=day).lapsing if one.last_day == LAPSES]
        assert lapse.entry.dossier.offering.code == "other"
    assert home(town, "rival", LAPSES).lapsing == ()


def test_what_was_taken_off_the_list_asks_for_nothing(town):
    """Neither its end nor its documents."""
    made = town.certified(last=town.today + timedelta(days=10))
    town.do(withdraw_listing, town.provider, WithdrawListing(town.token(), made.ref))
    found = home(town)
    assert (found.listed, found.ending, found.lapsing) == (0, (), ())


def test_a_trial_listing_ends_too(town):
    """It is among the listed, with its last day."""
    plan = town.plain()["plans"][0] | {"code": "sc", "tier": "SCstar3"}
    raw = town.manifest(plans=[plan], offering__code="trial")
    made = town.do(ask_trial, town.provider, AskTrial(town.token(), raw, "m.json"))
    last = made[0].until
    assert [one.ref for one in home(town, day=last).ending] == [made[0].ref]
    assert home(town).listed == 1


def test_a_late_invoice_is_named(town):
    """From the day after it was due, until it is paid."""
    invoice = town.invoiced()
    assert home(town, day=invoice.due_on).overdue == ()
    late = invoice.due_on + ONE_DAY
    assert [one.ref for one in home(town, day=late).overdue] == [invoice.ref]
    town.paid(invoice)
    assert home(town, day=late).overdue == ()


def test_statements_do_not_grow(town, statements):
    """However many contracts, invoices and certificates there are."""
    town.invoiced(town.accepted())
    first = statements(lambda: home(town))
    certificate = town.certified(offering__code="other")
    for _ in range(3):
        town.invoiced(town.accepted(town.applied(certificate)))
    town.submitted(offering__code="third")
    assert statements(lambda: home(town)) == first
