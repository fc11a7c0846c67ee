"""A 不適合 drawn from FAQ or ガイダンス is overruled by two examiners of one mind."""

from marketplace.desk.review import Certify, Rule, certify, review, rule
from marketplace.desk.submission import WithdrawSubmission, withdraw_submission
from marketplace.domain.errors import Refused
from marketplace.domain.verdict import Verdict

CLAUSE = "OTK-03-1"


def ruling(town, submission, verdict=Verdict.CONFORMS):
    return Rule(town.token(), submission.ref, CLAUSE, verdict, "手引きと違う形で足りている。")


def verdict_of(town, submission):
    seen = town.see(review, town.examiner, submission.ref, town.today)
    return {one.finding.clause: one.answered.verdict for one in seen.outcome.clauses}[CLAUSE]


def signers(town, submission):
    """Give who stands under the newest ruling."""
    seen = town.see(review, town.examiner, submission.ref, town.today)
    (made,) = [one for one in seen.rulings if one.clause == CLAUSE]
    return made.by


def again(town, submission, **changes):
    """Take a submission back and hand in a new version."""
    order = WithdrawSubmission(town.token(), submission.ref)
    town.do(withdraw_submission, town.provider, order)
    return town.submitted(**changes)


def says(town, submission, actor, verdict=Verdict.CONFORMS):
    """Rule on the failing clause; give its verdict afterwards and how many signed."""
    town.do(rule, actor, ruling(town, submission, verdict))
    return verdict_of(town, submission), len(signers(town, submission))


def test_a_failing_guidance_needs_two_examiners_of_one_mind(town):
    """One alone, or the same one twice, changes nothing."""
    found = town.submitted(dispatch__available=False)
    assert says(town, found, town.examiner) == (Verdict.FAILS, 1)
    assert says(town, found, town.examiner) == (Verdict.FAILS, 1)
    assert says(town, found, town.second) == (Verdict.CONFORMS, 2)
    assert says(town, found, town.examiner) == (Verdict.CONFORMS, 2)
    assert set(signers(town, found)) == {town.examiner.person.ref, town.second.person.ref}


def test_two_who_disagree_overrule_nothing(town):
    """A 不適合 that one wants to keep and one to change stays; then two must agree anew."""
    found = town.submitted(dispatch__available=False)
    third = town.newcomer("third", town.examiner.org)
    assert says(town, found, town.examiner) == (Verdict.FAILS, 1)
    assert says(town, found, town.second, Verdict.FAILS) == (Verdict.FAILS, 1)
    assert says(town, found, third) == (Verdict.FAILS, 1)
    assert says(town, found, third) == (Verdict.FAILS, 1)
    assert says(town, found, town.examiner) == (Verdict.CONFORMS, 2)


def test_one_who_takes_it_back_undoes_an_overruling(town):
    """It takes two to depart from the machine, and one to come back to it."""
    found = town.submitted(dispatch__available=False)
    says(town, found, town.examiner)
    assert says(town, found, town.second) == (Verdict.CONFORMS, 2)
    assert says(town, found, town.second, Verdict.FAILS) == (Verdict.FAILS, 1)
    assert says(town, found, town.second) == (Verdict.FAILS, 1)
    assert says(town, found, town.examiner) == (Verdict.CONFORMS, 2)


def test_an_overruling_is_of_exactly_these_facts(town):
    """Other facts of the clause need two anew, other facts of the service do not."""
    found = town.submitted(dispatch__available=False)
    for actor in (town.examiner, town.second):
        says(town, found, actor)
    dearer = again(town, found, dispatch__available=False, plans__0__prices__0__amount=9900)
    assert verdict_of(town, dearer) is Verdict.CONFORMS
    evidence = town.plain()["evidence"][0]["facts"]
    other = again(
        town, dearer, dispatch__available=False, evidence__0__facts=[*evidence, "desk.available"]
    )
    assert verdict_of(town, other) is Verdict.CONFORMS
    less = [fact for fact in evidence if fact != "dispatch.available"]
    unproven = again(town, other, dispatch__available=False, evidence__0__facts=less)
    assert verdict_of(town, unproven) is Verdict.FAILS


def test_an_overruled_clause_lets_the_certificate_be_issued(town):
    """And the record says who did it."""
    found = town.submitted(dispatch__available=False)
    says(town, found, town.examiner)
    order = Certify("c", found.ref, town.today, town.last)
    code, values = town.refuses(Refused, certify, town.examiner, order)
    assert (code, values["clauses"]) == ("not_conforming", ("OTK-03-1",))
    says(town, found, town.second)
    assert town.certified(found)


def test_a_person_of_the_provider_is_no_second_examiner(town):
    """Whatever organisation it acts for."""
    found = town.submitted(dispatch__available=False)
    says(town, found, town.examiner)
    assert town.refuses(Refused, rule, town.turncoat, ruling(town, found))[0] == "own_organisation"
    assert verdict_of(town, found) is Verdict.FAILS
