"""Imports go downwards only, as the contracts in setup.cfg say."""

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSES = ("marketplace", "conformance", "plugins")
LINTER = Path(sys.executable).with_name("lint-imports")


def lint(folder, *options):
    """Judge the contracts of a folder in a process of its own."""
    command = [str(LINTER), "--no-cache", "--no-logo", *options]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)


def layers(root):
    """Give the modules that the layers contract orders."""
    config = configparser.ConfigParser()
    config.read(root / "setup.cfg", encoding="utf-8")
    return set(re.findall(r"[\w.]+", config["importlinter:contract:layers"]["layers"]))


def foreign(source):
    """Give what a file imports beyond the standard library and the domain itself."""
    nodes = list(ast.walk(ast.parse(source)))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}
    own = re.compile(r"marketplace\.domain(\.|$)")
    return {n for n in names if n.split(".")[0] not in sys.stdlib_module_names and not own.match(n)}


@pytest.fixture(name="stub")
def _stub(root, tmp_path):
    """Build an empty tree of all modules that the contracts name, under the real contracts."""
    text = (root / "setup.cfg").read_text(encoding="utf-8")
    (tmp_path / "setup.cfg").write_text(text, encoding="utf-8")
    own = rf"\b(?:{'|'.join(HOUSES)})(?:\.\w+)*\b"
    for module in set(re.findall(own, text[text.index("[importlinter]") :])):
        plant(tmp_path, f"{module}.planted", "")
    return tmp_path


def plant(folder, module, source):
    """Write a module, with every package above it."""
    file = folder.joinpath(*module.split(".")).with_suffix(".py")
    file.parent.mkdir(parents=True, exist_ok=True)
    for package in file.relative_to(folder).parents[:-1]:
        (folder / package / "__init__.py").touch()
    file.write_text(source, encoding="utf-8")


def test_contracts_are_kept(root):
    """Every import contract holds."""
    result = lint(root)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_part_of_the_market_has_a_layer(root):
    """A new package or module of the market says where it stands."""
    parts = {file.stem for file in (root / "marketplace").iterdir() if file.stem[0] not in "_."}
    assert parts
    assert {f"marketplace.{part}" for part in parts} - layers(root) == set()


def test_every_folder_of_code_is_a_package(code):
    """The contracts see packages only; a folder without __init__.py would hide its imports."""
    folders = {str(Path(path).parent) for path in code if path.startswith(HOUSES)}
    assert {folder for folder in folders if f"{folder}/__init__.py" not in code} == set()


def test_the_domain_needs_only_the_standard_library(code):
    """Whatever is not listed in a contract is still no part of the domain."""
    domain = {p: foreign(s) for p, s in code.items() if p.startswith("marketplace/domain/")}
    assert domain
    assert {path: names for path, names in domain.items() if names} == {}


@pytest.mark.parametrize("source", ["import attrs", "from x.y import z", "from . import tariff"])
def test_a_planted_dependency_of_the_domain_is_found(source):
    """A package from outside, and an import that does not say from where, are found."""
    assert foreign(source)
    assert foreign("import json\nfrom marketplace.domain.tier import Tier") == set()


def test_the_stub_keeps_all_contracts(stub):
    """Plugins may use the testing kit although it reaches the host and the judge."""
    plant(stub, "marketplace.testing.planted", "import marketplace.host, conformance.judge")
    plant(stub, "plugins.planted", "import marketplace.testing, marketplace.domain.planted")
    result = lint(stub)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("contract", "module", "imported"),
    [
        ("layers", "marketplace.domain.x", "marketplace.store"),
        ("layers", "marketplace.web.x", "marketplace.cli"),
        ("layers", "marketplace.store.x", "conformance"),
        ("layers", "marketplace.codec.x", "marketplace.print"),
        ("domain", "marketplace.domain.x", "yaml"),
        ("conformance", "conformance.x", "sqlalchemy"),
        ("conformance", "conformance.x", "plugins"),
        ("phrases", "conformance.phrases.x", "conformance.judge"),
        ("phrases", "conformance.phrases.x", "gherkin"),
        ("plugins", "plugins.x", "marketplace.store"),
        ("plugins", "plugins.x", "marketplace"),
        ("plugins", "plugins.x", "flask"),
    ],
)
def test_a_planted_import_breaks_its_contract(stub, contract, module, imported):
    """Each contract is seen to break."""
    plant(stub, module, f"import {imported}")
    result = lint(stub, "--contract", contract)
    assert "BROKEN" in result.stdout, result.stdout + result.stderr
    assert result.returncode
