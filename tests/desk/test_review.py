"""The certifying body reviews, rules, certifies or refuses."""

from datetime import date, datetime, timedelta

import pytest

from marketplace.desk.review import Certify, Refuse, Rule, certify, refuse, review, rule
from marketplace.desk.submission import WithdrawSubmission, withdraw_submission
from marketplace.domain.certificate import SubmissionState
from marketplace.domain.errors import Conflict, Missing, Refused
from marketplace.domain.verdict import Reason, Verdict
from marketplace.store import counters, submissions

NDR = {"monitoring__tools": ["NDR"]}


def ruling(town, submission, **changes):
    order = {
        "token": town.token(),
        "submission_ref": submission.ref,
        "clause": "OTK-02-4",
        "verdict": Verdict.CONFORMS,
        "reason": "機能説明資料の 3 ページで確かめた。",
    }
    return Rule(**order | changes)


def certifying(town, submission, first=None, last=None):
    return Certify(town.token(), submission.ref, first or town.today, last or town.last)


def verdict_of(town, submission, clause="OTK-02-4", day=None):
    seen = town.see(review, town.examiner, submission.ref, day or town.today)
    return {one.finding.clause: one.answered for one in seen.outcome.clauses}[clause]


def ruled_on(town, submission, clause="OTK-02-4"):
    """Give the ruling that stands on a clause."""
    seen = town.see(review, town.examiner, submission.ref, town.today)
    (made,) = [one for one in seen.rulings if one.clause == clause]
    return made


def again(town, submission, **changes):
    """Take a submission back and hand in a new version."""
    order = WithdrawSubmission(town.token(), submission.ref)
    town.do(withdraw_submission, town.provider, order)
    return town.submitted(**changes)


def test_a_ruling_settles_what_needs_a_person(town):
    """The clause is 適合 by a named person's ruling, not by the machine."""
    found = town.submitted(**NDR)
    assert verdict_of(town, found).reason is Reason.JUDGEMENT
    town.do(rule, town.examiner, ruling(town, found))
    assert verdict_of(town, found).verdict is Verdict.CONFORMS
    made = ruled_on(town, found)
    assert (made.by, made.on) == ((town.examiner.person.ref,), town.today)


def test_an_examiner_may_correct_a_ruling_while_it_is_open(town):
    """The newest one counts, and a ruling may say no."""
    found = town.submitted(**NDR)
    town.do(rule, town.examiner, ruling(town, found))
    town.do(rule, town.second, ruling(town, found, verdict=Verdict.FAILS))
    assert verdict_of(town, found).verdict is Verdict.FAILS
    code, values = town.refuses(Refused, certify, town.examiner, certifying(town, found))
    assert (code, values["clauses"]) == ("not_conforming", ("OTK-02-4",))


def test_a_ruling_stays_until_its_own_facts_change(town):
    """Another price leaves it; another tool reopens it, and it alone."""
    first = town.submitted(**NDR)
    town.do(rule, town.examiner, ruling(town, first))
    dearer = again(town, first, **NDR, plans__0__prices__0__amount=9900)
    assert verdict_of(town, dearer).verdict is Verdict.CONFORMS
    other = again(town, dearer, monitoring__tools=["NDR", "XDR"])
    assert verdict_of(town, other).reason is Reason.JUDGEMENT
    assert verdict_of(town, other, "OTK-05-1").verdict is Verdict.CONFORMS
    code, _ = town.refuses(Refused, certify, town.examiner, certifying(town, other))
    assert code == "not_conforming"


def test_a_ruling_is_of_one_offering(town):
    """The same facts in another offering are another question."""
    town.do(rule, town.examiner, ruling(town, town.submitted(**NDR)))
    other = town.submitted(**NDR, offering__code="other")
    assert verdict_of(town, other).reason is Reason.JUDGEMENT


def test_a_wrong_ruling_is_refused(town):
    """Each for its own reason; the right one passes."""
    found = town.submitted(**NDR)
    for code, changes in [
        ("verdict_not_offered", {"verdict": Verdict.NOT_APPLICABLE}),
        ("verdict_not_offered", {"verdict": "yes"}),
        ("not_rulable", {"clause": "OTK-05-1"}),
        ("reason_needed", {"reason": " \n"}),
        ("reason_needed", {"reason": None}),
        ("reason_too_long", {"reason": "あ" * 2001}),
        ("reason_unreadable", {"reason": "a\x00b"}),
        ("reason_unreadable", {"reason": "\ud800"}),
    ]:
        bad = ruling(town, found, **changes)
        assert town.refuses(Refused, rule, town.examiner, bad)[0] == code
    assert town.do(rule, town.examiner, ruling(town, found, reason="あ" * 2000))


def test_an_unknown_clause_is_missing(town):
    """A ruling is on a clause of this tier."""
    bad = ruling(town, town.submitted(**NDR), clause="OTK-99-9")
    code, values = town.refuses(Missing, rule, town.examiner, bad)
    assert (code, values) == ("clause", {"ref": "OTK-99-9"})


