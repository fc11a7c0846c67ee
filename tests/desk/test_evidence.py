"""What is uploaded beside a manifest is what the manifest says it is."""

import hashlib

import pytest

from marketplace.desk.evidence import is_inside
from marketplace.desk.submission import Submit, submit
from marketplace.domain.errors import BadInput
from marketplace.store.journal import entries

RIGHT = hashlib.sha256(b"right").hexdigest()


def order(town, files, path="papers/仕様書.pdf", digest=RIGHT):
    (one,) = town.plain()["evidence"]
    raw = town.manifest(evidence=[one | {"file": path, "sha256": digest}])
    return Submit(town.token(), raw, "m.json", files)


def test_the_declared_file_is_taken(town):
    """The journal keeps its digest, not its bytes."""
    made = town.do(submit, town.provider, order(town, {"papers/仕様書.pdf": b"right"}))
    assert made
    (entry,) = town.see(entries, town.provider, 1)
    assert entry.body["files"] == [["papers/仕様書.pdf", RIGHT]]


def test_a_file_that_was_not_uploaded_is_left_unchecked(town):
    """Most are handed over later."""
    assert town.do(submit, town.provider, order(town, {}))


def test_another_file_is_refused(town):
    """With the place of the digest that is wrong."""
    bad = order(town, {"papers/仕様書.pdf": b"wrong"})
    code, values = town.refuses(BadInput, submit, town.provider, bad)
    assert code == "bad_input"
    (fault,) = values["faults"]
    assert (fault.place, bool(fault.remedy)) == ("evidence[0].sha256", True)


def test_a_file_that_no_evidence_names_is_refused(town):
    """It would seem to have been looked at."""
    bad = order(town, {"papers/仕様書.pdf": b"right", "other.pdf": b"x"})
    _, values = town.refuses(BadInput, submit, town.provider, bad)
    assert [fault.place for fault in values["faults"]] == ["files"]


def test_two_spellings_of_one_name_are_one(town):
    """Some systems take a mark apart from its letter."""
    composed, apart = "ガイド.pdf", "カ\u3099イド.pdf"
    assert town.do(submit, town.provider, order(town, {apart: b"right"}, composed))


OUTSIDE = ["/a", "..", "../a", "a/../b", "a/..", "a\\b", "C:a", "a\x00b", "", ".", "a\nb"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_out_of_the_folder_is_none(path):
    """On no system."""
    assert not is_inside(path)


@pytest.mark.parametrize("path", ["a", "a/b.pdf", "./a", "a b", "仕様書（改）.pdf", "..a", "a..b"])
def test_a_path_in_the_folder_is_one(path):
    """Whatever it is called."""
    assert is_inside(path)


def test_a_path_out_of_the_folder_is_refused(town):
    """Before anything is compared."""
    bad = order(town, {}, "../a.pdf")
    _, values = town.refuses(BadInput, submit, town.provider, bad)
    assert [fault.place for fault in values["faults"]] == ["evidence[0].file"]
