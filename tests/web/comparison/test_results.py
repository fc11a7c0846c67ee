"""How strong the evidence of a clause is."""

from marketplace.domain.offering import EvidenceKind
from marketplace.web.comparison import results


def test_the_strength_of_a_clause_is_its_weakest_fact():
    """The strongest evidence in force counts for each fact, the weakest fact for the clause."""
    proven = {"a": EvidenceKind.THIRD, "b": EvidenceKind.DOCUMENT}
    assert strength(proven, "a") is EvidenceKind.THIRD
    assert strength(proven, "a", "b") is EvidenceKind.DOCUMENT
    assert strength(proven, "a", "c") is EvidenceKind.DECLARED


def strength(proven, *facts):
    return results.weakest(proven, facts)
