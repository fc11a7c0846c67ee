"""Trial listings, and what is quoted and applied for on their basis."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from marketplace.domain.canonical import digest_bytes
from marketplace.domain.contract import ApplicationState
from marketplace.domain.errors import Conflict, MarketError, Missing, Refused
from marketplace.domain.quote import digest_of
from marketplace.store import (
    Store,
    applications,
    certificates,
    counters,
    dossiers,
    migrate,
    quotes,
    trials,
)

DAY = timedelta(days=1)


def listed(scene, day):
    return [one.ref for one in scene.read(trials.public_trials, day)]


def promised(scene, trial, **more):
    """Give a stored quote of a trial listing."""
    paper = scene.certified()
    usual = scene.promise(paper)
    made = replace(
        usual,
        certificate_ref="",
        trial_ref=trial.ref,
        dossier_ref=trial.dossier_ref,
        offering=trial.dossier.offering,
        plan=trial.dossier.offering.plans[0],
        **more,
    )
    return scene.act(quotes.add_quote, scene.world.company, replace(made, digest=digest_of(made)))


def test_it_is_listed_between_its_days(scene):
    made = scene.tried()
    assert scene.read(trials.public_trial, made.ref) == made
    assert listed(scene, made.since - DAY) == []
    assert listed(scene, made.since) == listed(scene, made.until) == [made.ref]
    assert listed(scene, made.until + DAY) == []


def test_each_change_raises_the_version_of_the_catalogue(scene):
    before = scene.read(counters.catalogue_version)
    made = scene.tried()
    assert scene.read(counters.catalogue_version) == before + 1
    scene.act(trials.withdraw, scene.world.provider, made.ref, made.since + DAY)
    assert scene.read(counters.catalogue_version) == before + 2
    assert listed(scene, made.since) == [made.ref]
    assert listed(scene, made.since + DAY) == []
    with pytest.raises(Conflict, match="already_delisted"):
        scene.act(trials.withdraw, scene.world.provider, made.ref, made.since)


def test_a_certificate_of_the_same_offering_and_tier_goes_before_it(scene):
    same = scene.tried(scene.dossier)
    other = scene.tried()
    paper = scene.certified()
    assert listed(scene, paper.valid_from - DAY) == []
    assert listed(scene, paper.valid_from) == [other.ref]
    assert same.dossier.offering.code == paper.dossier.offering.code


def test_the_record_is_kept_byte_by_byte_for_whoever_may_see_it(scene):
    made = scene.tried()
    for actor in (scene.world.provider, scene.world.certifier):
        assert scene.read(trials.trial, actor, made.ref) == made
        assert scene.read(trials.trial_record, actor, made.ref) == b"{}"
        assert scene.read(trials.trials, actor) == (made,)
    for actor in (scene.world.rival, scene.world.company):
        with pytest.raises(Missing):
            scene.read(trials.trial_record, actor, made.ref)
        assert scene.read(trials.trials, actor) == ()
    with scene.store.read() as book:
        (digest,) = book.session.execute(text("SELECT record_digest FROM trial_listing")).one()
    assert digest == digest_bytes(b"{}")


@pytest.mark.parametrize("who", ["rival", "company", "certifier"])
def test_only_its_provider_adds_and_withdraws(scene, who):
    made, actor = scene.tried(), getattr(scene.world, who)
    with pytest.raises((Missing, Refused)):
        scene.act(trials.add_trial, actor, made, record=b"", now=scene.now)
    with pytest.raises((Missing, Refused)):
        scene.act(trials.withdraw, actor, made.ref, made.since)


def test_a_quote_pins_what_it_was_listed_by(scene):
    trial = scene.tried()
    made = promised(scene, trial)
    kept = scene.read(quotes.quote, scene.world.company, made.ref)
    assert (kept.certificate_ref, kept.trial_ref, kept.entry_ref) == ("", trial.ref, trial.ref)
    assert kept.digest == digest_of(kept)


@pytest.mark.parametrize("table", ["quote", "application"])
@pytest.mark.parametrize("both", [True, False])
def test_exactly_one_basis_is_named(scene, table, both):
    """Neither and both are refused by the database itself."""
    trial = scene.tried()
    promised(scene, trial)
    scene.applied()
    one = "(SELECT min(key) FROM {})"
    values = one.format("certificate"), one.format("trial_listing")
    paper, tried = values if both else ("NULL", "NULL")
    change = f"UPDATE {table} SET certificate_key = {paper}, trial_key = {tried}"  # noqa: S608
    with pytest.raises((IntegrityError, MarketError)), scene.store.act() as book:
        book.session.execute(text(change))


def test_a_quote_names_only_a_provisional_application_of_its_own_company(scene):
    made = scene.applied()
    usual = scene.promise(scene.certified())
    mine = replace(usual, from_application=made.ref)
    kept = scene.act(quotes.add_quote, scene.world.company, mine)
    assert kept.from_application == made.ref
    theirs = replace(mine, ref="qt_aaaaaaaaaaaaaaaa", company=scene.world.stranger.org)
    with pytest.raises(Missing):
        scene.act(quotes.add_quote, scene.world.stranger, theirs)
    assert scene.read(applications.came_of, scene.world.company, made.ref) is None


def converted(scene, usual, trial):
    """A provisional application that something has taken the place of; give its quote."""
    tried, company = promised(scene, trial), scene.world.company
    based = {"certificate_ref": "", "trial_ref": trial.ref, "dossier_ref": trial.dossier_ref}
    signature = replace(usual.signature, quote_ref=tried.ref)
    made = replace(usual, ref="ap_aaaaaaaaaaaaaaaa", provisional=True, signature=signature, **based)
    scene.act(applications.add_application, company, made)
    moved = {"from_state": ApplicationState.APPLIED, "to_state": ApplicationState.CONVERTED}
    told = {"reason": "", "now": scene.now}
    scene.act(applications.move_application, company, made.ref, **moved, **told)
    return tried


def test_on_the_way_down_only_what_stands_on_a_trial_is_lost(scene, store):
    """The ordinary quote, application and certificate are there afterwards."""
    trial, usual = scene.tried(), scene.applied()
    tried = converted(scene, usual, trial)
    store.dispose()
    migrate.downgrade(store.url, "0006")
    migrate.upgrade(store.url)
    again = Store(store.url)
    with again.read() as book:
        assert [a.ref for a in applications.applications(book, scene.world.company)] == [usual.ref]
        left = quotes.quotes(book, scene.world.company)
        assert tried.ref not in {one.ref for one in left}
        assert trials.public_trials(book, date(2026, 11, 25)) == ()
        assert certificates.public_listed(book, date(2026, 11, 25))
        assert dossiers.dossier(book, scene.world.provider, trial.dossier_ref)
    again.dispose()
