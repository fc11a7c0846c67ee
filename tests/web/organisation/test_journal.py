"""The journal's page: plain sentences, found, paged, and saved for a spreadsheet or a program."""

import csv
import io
import json

import pytest

from marketplace.store.journal import Entry, journal
from marketplace.web.organisation.journal import BOM, HEAD, as_csv, harmless
from marketplace.web.sentences.deeds import DEEDS, Subject, acts_about, deed_of
from tests.desk.test_access import acts_of_the_desk

PAGE = "/organisation/journal"
OPEN = {"sign_up", "accept_invitation", "close_account"}
"""What people do without an act's decorator, and what stands in the journal all the same."""


@pytest.fixture
def noted(store, world, now):
    """Give a way to put lines in the journal."""

    def put(number=1, act="quote", subject="qt_aaaaaaaaaaaaaaaa"):
        def all_of_them(book):
            for _ in range(number):
                journal(book, world.company, act, subject, body={}, now=now)

        store.run(all_of_them)

    return put


def test_every_act_has_its_sentence():
    """A new act without one is found here, and a sentence whose act is gone."""
    assert set(DEEDS) == set(acts_of_the_desk()) | OPEN
    assert all(deed.words.endswith("ました。") for deed in DEEDS.values())
    assert {act for subject in Subject for act in acts_about(subject)} == set(DEEDS)
    assert all(acts_about(subject) for subject in Subject)


def test_an_act_of_before_is_named_by_its_code():
    """A journal outlives the acts of its market."""
    assert deed_of("barter").words == "barter（いまはない操作）"


def test_the_page_says_who_did_what(boss, noted, reads, world):
    """By the name of the person and a sentence."""
    assert "記録は、まだありません" in reads(boss, PAGE)
    noted()
    text = reads(boss, PAGE)
    assert "記録が 1件あります" in text
    for words in ("見積りを作りました。", world.company.person.name, "2026年11月25日 10:00"):
        assert words in text


def test_pages_of_fifty_keep_the_search(boss, noted, reads, world):
    """Forwards and backwards."""
    noted(101)
    who = f"person={world.company.person.ref}&about=deal"
    first = reads(boss, f"{PAGE}?{who}")
    assert first.count("<code>qt_") == 50
    assert f"page=2&amp;{who.replace('&', '&amp;')}" in first
    assert reads(boss, f"{PAGE}?page=3").count("<code>qt_") == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("about=money", 0),
        ("about=nothing", 1),
        ("person=ps_aaaaaaaaaaaaaaaa", 0),
        ("first_y=2026&first_m=11&first_d=25", 1),
        ("first_y=2026&first_m=11&first_d=26", 0),
        ("last_y=2026&last_m=11&last_d=24", 0),
        ("last_y=2026&last_m=11&last_d=25", 1),
        ("page=x", 1),
    ],
)
def test_lines_are_found(boss, noted, reads, asked, found):
    """By person, subject and day; what is no word of ours is passed over."""
    noted()
    assert reads(boss, f"{PAGE}?{asked}").count("<code>qt_") == found


@pytest.mark.parametrize(
    "asked",
    [
        "first_y=2026&first_m=13&first_d=1",
        "first_y=2026",
        "last_y=9999&last_m=12&last_d=31",
        "first_y=2026&first_m=11&first_d=25&last_y=2026&last_m=11&last_d=24",
    ],
)
def test_a_day_that_is_none_is_told_and_kept(boss, noted, asked):
    """Everything is shown meanwhile, and no file is offered."""
    noted()
    answer = boss.opens(f"{PAGE}?{asked}")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<code>qt_" in text
    assert "書き出す" not in text
    assert boss.opens(f"/organisation/journal.csv?{asked}").status_code == 422


def test_a_spreadsheet_opens_the_csv(boss, noted):
    """In UTF-8 with its mark, under the heads, as a download."""
    noted(2)
    answer = boss.opens("/organisation/journal.csv")
    text = answer.get_data(as_text=True)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="journal.csv"'
    assert text.startswith(BOM)
    head, *rows = list(csv.reader(io.StringIO(text.removeprefix(BOM))))
    assert tuple(head) == HEAD
    assert [row[2] for row in rows] == ["見積りを作りました。"] * 2


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(now, cell):
    """Whatever somebody is called."""
    entry = Entry("quote", cell, cell, "ps_a", None, None, "0" * 64, now, 7)
    _, row = list(csv.reader(io.StringIO(as_csv((entry,)).removeprefix(BOM))))
    assert row[1] == row[4] == f"'{cell}"
    assert harmless("ふつうの名前") == "ふつうの名前"


def test_a_program_reads_the_json(boss, noted, world):
    """With the codes of the acts."""
    noted()
    noted(act="barter")
    answer = boss.opens("/organisation/journal.json")
    said = json.loads(answer.get_data(as_text=True))
    assert said["organisation"] == world.company.org.ref
    assert [one["act"] for one in said["entries"]] == [None, "quote"]
    assert said["entries"][1]["person"]["ref"] == world.company.person.ref


def test_nobody_reads_the_journal_of_others(enters, noted, world, reads):
    """Another company, the operator and a body see their own."""
    noted()
    for actor in (world.stranger, world.operator, world.certifier):
        assert "qt_" not in reads(enters(actor), PAGE)
        assert "qt_" not in reads(enters(actor), "/organisation/journal.csv")
