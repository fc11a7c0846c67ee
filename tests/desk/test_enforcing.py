"""Two examiners put an edition in force, and from its day on it judges, by the date alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from conformance.edition import load_edition
from marketplace.codec.dossier import read_dossier
from marketplace.desk import editions as which
from marketplace.desk import enforcing
from marketplace.desk.enforcing import (
    PutEdition,
    WithdrawEditionProposal,
    editions_of,
    put_edition,
    withdraw_edition_proposal,
)
from marketplace.desk.judging import edition_in_force, judged
from marketplace.domain.edition import EditionState, Stage
from marketplace.domain.errors import BadInput, Missing, Refused
from marketplace.domain.tier import TIERS
from marketplace.domain.verdict import Confirmation, Grade
from marketplace.store import counters, rulings
from marketplace.store.rows import EditionEventRow

SLUG = "otasuke-sc/draft"
SC3 = TIERS["SCstar3"]
DAY = timedelta(days=1)
COMING = date(2026, 12, 16)
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def order(town, **changes):
    usual = {"state": "in_force", "at": COMING, "reason": "審査の準備が整ったため。"}
    return PutEdition(**{"token": town.token(), "edition": SLUG} | usual | changes)


def compare_all(book, examiners, left=()):
    """Put down, for time, that two people compared every assumed clause with an original."""
    by = tuple(one.person.ref for one in examiners)
    for clause in load_edition(SLUG).clauses:
        if clause.grade is Grade.A and clause.key not in left:
            place = ("1", "原文（架空）", "1")
            made = Confirmation(
                SLUG, clause.key, clause.text_digest, *place, by, date(2026, 11, 24)
            )
            rulings.add_confirmation(book, examiners[0], made, now=NOW)


@pytest.fixture
def compared(town):
    """Give a town whose body has read every assumed clause."""
    town.store.run(compare_all, (town.examiner, town.second))
    return town


def put(town, **changes):
    """Let both examiners say the same."""
    wish = order(town, **changes)
    town.do(put_edition, town.examiner, wish)
    return town.do(put_edition, town.second, replace(wish, token=town.token()))


def stands(town, day):
    state = town.see(which.timeline).state_on(SLUG, day)
    return state.stage if state else None


def test_half_of_a_decision_changes_nothing(compared):
    """The first person proposes; the same by a second one decides."""
    half = compared.do(put_edition, compared.examiner, order(compared))
    assert (half.complete, half.by) == (False, (compared.examiner.person.ref,))
    assert stands(compared, COMING) is Stage.DRAFT
    whole = compared.do(put_edition, compared.second, order(compared))
    assert whole.complete
    assert stands(compared, COMING - DAY) is Stage.DRAFT
    assert stands(compared, COMING) is Stage.IN_FORCE


def test_the_day_alone_puts_it_in_force(compared):
    """Nothing is done on the day itself, and what is judged before it is refused as ever."""
    put(compared)
    before = compared.everything()
    with pytest.raises(Refused, match="no_edition_in_force"):
        compared.see(edition_in_force, SC3, COMING - DAY)
    assert compared.see(edition_in_force, SC3, COMING) is load_edition(SLUG)
    assert compared.everything() == before


def test_without_a_book_only_the_repository_is_known(compared):
    """``otasuke check`` has no installation, and says so in its manual."""
    put(compared)
    with pytest.raises(Missing):
        which.in_force(None, "otasuke-sc", COMING)
    assert which.edition_for(None, "otasuke-sc", COMING).slug == SLUG


def test_what_is_assumed_and_unread_keeps_it_back(town):
    """Every such clause is named; a single one is enough."""
    keys = [one.key for one in load_edition(SLUG).clauses if one.grade is Grade.A]
    code, values = town.refuses(Refused, put_edition, town.examiner, order(town))
    assert (code, list(values["clauses"])) == ("edition_rests_on_assumptions", keys)
    town.store.run(compare_all, (town.examiner, town.second), keys[:1])
    _, values = town.refuses(Refused, put_edition, town.examiner, order(town))
    assert list(values["clauses"]) == keys[:1]
    made = town.do(put_edition, town.examiner, order(town, state="consultation"))
    assert made.event.stage is Stage.CONSULTATION


def test_one_person_reading_is_not_enough(town):
    """Half of a comparison confirms nothing."""
    town.store.run(compare_all, (town.examiner,))
    code, _ = town.refuses(Refused, put_edition, town.examiner, order(town))
    assert code == "edition_rests_on_assumptions"


def test_an_edition_edited_after_its_freeze_is_refused(compared, monkeypatch):
    """Neither put in force, nor used for judging once it was."""
    put(compared)
    edited = replace(load_edition(SLUG), digest="0" * 64)
    monkeypatch.setattr(which, "load_edition", lambda _slug: edited)
    monkeypatch.setattr(enforcing, "load_edition", lambda _slug: edited)
    code, values = compared.refuses(
        Refused, put_edition, compared.examiner, order(compared, state="superseded")
    )
    assert (code, values["edition"]) == ("edition_edited", SLUG)
    with pytest.raises(Refused, match="edition_edited"):
        compared.see(edition_in_force, SC3, COMING)


def test_a_newer_transcription_of_the_repository_wins(compared, monkeypatch):
    """The later event counts, from whichever source; then its text is read anew."""
    put(compared)
    written = which.editions()
    later = EditionState(SLUG, 2, COMING + DAY, "draft", "1" * 64, "改訂。")
    monkeypatch.setattr(which, "editions", lambda: (*written, later))
    assert stands(compared, COMING) is Stage.IN_FORCE
    assert stands(compared, COMING + DAY) is Stage.DRAFT


def test_the_same_person_twice_and_another_opinion_are_refused(compared):
    """One's own proposal may be replaced; that of a colleague is agreed to or taken back."""
    compared.do(put_edition, compared.examiner, order(compared))
    code, _ = compared.refuses(Refused, put_edition, compared.examiner, order(compared))
    assert code == "edition_needs_second"
    for changes in ({"at": COMING + DAY}, {"reason": "別の理由。"}, {"state": "consultation"}):
        wish = order(compared, **changes)
        code, values = compared.refuses(Refused, put_edition, compared.second, wish)
        assert code == "edition_proposal_differs"
        assert "施行中" in values["first"]
    compared.do(put_edition, compared.examiner, order(compared, at=COMING + DAY))
    assert compared.do(put_edition, compared.second, order(compared, at=COMING + DAY)).complete


