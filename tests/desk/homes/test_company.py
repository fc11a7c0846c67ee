"""Where a company is on its way, step by step."""

from datetime import timedelta

from marketplace.desk.contracts.applications import Decline, decline, sign
from marketplace.desk.diagnosis.starting import FinishDiagnosis, finish_diagnosis
from marketplace.desk.homes.company import home_of_company
from marketplace.domain.organisation import Role


def home(town, name="company", day=None):
    return town.see(home_of_company, town.actors[name], day or town.today)


def test_a_new_company_begins_with_the_diagnosis(town):
    """Nothing waits, nothing is done, and one sees who is there."""
    found = home(town)
    assert (found.waits, found.path.done, found.path.here) == ((), (False,) * 4, 0)
    assert [(one.person.name, one.role) for one in found.colleagues] == [("company", Role.MEMBER)]


def test_a_diagnosis_is_shown_in_figures(town):
    """While it is answered and when it is finished; only then the step is done."""
    made = town.diagnosed()
    stand = home(town).path.diagnosis
    assert (stand.ref, stand.total.answered, stand.finished_on) == (made.ref, 0, None)
    assert stand.left == stand.total.asked > 0
    assert home(town).path.here == 0
    assert home(town, "neighbour").path.diagnosis is None
    town.do(finish_diagnosis, town.company, FinishDiagnosis(town.token(), made.ref))
    path = home(town).path
    assert (path.diagnosis.finished_on, path.here) == (town.today, 1)


def test_a_quote_leads_to_the_application(town):
    """Until it cannot be signed any more, or was signed."""
    made = town.quoted()
    path = home(town).path
    assert ([one.ref for one in path.quotes], path.here) == ([made.ref], 2)
    late = made.valid_until + timedelta(days=1)
    assert home(town, day=late).path.quotes == ()
    assert home(town, day=made.valid_until).path.quotes
    town.do(sign, town.company, town.signed(made))
    path = home(town).path
    assert (path.quotes, len(path.open), path.here) == ((), 1, 3)


def test_an_application_that_was_turned_down_leads_back(town):
    """The company compares again."""
    made = town.applied()
    town.do(decline, town.provider, Decline("t", made.ref, "満員です。"))
    path = home(town).path
    assert (path.open, path.done, path.here) == ((), (False,) * 4, 0)


def test_a_contract_is_the_last_step(town):
    """It stays there, and the invoice waits."""
    contract = town.accepted()
    assert [one.ref for one in home(town).path.contracts] == [contract.ref]
    assert home(town).path.here == 3
    invoice = town.invoiced(contract)
    (wait,) = home(town).waits
    assert (wait.target, wait.ref, wait.due) == ("invoice", invoice.ref, invoice.due_on)
    assert home(town, "neighbour").path.contracts == ()


def test_statements_do_not_grow(town, statements):
    """However many quotes, applications and contracts there are."""
    certificate = town.certified(offering__code="other")
    town.invoiced(town.accepted(town.applied(certificate)))
    town.quoted(certificate)
    first = statements(lambda: home(town))
    for _ in range(3):
        town.invoiced(town.accepted(town.applied(certificate)))
        town.quoted(certificate)
        town.applied(certificate)
    assert statements(lambda: home(town)) == first
