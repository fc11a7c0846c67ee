"""``docs/cli.md`` promises what the command line does."""

import re
from pathlib import Path

import pytest

from marketplace.cli import collecting, issuing
from marketplace.cli.config import KEYS
from marketplace.cli.main import otasuke
from marketplace.codec.decisions import ConfirmationSchema, RulingSchema, read_decisions
from marketplace.desk.contracts.collecting import HANDLED
from marketplace.domain.checkout import CheckoutState

ACCOUNTS = (Path(__file__).resolve().parents[2] / "docs" / "accounts.md").read_text("utf-8")
PAYMENTS = (Path(__file__).resolve().parents[2] / "docs" / "payments.md").read_text("utf-8")
MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "cli.md").read_text("utf-8")


def commands(group, path="otasuke"):
    for name, command in group.commands.items():
        yield from (
            commands(command, f"{path} {name}")
            if hasattr(command, "commands")
            else [(f"{path} {name}", command)]
        )


def test_the_example_of_a_decisions_document_is_read_and_settles(check, example, tmp_path):
    text = re.search(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)[1]
    document = read_decisions(text.encode())
    assert (len(document.confirmations), len(document.rulings)) == (1, 1)
    file = tmp_path / "decisions.yaml"
    file.write_text(text, "utf-8")
    said = check(example("person-OTK-02-4-ndr"), "--decisions", file)
    assert ("○ OTK-02-4 " in said.out, "使っていません" in said.out) == (True, False)


@pytest.mark.parametrize("path", dict(commands(otasuke)))
def test_every_command_and_option_is_explained(path):
    words = path.split()
    assert " ".join(words[:2]) in MANUAL
    command = dict(commands(otasuke))[path]
    options = [option for param in command.params for option in param.opts if option[:1] == "-"]
    assert [option for option in options if option not in MANUAL] == []


@pytest.mark.parametrize("schema", [ConfirmationSchema, RulingSchema])
def test_every_field_of_a_decision_is_explained(schema):
    assert [name for name in schema().fields if f"`{name}`" not in MANUAL] == []


@pytest.mark.parametrize("key", [key for key, kind in KEYS.items() if kind in (str, int)])
def test_every_setting_is_explained(key):
    assert f"| `{key}` | `OTASUKE_{key.upper()}` |" in MANUAL


@pytest.mark.parametrize("key", collecting.KEYS)
def test_every_setting_of_cards_is_explained(key):
    assert f"| `{key}` |" in PAYMENTS
    assert all(f"OTASUKE_STRIPE_{name.upper()}" in PAYMENTS for name in collecting.VARIABLES)


@pytest.mark.parametrize("kind", sorted(HANDLED))
def test_every_event_that_is_handled_is_named(kind):
    assert f"`{kind}`" in PAYMENTS


@pytest.mark.parametrize("state", CheckoutState)
def test_every_state_of_a_checkout_is_explained(state):
    assert f"| {state.label} |" in PAYMENTS


@pytest.mark.parametrize("key", [*issuing.TEXTS, *issuing.LISTS])
def test_every_setting_of_issuers_is_explained(key):
    assert re.search(rf"^{key} = ", ACCOUNTS, re.MULTILINE)
    assert "`OTASUKE_OIDC_<名前>_SECRET`" in ACCOUNTS
