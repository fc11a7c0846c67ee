"""Papers beside the answers: what they are is looked at, and nobody else opens them."""

import pytest

from marketplace.desk.diagnosis import evidencing
from marketplace.desk.diagnosis.evidencing import (
    AttachFile,
    OpenFile,
    RemoveFile,
    attach_file,
    files,
    open_file,
    remove_file,
)
from marketplace.desk.diagnosis.starting import FinishDiagnosis, finish_diagnosis
from marketplace.domain.errors import BadInput, Conflict, Missing, Refused

ONE = "1-3-1-1"
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


@pytest.fixture(name="made")
def _made(town):
    return town.diagnosed()


def attaches(town, made, name="写し.png"):
    order = AttachFile(town.token(), made.ref, ONE, name, PNG)
    town.do(attach_file, town.company, order)
    return town.see(files, town.company, made.ref)[ONE][-1]


def test_a_file_is_kept_and_opened_as_it_came(town, made):
    kept = attaches(town, made)
    assert (kept.path, kept.media_type, kept.size) == ("写し.png", "image/png", len(PNG))
    found = town.do(open_file, town.company, OpenFile("o", kept.ref))
    assert (found.file, found.raw) == (kept, PNG)
    assert town.counts()["journal"] == 3


def test_sending_twice_keeps_one(town, made):
    order = AttachFile("same", made.ref, ONE, "a.txt", "台帳".encode())
    for _ in range(2):
        town.do(attach_file, town.company, order)
    assert town.counts()["assessment_file"] == 1


@pytest.mark.parametrize(
    ("criterion", "name", "raw", "error"),
    [
        ("9-9-9-9", "a.png", PNG, Missing),
        (ONE, "a.exe", b"MZ", BadInput),
        (ONE, "a.png", b"MZ....", BadInput),
        (ONE, "a.txt", b"", BadInput),
        (ONE, "a.html", b"<script>", BadInput),
        (ONE, "x" * 300 + ".png", PNG, Refused),
        (ONE, "a.png", PNG + b"x" * evidencing.MOST_BYTES, Refused),
    ],
)
def test_what_cannot_be_kept_is_refused(town, made, criterion, name, *, raw, error):
    order = AttachFile("t", made.ref, criterion, name, raw)
    town.refuses(error, attach_file, town.company, order)


def test_there_is_an_end_to_it(town, made, monkeypatch):
    monkeypatch.setattr(evidencing, "MOST_FILES", 1)
    attaches(town, made)
    order = AttachFile("t", made.ref, ONE, "b.png", PNG)
    assert town.refuses(Refused, attach_file, town.company, order)[0] == "evidence_too_much"


def test_nobody_else_sees_opens_or_removes_one(town, made):
    kept = attaches(town, made)
    for act, order in (
        (open_file, OpenFile("o", kept.ref)),
        (remove_file, RemoveFile("r", kept.ref)),
    ):
        assert town.refuses(Missing, act, town.neighbour, order)[0] == "evidence_file"
    with pytest.raises(Missing):
        town.see(files, town.neighbour, made.ref)


def test_a_wrong_one_is_taken_off_until_the_end(town, made):
    wrong, right = attaches(town, made), attaches(town, made, name="右.png")
    town.do(remove_file, town.company, RemoveFile("r", wrong.ref))
    assert town.see(files, town.company, made.ref) == {ONE: (right,)}
    town.refuses(Missing, open_file, town.company, OpenFile("o", wrong.ref))
    town.do(finish_diagnosis, town.company, FinishDiagnosis("f", made.ref))
    town.refuses(Conflict, remove_file, town.company, RemoveFile("q", right.ref))
    order = AttachFile("t", made.ref, ONE, "b.png", PNG)
    town.refuses(Conflict, attach_file, town.company, order)
    assert town.do(open_file, town.company, OpenFile("p", right.ref)).raw == PNG
