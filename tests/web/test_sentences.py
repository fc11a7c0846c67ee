"""Everything that is refused anywhere has a Japanese sentence."""

import ast
from pathlib import Path
from string import Formatter

import pytest

import marketplace
from marketplace.domain.errors import (
    BadInput,
    Conflict,
    Fault,
    MarketError,
    Missing,
    Refused,
    Unavailable,
)
from marketplace.web.fields import BadFields, FieldFault
from marketplace.web.said import said
from marketplace.web.sentences import GENERAL, SENTENCES, sentence_of

ROOT = Path(marketplace.__file__).parent
RAISED = {"Refused", "Missing", "Conflict", "Unavailable", "Outrun"}
RAISED |= {"Declined", "Rejected", "OutcomeUnknown"}
LOOKED_UP = ROOT / "store"


def raised(source):
    """Give the codes that a file raises, each with the names of its values."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    for call in (call for call in calls if getattr(call.func, "id", "") in RAISED and call.args):
        if isinstance(call.args[0], ast.Constant):
            yield call.args[0].value, {keyword.arg for keyword in call.keywords}


def nouns(source):
    """Give the nouns that the store looks up; each is a code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "found":
            yield node.args[1].value


def files():
    """Give every file that refuses people something."""
    houses = [ROOT / "desk", ROOT / "store", ROOT / "payments", ROOT / "domain"]
    houses += [ROOT.parent / "conformance", ROOT / "host", ROOT / "mail", ROOT / "web"]
    houses.append(ROOT / "solve")
    found = [file for house in houses for file in house.rglob("*.py")]
    return [*found, ROOT / "cli" / "letters.py"]


def codes():
    """Give every code with the names of the values it is raised with."""
    found = []
    for file in files():
        source = file.read_text(encoding="utf-8")
        found += raised(source)
        if file.is_relative_to(LOOKED_UP):
            found += [(noun, {"ref"}) for noun in nouns(source)]
    return found


def test_every_code_has_a_sentence():
    """A new refusal without a Japanese sentence is found here."""
    found = {code for code, _ in codes()}
    assert len(found) > 30
    assert found - set(SENTENCES) == set()


def test_every_sentence_is_needed():
    """A sentence whose code is gone goes too."""
    found = {code for code, _ in codes()}
    assert set(SENTENCES) - found == {"bad_fields", "bad_input"}


def test_every_placeholder_is_given():
    """A sentence asks only for values that its error carries wherever it is raised."""
    for code, values in codes():
        sentence = SENTENCES[code]
        parts = Formatter().parse(sentence.text + sentence.remedy)
        asked = {name for _, name, _, _ in parts if name}
        assert asked <= values, code


def test_a_planted_code_is_found():
    """The reading of the source finds what is raised."""
    planted = 'raise Refused("planted", a=1, b=2)\nraise ValueError("x")'
    assert list(raised(planted)) == [("planted", {"a", "b"})]
    assert list(nouns('found(row, "thing", ref)')) == ["thing"]


@pytest.mark.parametrize("kind", [Refused, Missing, Conflict, Unavailable, MarketError])
def test_an_unknown_code_still_says_something(kind):
    """The general sentence of its kind, in Japanese."""
    found = sentence_of(kind("never_heard_of"))
    assert found == next(sentence for one, sentence in GENERAL if one is kind)
    assert str(found).endswith("。")


def test_every_sentence_ends_as_a_sentence():
    """No half sentence, and no remedy without a full stop."""
    for code, sentence in SENTENCES.items():
        assert sentence.text.endswith("。"), code
        assert sentence.remedy.endswith("。") or not sentence.remedy, code


def test_bad_input_lists_places_and_lines():
    """Every fault of a manifest is a point of its own."""
    told = said(BadInput((Fault("plans[0].code", "だめです。", "直してください。", 12),)))
    (point,) = told.points
    assert (point.place, point.line, point.remedy) == ("plans[0].code", 12, "直してください。")
    assert point.as_json()["line"] == 12


def test_bad_fields_name_their_fields():
    """Each point leads to its field."""
    told = said(BadFields((FieldFault("pcs", "PC", "数です"), FieldFault("x", "X", "日です"))))
    assert told.about("pcs") == "PC: 数です"
    assert told.about("y") == ""
