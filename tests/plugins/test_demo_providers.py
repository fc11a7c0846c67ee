"""The demo's 24 providers as organisations, and the one service whose price was changed later."""

import re
from difflib import unified_diff
from pathlib import Path

import pytest

from marketplace.codec.text import parse
from marketplace.domain.codes import is_corporate_number, is_invoice_number
from marketplace.host import read_manifest

DEMO = Path(__file__).resolve().parents[2] / "plugins" / "demo"
PROVIDERS = parse((DEMO / "providers.yaml").read_bytes()).value["providers"]
COMPANIES = parse((DEMO / "companies.yaml").read_bytes()).value["companies"]
FIRST = [DEMO / f"{name}.yaml" for name in ("hinata", "tsubasa", "kasane")]
MANIFESTS = [*FIRST, *sorted(DEMO.glob("world/*.yaml"))]
CHANGES = sorted(DEMO.glob("changes/*.yaml"))


def test_every_provider_of_a_manifest_is_there_under_its_name():
    """24, and nobody beside them."""
    read = [read_manifest(file.read_bytes(), file.name).provider for file in MANIFESTS]
    named = {(one["code"], one["name"]) for one in PROVIDERS}
    assert named == {(one.code, one.name) for one in read}
    assert len(PROVIDERS) == len(named) == 24


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one["code"])
def test_a_provider_is_whole_and_belongs_to_nobody(provider):
    """It can be named on an invoice and paid, and no real company or bank is meant."""
    assert provider["name"].endswith("（架空）")
    assert re.fullmatch("[ぁ-んー]+", provider["reading"])
    assert "架空町" in provider["address"]
    assert is_corporate_number(provider["corporate_number"])
    assert provider["corporate_number"][1:5] == "9999"
    assert is_invoice_number(provider["invoice_number"])
    assert provider["invoice_number"] == f"T{provider['corporate_number']}"
    account = provider["bank_account"]
    assert (account["bank"], account["branch"], account["kind"]) == ("架空銀行", "見本支店", "普通")
    assert re.fullmatch("[0-9]{7}", account["number"])
    assert account["holder"] == provider["name"]
    for person in provider["people"]:
        assert person["role"]
        assert re.fullmatch(rf"[a-z]+@{provider['code']}\.example\.jp", person["mail"])


def test_nobody_is_taken_for_anybody_else():
    """Numbers, accounts, readings and people are each one's own, companies included."""
    for field in ("code", "reading", "corporate_number"):
        assert len({one[field] for one in PROVIDERS}) == 24
    assert len({one["bank_account"]["number"] for one in PROVIDERS}) == 24
    everybody = [person for one in [*PROVIDERS, *COMPANIES] for person in one["people"]]
    assert len({person["name"] for person in everybody}) == len(everybody)
    numbers = {one["corporate_number"] for one in [*PROVIDERS, *COMPANIES]}
    assert len(numbers) == 36


def test_one_price_was_changed():
    """8,400 yen became 8,900; else only the day and the name of the table of prices."""
    (file,) = CHANGES
    before = (DEMO / "world" / file.name).read_text("utf-8").splitlines()
    after = file.read_text("utf-8").splitlines()
    told = [line[1:].strip() for line in unified_diff(before[1:], after[1:], n=0)]
    changed = {line for line in told if line and not line.startswith(("+", "-", "@"))}
    assert changed == {
        "amount: 8400",
        "amount: 8900",
        "as_of: 2026-06-01",
        "as_of: 2026-10-20",
        "source: 料金表 2026年6月1日版",
        "source: 料金表 2026年10月20日版",
    }
    assert read_manifest(file.read_bytes(), file.name).offering.as_of.isoformat() == "2026-10-20"


def test_a_change_says_what_it_is():
    (file,) = CHANGES
    first = file.read_text("utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert "8,400 円から 8,900 円" in first
