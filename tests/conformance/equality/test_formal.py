"""Two thousand generated manifests: pytest-bdd's own run of the text and the compiled engine.

The manifests go through the codec and the extraction of facts in both; a child runs a hundred of
them. Compared are edition, phrases, dossier and every finding with verdict, reason, plan and what
lies beneath. The same is done with all that the examples' folder holds, in ``test_examples.py``,
and with the rows of the hand-written table, in ``test_table.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conformance import compiler
from conformance.edition import FEATURES, load_edition
from conformance.judge import judge
from conformance.reference import level
from marketplace.codec.dossier import read_dossier
from marketplace.domain.errors import BadInput
from marketplace.domain.offering import Dossier
from marketplace.domain.tier import TIERS, Tier

DAY = date(2026, 11, 25)
SHARES = {
    ("otasuke/2.0", "class1"): 500,
    ("otasuke/2.0", "class2"): 300,
    ("otasuke-sc/draft", "SCstar3"): 300,
    ("otasuke-sc/draft", "SCstar3plus"): 300,
    ("otasuke-sc/draft", "SCstar4"): 300,
    ("otasuke-sc/draft", "SCstar4plus"): 300,
}
TYPE = "ネットワーク監視型"
FIRST, SENT = "初動対応の費用", "駆付けの費用"
ASKED = sorted({name for s, _ in SHARES for c in load_edition(s).clauses for name in c.facts})
OUT = object()
"""What is not written at all."""
SAID: dict[str, tuple[Any, ...]] = {
    "desk.available": (True, False),
    "desk.contact_shown": (True, False),
    "monitoring.type": (TYPE, TYPE, "端末監視型", "併用型"),
    "monitoring.tools": (["UTM"], ["EDR"], ["UTM", "NDR"]),
    "monitoring.functions": ("調べる", "none"),
    "monitoring.network.hours": (24, 23),
    "monitoring.endpoint.hours": (24, 23),
    "monitoring.terminals_max": (51, 50, 49),
    "monitoring.notifies": (True, False),
    "monitoring.watch_method": ("自動", "none"),
    "dispatch.available": (True, True, False),
    "dispatch.to_named_place": (True, False),
    "dispatch.on_request": (True, False),
    "dispatch.prefectures": (["27", "28"], ["27"], ["26", "27", "28"]),
    "sales.prefectures": (["27", "28"], ["28"]),
    "diagnosis.at_renewal": (True, False),
    "diagnosis.interval_months": (12, 13, 11, 0),
    "support.tools": (True, False),
    "support.other": (True, False),
    "support.first_response": (True, False),
    "support.unmet": ("手伝う", "none"),
    "support.user_guide": ("一枚の表", "none"),
    "onboarding.guide": ("手順書", "none"),
    "explained.ex_tax_shown": (True, False),
    "explained.initial_cost": ("かからない", "none"),
    "explained.term": ("一年", "none"),
    "explained.extra_charges": ("かからない", "none"),
    "terms.count": (1, 2),
    "assurance.sme_record": ("百社", "none"),
    "assurance.statistics": ("毎月", "none"),
    "assurance.organisation": ("十人", "none"),
    "consulting.periodic": (True, False),
}
INSURED: dict[str, tuple[Any, ...]] = {
    "insurance.attached": (True,),
    "insurance.insurer": ("架空損害保険", "none"),
    "insurance.covers": ([FIRST, SENT], [FIRST], [SENT], ["賠償の費用"]),
    "insurance.user_may_pay": (True, False),
    "insurance.self_pay_explanation": ("超えた分", "none"),
}
UNINSURED: dict[str, tuple[Any, ...]] = {"insurance.attached": (False,)}
OWN: dict[str, tuple[Any, ...]] = {
    "class1.registered_on": ("2024-11-25", "2024-11-26", "2024-02-29"),
    "class1.valid_until": ("2026-11-25", "2026-11-24"),
    "class1.offered": (True, False),
    "class1.terminals": (50, 49),
    "class1.functions": ("知らせる", "none"),
}
EXTENTS = ("full", "partly", "support")
COMPULSORY = (True, True, False)
NAMED = {"code": "tameshi", "name": "試し（架空）"}
HEAD = {
    "format": "otasuke-manifest/1",
    "provider": NAMED,
    "offering": NAMED | {"summary": "試し", "source": "仕様書", "as_of": "2026-11-01"},
}


class Writer:
    """Writes manifests by the seed: mostly what conforms, with values just beyond, or left out."""

    def __init__(self, seed: int, tag: str) -> None:
        """Write for one tier."""
        self.random, self.tag = Random(seed), tag  # noqa: S311 - a seed, no secret

    def some(self, *values: Any) -> Any:
        """One of these values, the first more often; now and then nothing at all."""
        if self.random.random() < 0.06:
            return OUT
        return values[0] if self.random.random() < 0.5 else self.random.choice(values)

    def manifest(self) -> Any:
        """A manifest with what was left out removed."""
        manifest: dict[str, Any] = dict(HEAD)
        insured = INSURED if self.random.random() < 0.85 else UNINSURED
        for path, values in (SAID | insured | (OWN if self.tag == "class2" else {})).items():
            *way, last = path.split(".")
            holder = manifest
            for step in way:
                holder = holder.setdefault(step, {})
            holder[last] = self.some(*values)
        if self.tag == "class2":
            manifest["class1"]["customers"] = self.some(self._customers())
        manifest["plans"] = [self._plan(code) for code in self.random.choice(("p", "p", "pq"))]
        manifest["coverage"] = [*self._coverage()]
        manifest["evidence"] = [self._evidence() for _ in range(self.random.randint(0, 3))]
        return _kept(manifest)

    def _customers(self) -> Any:
        starts, number = ("2025-11-25", "2025-11-26", "2024-01-31", "2026-12-01"), 11
        served = range(self.random.randint(9, number))
        return [{"name": f"会社{n}", "since": self.random.choice(starts)} for n in served]

    def _plan(self, code: str) -> Any:
        return {
            "code": code,
            "name": code,
            "tier": self.tag,
            "terminals_min": self.some(1, 2, 5),
            "term_months": self.some(12, 24, 25),
            "diagnosed_items": self.some(43, 26, 25, 42) if self.tag.startswith("SC") else OUT,
            "prices": self.some([self._price(n) for n in range(self.random.randint(1, 3))]),
        }

    def _price(self, number: int) -> Any:
        some = self.some
        period = self.random.choice(("month", "month", "year"))
        amounts = (1000, 1999, 2000, 2001, 9000, 10000, 10001, 11000)
        return {
            "name": f"料金{number}",
            "kind": "recurring",
            "basis": self.random.choice(("network", "terminal", "pc", "server", "company")),
            "amount": some(*amounts) if period == "month" else some(24000, 24001, 120000, 120001),
            "period": period,
            "tax": self.random.choice(("excluded", "excluded", "included")),
            "compulsory": some(*COMPULSORY),
            "qualifier": self.random.choice(("exact",) * 9 + ("from",)),
        }

    def _coverage(self) -> Iterator[Any]:
        tier = TIERS[self.tag]
        if not isinstance(tier, Tier) or self.random.random() < 0.06:
            return
        known = [*level("scs/2026-03-27", int(tier.star)).item_of]
        shown = self.random.sample(known, len(known) - self.random.choice((0, 0, 0, 1, 5)))
        ways = [(means, extent) for means in ("tool", "human") for extent in EXTENTS]
        for number, (means, extent) in enumerate([*ways, ("self", OUT)]):
            ids = shown[number :: len(ways) + 1]
            yield {"tier": self.tag, "criterion": ids, "means": means, "extent": extent}
        if self.random.random() < 0.2:
            yield {"tier": self.tag, "criterion": "9-9-9-9", "means": "self"}

    def _evidence(self) -> Any:
        issued = self.random.choice(("2026-04-01",) * 4 + ("2026-11-25", "2026-11-26"))
        kinds = ("document", "document", "declared", "drill", "onsite", "third")
        lapses = self.random.choice((OUT, OUT, "2027-03-31", "2026-11-26"))
        return {
            "facts": self.random.sample(ASKED, self.random.randint(10, len(ASKED))),
            "kind": self.random.choice(kinds),
            "title": "資料",
            "sha256": "0" * 64,
            "issued": issued,
            "lapses": "2026-11-24" if issued < "2026-05" and lapses is OUT else lapses,
        }


def _kept(value: Any) -> Any:
    """A manifest without what was left out, and without parts of which nothing remained."""
    if isinstance(value, dict):
        parts = {key: _kept(part) for key, part in value.items() if part is not OUT}
        return {key: part for key, part in parts.items() if part not in ({}, [])}
    return [_kept(one) for one in value] if isinstance(value, list) else value


def written(folder: Path, tag: str, number: int) -> dict[Path, Dossier]:
    """Write so many manifests of a tier that the codec lets through."""
    writer, made = Writer(number, tag), {}
    while len(made) < number:
        raw = json.dumps(writer.manifest(), ensure_ascii=False).encode()
        path = folder / f"{len(made)}.json"
        try:
            made[path] = read_dossier(raw, path.name)
        except BadInput:
            continue
        path.write_bytes(raw)
    return made


@pytest.mark.parametrize(("slug", "tag"), SHARES)
def test_the_formal_run_and_the_compiled_engine_are_equal(
    slug: str, tag: str, tmp_path: Path, run_in_chunks: Any, apart: Any
) -> None:
    """On every generated manifest, and every clause is both kept and failed by some of them."""
    made, edition = written(tmp_path, tag, SHARES[slug, tag]), load_edition(slug)
    judged = [judge(edition, dossier, TIERS[tag], DAY) for dossier in made.values()]
    records = run_in_chunks(FEATURES / slug, tag, DAY, [*made])
    differing = [apart(*pair) for pair in zip(judged, records, strict=True)]
    assert [keys for keys in differing if keys] == []
    answers: dict[str, set[Any]] = {clause.key: set() for clause in edition.clauses_of(tag)}
    for found in (found for report in judged for found in report.findings):
        answers[found.clause].add((found.beneath.verdict, found.beneath.reason))
    assert [key for key, seen in answers.items() if len(seen) < 2] == []


def test_two_thousand_manifests_are_run() -> None:
    """The least that the gate asks for."""
    assert sum(SHARES.values()) >= 2000


@pytest.mark.parametrize("key", ["OTK-02-1", "OTK-05-1", "OTK-06-3"])
def test_a_phrase_that_answers_otherwise_in_one_engine_is_found(
    key: str, tmp_path: Path, run_in_chunks: Any, apart: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Turned round in the compiled engine alone, it shows at its clause and nowhere else."""
    monkeypatch.setattr(compiler, "_PROGRAMS", {})
    monkeypatch.setattr(compiler, "_single_return", lambda _: None)
    edition = load_edition("otasuke/2.0")
    planted = replace(edition, clauses=tuple(_turned(c, key) for c in edition.clauses))
    made, tier = written(tmp_path, "class1", 60), TIERS["class1"]
    records = run_in_chunks(FEATURES / edition.slug, tier.tag, DAY, [*made])
    judged = (judge(planted, dossier, tier, DAY) for dossier in made.values())
    pairs = zip(judged, records, strict=True)
    assert {one for pair in pairs for one in apart(*pair)} == {key}


def _turned(clause: Any, key: str) -> Any:
    sentence = clause.obligation
    asked = sentence.phrase.answer
    phrase = replace(sentence.phrase, answer=lambda *facts, **said: not asked(*facts, **said))
    return (
        replace(clause, obligation=replace(sentence, phrase=phrase))
        if clause.key == key
        else clause
    )
