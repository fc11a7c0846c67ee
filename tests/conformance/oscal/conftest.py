"""Documents of OSCAL, the schemas of NIST, and compliance-trestle in its own environment."""

import gzip
import json
import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema_rs
import pytest

from conformance.edition import load_edition
from conformance.judge import judge, rows_of
from conformance.oscal.assessment import assessment_plan, assessment_results
from conformance.oscal.catalog import catalog
from conformance.oscal.component import component_definition
from conformance.settle import settle
from marketplace.codec.dossier import read_dossier
from marketplace.domain.verdict import Decisions

DAY = date(2026, 11, 25)
AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
SCHEMAS = Path(__file__).with_name("schemas")
TRESTLE = ROOT / ".venv" / "trestle" / "bin" / "trestle"
FOLDERS = {
    "catalog": "catalogs",
    "component-definition": "component-definitions",
    "assessment-plan": "assessment-plans",
    "assessment-results": "assessment-results",
}


def judged(stem, slug="otasuke/2.0"):
    """Give an example, and its outcomes under an edition."""
    path = ROOT / "tests" / "clauses" / f"{stem}.yaml"
    dossier, edition = read_dossier(path.read_bytes(), path.name), load_edition(slug)
    family = slug.split("/")[0]
    tiers = [tier for tier in dossier.offering.tiers if tier.family == family]
    return dossier, [settle(judge(edition, dossier, t, DAY), Decisions(), DAY) for t in tiers]


def documents_of(stem, slug="otasuke/2.0"):
    """Give the four models of an example."""
    dossier, outcomes = judged(stem, slug)
    edition = load_edition(slug)
    tiers = [outcome.report.tier for outcome in outcomes]
    declared = [(edition, tier, rows_of(dossier, tier, DAY)) for tier in tiers]
    return {
        **catalog(edition, AT),
        **component_definition(dossier, declared, AT),
        **assessment_plan(dossier, outcomes, AT),
        **assessment_results(dossier, outcomes, AT),
    }


@pytest.fixture(scope="session")
def faults():
    """Tell what the schema of NIST finds wrong with a model."""

    def told(model, document):
        raw = gzip.decompress((SCHEMAS / f"{model}.json.gz").read_bytes())
        validator = jsonschema_rs.validator_for(json.loads(raw))
        return [error.message for error in validator.iter_errors({model: document})]

    return told


@pytest.fixture
def trestle(tmp_path):
    """Let ``trestle validate`` judge documents: its exit status and its words."""
    if not TRESTLE.exists():
        absent = pytest.fail if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip
        absent("compliance-trestle is not there; `make .venv/.trestle` installs it")

    def validate(documents):
        (tmp_path / ".trestle").mkdir(exist_ok=True)
        (tmp_path / ".trestle" / "config.ini").touch()
        for (model, name), document in documents.items():
            folder = tmp_path / FOLDERS[model] / name
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{model}.json"
            file.write_text(json.dumps({model: document}, ensure_ascii=False), "utf-8")
        done = subprocess.run(
            [TRESTLE, "validate", "-a"], cwd=tmp_path, check=False, capture_output=True, text=True
        )
        return done.returncode, done.stdout + done.stderr

    return validate
