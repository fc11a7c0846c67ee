"""The model dossiers are judged 適合 once people have decided, and each decision is needed."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from marketplace.cli.main import run
from marketplace.codec.text import parse

HERE = Path(__file__).resolve().parent
DAY = "2026-11-25"
WHOLE = {
    "OTK-02-0-whole-network": "class1-network",
    "OTK-02-0-whole-endpoint": "class1-endpoint",
    "OTK-02-0-whole-combined": "class1-combined",
    "OTK-02-0-whole-class2": "class2-network",
    "SC-MON-1-whole-star3": "otasuke-sc",
    "SC-MON-1-whole-star3plus": "otasuke-sc",
    "SC-MON-1-whole-star4": "otasuke-sc",
    "SC-MON-1-whole-star4plus": "otasuke-sc",
}
DECISIONS = {name: HERE / "decisions" / f"{name}.yaml" for name in dict.fromkeys(WHOLE.values())}


@pytest.fixture(name="settled")
def _settled(capsys):
    """Check an example with a decisions document; exit status and the record's verdicts."""

    def settle(stem, decisions, *words):
        file = HERE / f"{stem}.yaml"
        said = ["check", file, "--as-of", DAY, "--decisions", decisions, "--format", "json"]
        code = run([str(word) for word in (*said, *words)])
        judged = json.loads(capsys.readouterr().out)["judged"]
        return int(code), {found["clause"]: found["verdict"] for found in judged["findings"]}

    return settle


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_dossier_conforms_with_its_decisions(kind, settled):
    """Nothing is left open, and the exit status says so."""
    code, verdicts = settled(f"pass-{kind}", DECISIONS[WHOLE[kind]])
    assert set(verdicts.values()) <= {"conforms", "not_applicable"}
    assert code == 0


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_dossier_without_decisions_needs_people(kind, tmp_path, settled):
    """What is open is what nobody has read or ruled on."""
    nothing = tmp_path / "nothing.yaml"
    nothing.write_text("format: otasuke-decisions/1\n", encoding="utf-8")
    code, verdicts = settled(f"pass-{kind}", nothing)
    assert code == 3
    assert "fails" not in verdicts.values()
    assert "fault" not in verdicts.values()


def one_less(document):
    """Give the document without each of its decisions in turn, and the clause of that one."""
    for noun in ("confirmations", "rulings"):
        for number, entry in enumerate(document[noun]):
            rest = deepcopy(document)
            del rest[noun][number]
            yield noun, entry["clause"], rest


def rows():
    """Every model dossier with every decision taken away once."""
    for kind, name in WHOLE.items():
        document = parse(DECISIONS[name].read_bytes(), "decisions.yaml").value
        for noun, clause, rest in one_less(document):
            yield pytest.param(kind, clause, rest, id=f"{kind} {noun} {clause}")


@pytest.mark.parametrize(("kind", "clause", "rest"), list(rows()))
def test_every_decision_is_needed(kind, clause, rest, *, tmp_path, settled):
    """Without one of them its clause is open, and no 必須 clause may be.

    Nobody can rule on a clause whose text is unread, so its ruling goes with the confirmation.
    """
    confirmed = {entry["clause"] for entry in rest["confirmations"]}
    ruled = [e for e in rest["rulings"] if e["clause"] != clause or clause in confirmed]
    file = tmp_path / "rest.json"
    whole = rest | {"rulings": ruled}
    file.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    code, verdicts = settled(f"pass-{kind}", file)
    assert [key for key, verdict in verdicts.items() if verdict == "needs_person"] == [clause]
    assert code == (0 if clause == "OTK-03-4" else 3)


def test_two_people_confirm_each_unread_clause():
    """One name twice is one person."""
    for path in DECISIONS.values():
        document = parse(path.read_bytes(), path.name).value
        assert all(len(set(entry["by"])) > 1 for entry in document["confirmations"])


# example → what the confirmed text brings: an exit status and the clause's verdict
CONFIRMED = [
    ("person-OTK-05-6-24", "OTK-05-6", "conforms", 0),
    ("person-OTK-05-6-25", "OTK-05-6", "fails", 1),
    ("person-OTK-05-6-36", "OTK-05-6", "fails", 1),
    ("person-OTK-05-4-not-shown", "OTK-05-4", "fails", 1),
    ("person-OTK-01-2-not-shown", "OTK-01-2", "fails", 1),
    ("person-OTK-01-2-evidence-weak", "OTK-01-2", "needs_person", 3),
    ("person-OTK-03-4-everywhere", "OTK-03-4", "conforms", 0),
    ("person-OTK-03-4-one-prefecture", "OTK-03-4", "fails", 0),
    ("person-OTK-03-4-area-missing", "OTK-03-4", "needs_person", 0),
    ("person-OTK-02-4-ndr", "OTK-02-4", "needs_person", 3),
    ("fail-OTK-05-1-10001", "OTK-05-1", "fails", 1),
    ("person-OTK-05-1-in-tax-11000", "OTK-05-1", "needs_person", 3),
]


@pytest.mark.parametrize(("stem", "clause", "verdict", "exit_status"), CONFIRMED)
def test_a_confirmed_text_uncovers_the_machine_answer(
    stem, clause, verdict, exit_status, *, settled
):
    """36 か月 is 不適合 then; a question to the examiner never blocks."""
    code, verdicts = settled(stem, DECISIONS["class1-network"])
    assert verdicts[clause] == verdict
    assert code == exit_status


def test_five_terminals_at_least_fail_once_the_text_is_confirmed(settled):
    """The smallest number sold is a 必須 of 端末監視型."""
    code, verdicts = settled("person-OTK-05-5-from-5", DECISIONS["class1-endpoint"])
    assert (code, verdicts["OTK-05-5"]) == (1, "fails")