def test_a_proposal_is_taken_back(compared):
    """By anybody of the body, while it is half; what was decided stays."""
    wish = WithdrawEditionProposal("a", SLUG)
    code, _ = compared.refuses(Refused, withdraw_edition_proposal, compared.second, wish)
    assert code == "no_edition_proposal"
    compared.do(put_edition, compared.examiner, order(compared))
    assert compared.do(withdraw_edition_proposal, compared.second, wish).by == ()
    put(compared, at=COMING + DAY)
    again = WithdrawEditionProposal("b", SLUG)
    code, _ = compared.refuses(Refused, withdraw_edition_proposal, compared.second, again)
    assert code == "no_edition_proposal"


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("edition_event_in_past", {"at": date(2026, 11, 24)}),
        ("date_out_of_range", {"at": None}),
        ("edition_state_not_offered", {"state": "draft"}),
        ("edition_state_not_offered", {"state": "repealed"}),
        ("edition_state_not_offered", {"state": None}),
        ("reason_needed", {"reason": " "}),
    ],
)
def test_a_wrong_order_is_refused(compared, code, changes):
    """Each for its own reason, and nothing is written."""
    wish = order(compared, **changes)
    assert compared.refuses(Refused, put_edition, compared.examiner, wish)[0] == code


def test_what_cannot_follow_is_refused(compared):
    """A draft is not superseded; what is in force is not put in force again."""
    for wish in (order(compared, state="superseded"), order(compared, edition="otasuke/2.0")):
        code, _ = compared.refuses(BadInput, put_edition, compared.examiner, wish)
        assert code == "bad_input"
    code, _ = compared.refuses(
        Missing, put_edition, compared.examiner, order(compared, edition="../x")
    )
    assert code == "edition"


def test_what_is_superseded_judges_no_more(compared):
    """From its day on there is no edition for these tiers."""
    put(compared)
    put(compared, state="superseded", at=COMING + 30 * DAY, reason="次の版に替えるため。")
    assert stands(compared, COMING + 29 * DAY) is Stage.IN_FORCE
    assert stands(compared, COMING + 30 * DAY) is Stage.SUPERSEDED
    with pytest.raises(Refused, match="no_edition_in_force"):
        compared.see(edition_in_force, SC3, COMING + 30 * DAY)


def test_a_decision_moves_the_catalogue_and_half_of_one_does_not(compared):
    """What is listed on trial depends on it."""
    versions = [compared.see(counters.catalogue_version)]
    compared.do(put_edition, compared.examiner, order(compared))
    versions.append(compared.see(counters.catalogue_version))
    compared.do(put_edition, compared.second, order(compared))
    versions.append(compared.see(counters.catalogue_version))
    assert versions[0] == versions[1] < versions[2]


def test_the_page_of_the_body_says_what_is_open(compared):
    """Its own proposal, what may follow, and what is unread."""
    compared.do(put_edition, compared.examiner, order(compared))
    for actor, mine in ((compared.examiner, True), (compared.second, False)):
        plans = {p.edition.slug: p for p in compared.see(editions_of, actor, compared.today)}
        plan = plans[SLUG]
        assert (plan.mine, plan.unconfirmed) == (mine, ())
        assert plan.proposal.event.at == COMING
        assert plan.moves == (Stage.CONSULTATION, Stage.IN_FORCE)
        assert plans["otasuke/2.0"].moves == (Stage.SUPERSEDED,)


def test_every_entry_stays_written(compared):
    """Nothing is overwritten: two entries, two rows."""
    put(compared)
    with compared.store.read() as book:
        signed = [row.decided_by for row in book.session.query(EditionEventRow)]
    assert [text.count("ps_") for text in signed] == [1, 2]


def test_a_dossier_of_the_new_tiers_is_judged_from_the_day_on(compared):
    """The same question as for any edition, by the same way."""
    put(compared)
    raw = compared.manifest(plans__0__tier="SCstar3")
    found = read_dossier(raw, "m.json")
    outcome = compared.see(judged, found, SC3, COMING)
    assert outcome.report.edition.slug == SLUG
