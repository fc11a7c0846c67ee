"""Who opens a file of evidence is written down; nobody but the two parties can."""

import hashlib

import pytest

from marketplace.desk.evidence.opening import OpenEvidence, open_evidence
from marketplace.desk.submission import Submit, WithdrawSubmission, submit, withdraw_submission
from marketplace.domain.errors import MarketError, Missing, Refused
from marketplace.store.evidence_files import evidence_files, with_bytes
from marketplace.store.journal import entries
from tests.desk.evidence.papers import pdf

PAPER = pdf(b"secret")


@pytest.fixture
def handed_in(town):
    """Give a submission with one file, and the file."""
    (one,) = town.plain()["evidence"]
    paper = one | {"file": "a.pdf", "sha256": hashlib.sha256(PAPER).hexdigest()}
    raw = town.manifest(evidence=[paper])
    (made,) = town.do(submit, town.provider, Submit(town.token(), raw, "m.json", {"a.pdf": PAPER}))
    (file,) = town.see(evidence_files, town.provider, made.dossier_ref)
    return made, file


def opens(town, actor, file):
    return town.do(open_evidence, actor, OpenEvidence(town.token(), file.ref))


def test_the_parties_open_it_and_that_is_written_down(town, handed_in):
    """By whom and when; the bytes are not in the journal."""
    _, file = handed_in
    for actor in (town.provider, town.examiner):
        assert opens(town, actor, file).raw == PAPER
        (entry,) = town.see(entries, actor, 1)
        assert (entry.act, entry.subject_ref) == ("open_evidence", file.ref)
        assert entry.person == actor.person.name
        assert entry.body == {"ref": file.ref}


@pytest.mark.parametrize("withdrawn", [False, True])
def test_nobody_else_opens_it_before_or_after_it_is_taken_back(town, handed_in, withdrawn):
    """Another provider learns nothing; the other kinds have no part in it."""
    made, file = handed_in
    if withdrawn:
        order = WithdrawSubmission(town.token(), made.ref)
        town.do(withdraw_submission, town.provider, order)
    order = OpenEvidence(town.token(), file.ref)
    assert town.refuses(Missing, open_evidence, town.rival, order)[0] == "evidence_file"
    for name in ("company", "neighbour", "buyer", "operator"):
        code, _ = town.refuses(Refused, open_evidence, town.actors[name], order)
        assert code == "not_allowed"
    assert opens(town, town.provider, file).raw == PAPER


@pytest.mark.parametrize("name", ["rival", "company", "neighbour", "buyer", "operator"])
def test_the_store_shows_it_to_nobody_else(town, handed_in, name):
    """Whatever the desk says."""
    made, file = handed_in
    actor = town.actors[name]
    assert town.see(evidence_files, actor, made.dossier_ref) == ()
    with pytest.raises(MarketError):
        town.see(with_bytes, actor, file.ref)


def test_each_opening_is_a_line_of_its_own(town, handed_in):
    """The same token twice is one opening; the web makes a new one each time."""
    _, file = handed_in
    order = OpenEvidence("the-same", file.ref)
    for _ in range(2):
        assert town.do(open_evidence, town.examiner, order).raw == PAPER
    lines = town.see(entries, town.examiner, 9)
    assert [line.act for line in lines].count("open_evidence") == 1
