"""What is uploaded beside a manifest is what the manifest says it is, and is kept."""

import hashlib

import pytest

from marketplace.desk.evidence import MOST_FILES, MOST_TOGETHER, MOST_WEIGHT, is_inside
from marketplace.desk.submission import Submit, submit
from marketplace.domain.errors import BadInput, Refused
from marketplace.store.evidence_files import evidence_files, with_bytes
from marketplace.store.journal import entries
from tests.desk.evidence.papers import PNG, pdf

PAPER = pdf(b"right")
RIGHT = hashlib.sha256(PAPER).hexdigest()
PATH = "papers/仕様書.pdf"


def order(town, files, path=PATH, digest=RIGHT):
    (one,) = town.plain()["evidence"]
    named = {"file": path} if path else {}
    raw = town.manifest(evidence=[one | named | {"sha256": digest}])
    return Submit(town.token(), raw, "m.json", files)


def kept(town, made):
    return town.see(evidence_files, town.provider, made[0].dossier_ref)


def faults(town, bad):
    """Give the faults of an order that is refused; nothing is kept of it."""
    _, values = town.refuses(BadInput, submit, town.provider, bad)
    return values["faults"]


def test_the_declared_file_is_kept_as_it_came(town):
    """The journal keeps its digest, not its bytes."""
    made = town.do(submit, town.provider, order(town, {PATH: PAPER}))
    (file,) = kept(town, made)
    assert (file.path, file.name, file.size) == (PATH, "仕様書.pdf", len(PAPER))
    assert (file.digest, file.media_type) == (RIGHT, "application/pdf")
    assert town.see(with_bytes, town.provider, file.ref).raw == PAPER
    (entry,) = town.see(entries, town.provider, 1)
    assert entry.body["files"] == [[PATH, RIGHT]]


def test_a_file_that_was_not_uploaded_is_left_unchecked(town):
    """Most are handed over later."""
    assert kept(town, town.do(submit, town.provider, order(town, {}))) == ()


@pytest.mark.parametrize(
    ("name", "path", "kept_at"),
    [
        ("仕様書.pdf", PATH, PATH),
        ("C:\\papers\\仕様書.pdf", PATH, PATH),
        ("another.pdf", PATH, PATH),
        ("folder/another.pdf", None, "another.pdf"),
    ],
)
def test_a_browser_sends_no_folders(town, name, path, kept_at):
    """A file is known by the end of its name, or by what it is."""
    made = town.do(submit, town.provider, order(town, {name: PAPER}, path))
    assert [file.path for file in kept(town, made)] == [kept_at]


def test_another_file_is_refused(town):
    """With the place of the digest that is wrong."""
    (fault,) = faults(town, order(town, {"仕様書.pdf": pdf(b"wrong")}))
    assert (fault.place, bool(fault.remedy)) == ("evidence[0].sha256", True)


def test_a_file_that_no_evidence_names_is_refused(town):
    """It would seem to have been looked at."""
    (fault,) = faults(town, order(town, {PATH: PAPER, "other.pdf": pdf(b"x")}))
    assert (fault.place, "「other.pdf」" in fault.message) == ("files", True)


def test_a_file_of_another_kind_is_refused(town):
    """By the name under which it would be saved again, whatever it was called on its way."""
    disguised = order(town, {"a.png": PNG}, "a.pdf", hashlib.sha256(PNG).hexdigest())
    (fault,) = faults(town, disguised)
    assert "中身はPNG" in fault.message
    (fault,) = faults(town, order(town, {"a.pdf": PAPER}, "a.exe"))
    assert "「a.exe」の種類" in fault.message


def test_two_files_for_one_place_are_refused(town):
    """Only one of them could be kept."""
    (fault,) = faults(town, order(town, {"a.pdf": PAPER, "b.pdf": PAPER}))
    assert "二つ" in fault.message


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({f"{n}.pdf": b"" for n in range(MOST_FILES + 1)}, f"{MOST_FILES + 1} 個"),
        ({"a.pdf": bytes(MOST_WEIGHT + 1)}, "10 MB"),
        ({f"{n}.pdf": bytes(MOST_TOGETHER // 4 + 1) for n in range(4)}, "30 MB"),
    ],
)
def test_too_much_is_refused_before_it_is_read(town, files, word):
    """So many files, so heavy a file, so much together."""
    (fault,) = faults(town, order(town, files))
    assert word in fault.message


@pytest.mark.parametrize("name", ["x" * 201, "a\x00.pdf", "a\n.pdf"])
def test_a_name_that_no_file_has_is_refused(town, name):
    """It would break a list or a header."""
    code, _ = town.refuses(Refused, submit, town.provider, order(town, {name: PAPER}))
    assert code == "bad_file_name"


def test_two_spellings_of_one_name_are_one(town):
    """Some systems take a mark apart from its letter."""
    composed, apart = "ガイド.pdf", "カ\u3099イド.pdf"
    assert town.do(submit, town.provider, order(town, {apart: PAPER}, composed))


OUTSIDE = ["/a", "..", "../a", "a/../b", "a/..", "a\\b", "C:a", "a\x00b", "", ".", "a\nb"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_out_of_the_folder_is_none(path):
    """On no system."""
    assert not is_inside(path)


@pytest.mark.parametrize("path", ["a", "a/b.pdf", "./a", "a b", "仕様書（改）.pdf", "..a", "a..b"])
def test_a_path_in_the_folder_is_one(path):
    """Whatever it is called."""
    assert is_inside(path)


@pytest.mark.parametrize("files", [{}, {"a.pdf": PAPER}])
def test_a_path_out_of_the_folder_is_refused(town, files):
    """Also where the file itself is right."""
    (fault,) = faults(town, order(town, files, "../a.pdf"))
    assert fault.place == "evidence[0].file"
