"""The demo's three companies: what is counted equals what was counted by hand."""

from pathlib import Path

import pytest
import yaml

from marketplace.cli.demo.diagnosing import document
from marketplace.desk.diagnosis.importing import ImportAnswers, import_answers
from marketplace.desk.diagnosis.replying import ReplyTo
from marketplace.desk.diagnosis.viewing import diagnosis

TABLES = yaml.safe_load(Path(__file__).with_name("tables.yaml").read_text("utf-8"))


def six(one):
    return [one.asked, one.met, one.partly, one.unmet, one.open, one.not_applicable]


@pytest.mark.parametrize("name", TABLES)
def test_the_counts_are_those_of_the_hand(town, name):
    """By category, in all, by item: from the document through the store to the picture."""
    written, table = document(name), TABLES[name]
    made = town.diagnosed(written.star)
    told = tuple(ReplyTo(number, one, 0) for number, one in written.replies.items())
    order = ImportAnswers("i", made.ref, 0, told, written.scope, written.profile, written.facts)
    town.do(import_answers, town.company, order)
    found = town.see(diagnosis, town.company, made.ref)
    assert found.kept.assessment == written
    labels = {item.category: item.category_label for item in found.level.items}
    assert {n: six(found.by_category[labels[n]]) for n in labels} == table["categories"]
    assert six(found.total) == table["total"]
    assert sum(row[0] for row in table["categories"].values()) == table["total"][0]
    items = table["items"]
    assert (len(found.level.items), len(found.set_aside)) == (items["all"], items["aside"])
    assert [one.id for one in found.reached] == items["reached"]
    assert table["headline"].endswith(f"あと {len(found.gaps)}基準")