def test_what_the_provider_must_mend_is_not_rulable(town):
    """Missing facts and weak evidence are 要確認, but no person's to decide."""
    missing = town.submitted(dispatch=None)
    weak = town.submitted(offering__code="weak", evidence__0__facts=["monitoring.tools"])
    found = [
        town.refuses(Refused, rule, town.examiner, ruling(town, one, clause="OTK-03-1"))
        for one in (missing, weak)
    ]
    assert [code for code, _ in found] == ["not_rulable"] * 2
    assert [values["why"] for _, values in found] == [
        Reason.MISSING_FACT,
        Reason.EVIDENCE_TOO_WEAK,
    ]


@pytest.mark.parametrize("act", [rule, certify, refuse])
def test_nobody_of_the_providers_organisation_decides(town, act):
    """Not even when acting for the certifying body; a colleague without ties may."""
    found = town.ruled(town.submitted(**NDR))
    order = {
        rule: ruling(town, found),
        certify: certifying(town, found),
        refuse: Refuse("t", found.ref, "資料がない。"),
    }[act]
    code, values = town.refuses(Refused, act, town.turncoat, order)
    assert (code, values) == ("own_organisation", {"provider": town.provider.org.name})
    assert town.do(act, town.second, order)


@pytest.mark.parametrize("act", [rule, certify, refuse])
def test_what_is_decided_stays_decided(town, act):
    """Each decision closes the submission for the others."""
    found = town.submitted()
    town.do(refuse, town.examiner, Refuse("r", found.ref, "資料がない。"))
    order = {
        rule: ruling(town, found),
        certify: certifying(town, found),
        refuse: Refuse("t", found.ref, "資料がない。"),
    }[act]
    code, values = town.refuses(Conflict, act, town.examiner, order)
    assert (code, values) == ("not_open", {"state": SubmissionState.REFUSED})


def test_a_certificate_follows_from_a_fresh_judgement(town):
    """The final record is stored, the submission closed, every catalogue out of date."""
    found = town.submitted()
    version, records = town.see(counters.catalogue_version), town.counts()["report"]
    made = town.certified(found)
    assert (made.valid_from, made.valid_until) == (town.today, town.last)
    assert town.see(counters.catalogue_version) == version + 1
    assert town.counts()["report"] == records + 1
    decided = town.see(submissions.submission, town.provider, found.ref)
    assert decided.state is SubmissionState.CERTIFIED


def test_evidence_that_lapsed_during_the_review_counts_no_more(town):
    """What conformed on the day of submission may not on the day of decision."""
    found = town.submitted()
    later = town.on(date(2027, 1, 1))
    order = certifying(town, found, later.date())
    code, values = town.refuses(Refused, certify, town.examiner, order, later)
    assert (code, values["verdict"]) == ("not_conforming", Verdict.NEEDS_PERSON)
    proven = {"OTK-02-1", "OTK-02-3", "OTK-03-1", "OTK-03-2", "OTK-03-3"}
    assert set(values["clauses"]) == proven | {"OTK-01-2", "OTK-06-1", "OTK-06-2", "OTK-07-1"}
    assert town.certified(found)


def test_a_submission_that_needs_a_person_is_not_certified(town):
    """Until somebody has ruled."""
    found = town.submitted(**NDR)
    code, values = town.refuses(Refused, certify, town.examiner, certifying(town, found))
    assert (code, values) == (
        "not_conforming",
        {"verdict": Verdict.NEEDS_PERSON, "clauses": ("OTK-02-4",)},
    )
    town.ruled(found)
    assert town.certified(found)


def test_a_wrong_validity_is_refused(town):
    """A single day of validity is the shortest."""
    found = town.submitted()
    for code, first, last in [
        ("dates_out_of_order", date(2026, 11, 24), None),
        ("dates_out_of_order", date(2026, 11, 26), date(2026, 11, 25)),
        ("date_out_of_range", date(2200, 1, 1), date(2200, 1, 1)),
        ("date_out_of_range", datetime(2026, 12, 1), None),  # noqa: DTZ001
        ("date_out_of_range", "2026-12-01", None),
    ]:
        order = certifying(town, found, first, last)
        assert town.refuses(Refused, certify, town.examiner, order)[0] == code
    assert town.certified(found, town.today, town.today)


def test_a_new_certificate_for_the_same_offering_is_fine(town):
    """Renewal is a submission like the first."""
    first = town.certified()
    tomorrow = town.today + timedelta(days=1)
    second = town.certified(town.submitted(), tomorrow)
    assert (first.number, second.number) == ("2026-0001", "2026-0002")


def test_a_refusal_gives_its_reason(town):
    """The provider reads it, line ends mended."""
    found = town.submitted()
    for reason in ("", None, "あ" * 2001):
        order = Refuse("bad", found.ref, reason)
        assert town.refuses(Refused, refuse, town.examiner, order)[0].startswith("reason_")
    made = town.do(refuse, town.examiner, Refuse("t", found.ref, " 一つ目。\r\n二つ目。 "))
    assert (made.state, made.decision_reason) == (SubmissionState.REFUSED, "一つ目。\n二つ目。")
    assert town.submitted()
