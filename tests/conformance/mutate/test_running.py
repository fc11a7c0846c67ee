"""A mutant dies by a finding that people wrote down, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conformance.edition import Edition
from conformance.mutate.examples import Expectations, read_expectations
from conformance.mutate.operators import Mutant, make_mutants
from conformance.mutate.running import Fate, Tried, check_original, try_mutants
from marketplace.domain.errors import BadInput

MANIFEST = """format: otasuke-manifest/1
provider: {code: tameshi, name: 試し（架空）}
offering: {code: mimamori, name: みまもり, summary: 試し, source: 料金表, as_of: 2026-04-01}
monitoring: {type: ネットワーク監視型, network: {hours: 24}}
plans:
  - {code: kihon, name: 基本, tier: class1, terminals_min: COUNT}
"""
SCENARIO = ("@T-1 @class1 @gradeV @must", "ならば 契約できる最小の台数は 3 台以下である")
EXPECTED = '["pass"]\ntier = "class1"\n\n["fail"]\ntier = "class1"\nfindings = {"T-1" = "fails"}\n'

Try = Callable[..., dict[str, Tried]]


@pytest.fixture(name="edition")
def _edition(make_edition: Callable[..., Edition], scenario: Callable[..., str]) -> Edition:
    return make_edition(scenario(*SCENARIO), "T-1")


@pytest.fixture(name="examples")
def _examples(tmp_path: Path) -> Path:
    for name, count in (("pass", 3), ("fail", 4)):
        (tmp_path / f"{name}.yaml").write_text(MANIFEST.replace("COUNT", str(count)), "utf-8")
    (tmp_path / "expected.toml").write_text(EXPECTED, "utf-8")
    (tmp_path / "weights.toml").write_text('"T-1" = "V must"\n', "utf-8")
    return tmp_path


@pytest.fixture(name="attempt")
def _attempt(edition: Edition, examples: Path) -> Try:
    def run() -> dict[str, Tried]:
        text = (examples / "features/otasuke/trial/01.feature").read_text("utf-8")
        expectations = read_expectations(edition, examples)
        mutants = make_mutants({"01.feature": text}, edition.clauses)
        return {t.mutant.name: t for t in try_mutants(edition, expectations, mutants)}

    return run


def test_the_pair_beside_a_number_kills_both_of_its_mutants(attempt: Try) -> None:
    """Three is allowed, four is not: each change is noticed by one of them."""
    tried = attempt()
    assert (tried["T-1 number 3 → 2"].fate, tried["T-1 number 3 → 2"].by) == (Fate.KILLED, "pass")
    assert (tried["T-1 number 3 → 4"].fate, tried["T-1 number 3 → 4"].by) == (Fate.KILLED, "fail")
    assert tried["T-1 bound 以下 → 未満"].by == "pass"
    assert tried["T-1 clause 消す"].fate is Fate.KILLED


def test_without_the_example_beside_it_a_number_lives_on(attempt: Try, examples: Path) -> None:
    """What the gate is there to show."""
    (examples / "expected.toml").write_text('["pass"]\ntier = "class1"\n', "utf-8")
    tried = attempt()
    assert tried["T-1 number 3 → 4"].fate is Fate.SURVIVED
    assert tried["T-1 number 3 → 2"].fate is Fate.KILLED


def test_what_does_not_compile_is_stillborn(attempt: Try) -> None:
    """With the reason for which it is refused; it is counted nowhere."""
    tried = attempt()["T-1 tag @gradeV を消す"]
    assert (tried.fate, "確かさ" in tried.by) == (Fate.STILLBORN, True)


def test_a_weight_is_part_of_a_finding(attempt: Try, examples: Path) -> None:
    """Grade and force change no answer, but what is said of it; unwritten, they live on."""
    assert attempt()["T-1 tag @must → @info"].fate is Fate.KILLED
    (examples / "weights.toml").unlink()
    assert attempt()["T-1 tag @must → @info"].fate is Fate.SURVIVED


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("expected.toml", '"fails"', '"conforms"'), ("weights.toml", "V must", "P must")],
)
def test_examples_that_the_text_itself_does_not_meet_are_refused(
    edition: Edition, examples: Path, file: str, old: str, new: str
) -> None:
    """They would kill everything, and prove nothing."""
    check_original(edition, read_expectations(edition, examples))
    changed = (examples / file).read_text("utf-8").replace(old, new)
    (examples / file).write_text(changed, "utf-8")
    with pytest.raises(BadInput, match="T-1"):
        check_original(edition, read_expectations(edition, examples))


def test_an_edition_without_examples_is_refused(edition: Edition, tmp_path: Path) -> None:
    """No examples kill nothing and prove nothing."""
    with pytest.raises(BadInput, match="otasuke/trial"):
        read_expectations(edition, tmp_path)


def test_a_mutant_that_changes_nothing_survives(edition: Edition, examples: Path) -> None:
    """Equality is not a kill."""
    text = (examples / "features/otasuke/trial/01.feature").read_text("utf-8")
    first = make_mutants({"01.feature": text}, edition.clauses)[0]
    same = Mutant(first.key, first.kind, first.change, first.file, first.line, text)
    expectations: Expectations = read_expectations(edition, examples)
    assert [t.fate for t in try_mutants(edition, expectations, [same])] == [Fate.SURVIVED]
