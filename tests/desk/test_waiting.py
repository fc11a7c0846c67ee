"""What waits for whom, derived from the records."""

from datetime import timedelta

from marketplace.desk.contracts.applications import Decline, decline
from marketplace.desk.review import Refuse, refuse
from marketplace.desk.waiting import waiting


def tasks(town, name, day=None):
    found = town.see(waiting, town.actors[name], day or town.today)
    return [(one.target, one.ref) for one in found]


def test_nothing_waits_for_anybody_at_first(town):
    """An empty market asks nothing."""
    assert [tasks(town, name) for name in ("examiner", "provider", "company")] == [[], [], []]


def test_a_submission_waits_for_the_body(town):
    """With the number of clauses that are still open, today."""
    first = town.submitted(monitoring__tools=["NDR"])
    second = town.submitted(offering__code="other", now=town.now + timedelta(days=1))
    assert tasks(town, "examiner") == [("submission", first.ref), ("submission", second.ref)]
    (task, calm) = town.see(waiting, town.examiner, town.today)
    assert (task.title, task.since) == ("みはりUTM", town.today)
    assert task.detail == "1類・ひなた通信（架空）・未決 1 件"
    assert calm.detail.endswith("未決 0 件")
    town.ruled(first)
    town.certified(first)
    assert tasks(town, "examiner") == [("submission", second.ref)]
    assert tasks(town, "provider") == []


def test_a_refused_submission_waits_until_there_is_a_newer_one(town):
    """The provider mends and submits again."""
    found = town.submitted()
    town.do(refuse, town.examiner, Refuse("t", found.ref, "資料がない。"))
    assert tasks(town, "provider") == [("submission", found.ref)]
    assert tasks(town, "rival") == []
    town.submitted()
    assert tasks(town, "provider") == []


def test_an_application_waits_for_both_sides(town):
    """Until it is answered, or until its period is over."""
    made = town.applied()
    for name in ("provider", "company"):
        assert tasks(town, name) == [("application", made.ref)]
        assert tasks(town, name, made.answer_by) == [("application", made.ref)]
    late = made.answer_by + timedelta(days=1)
    assert tasks(town, "provider", late) == []
    assert tasks(town, "company", late) == []
    assert tasks(town, "neighbour") == []
    (task,) = town.see(waiting, town.company, town.today)
    assert task.detail == "ひなた通信（架空）・回答期限 2026-12-09"
    town.do(decline, town.provider, Decline("t", made.ref, "満員です。"))
    assert [tasks(town, name) for name in ("provider", "company")] == [[], []]


def test_a_contract_waits_for_its_invoice_and_the_invoice_for_payment(town):
    """First the provider, then the company."""
    contract = town.accepted()
    assert tasks(town, "provider") == [("contract", contract.ref)]
    assert tasks(town, "company") == []
    invoice = town.invoiced(contract)
    assert tasks(town, "provider") == []
    assert tasks(town, "company") == [("invoice", invoice.ref)]
    (task,) = town.see(waiting, town.company, town.today)
    assert task.detail == "ひなた通信（架空）・支払期日 2026-12-25"
