"""``otasuke editions schema`` gives programs what an edition asks."""

import jsonschema_rs
import pytest

SLUG = "otasuke/2.0"


def test_the_schema_is_a_schema(run):
    told = run("editions", "schema", SLUG).json
    assert told["$schema"].endswith("2020-12/schema")
    jsonschema_rs.Draft202012Validator(told)
    assert jsonschema_rs.meta.is_valid(told)
    assert told["properties"]["plans"]["items"]["properties"]["prices"]["x-facts"] == ["plan.fees"]


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("fields", {"path": "monitoring.network.hours", "input": "number", "least": 0, "most": 24}),
        ("columns", {"fact": "monitoring.type", "kind": "word", "of_plan": False}),
        ("evidence", {"fact": "monitoring.notifies", "kind": "document", "clauses": ["OTK-02-3"]}),
    ],
)
def test_a_part_is_a_list(run, part, line):
    told = run("editions", "schema", SLUG, "--part", part).json
    assert any(line.items() <= row.items() for row in told)


def test_the_inputs_are_a_closed_set(run):
    told = run("editions", "schema", "otasuke-sc/draft", "--part", "fields").json
    known = {"yes_no", "number", "choice", "words", "prefectures", "text", "day", "rows"}
    assert {row["input"] for row in told} <= known
    assert {"path": "coverage[]", "input": "rows"}.items() <= next(
        row.items() for row in told if row["path"] == "coverage[]"
    )


def test_an_unknown_edition_is_bad_input(run):
    assert run("editions", "schema", "otasuke/9.9").code == 2
    assert run("editions", "schema", SLUG, "--part", "x").code == 2
