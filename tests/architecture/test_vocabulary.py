"""The words of the README are the words of the code."""

import ast

import pytest

HEADER = ["名前", "日本語", "意味"]
DEFINITIONS = (ast.ClassDef, ast.FunctionDef)


def vocabulary(readme):
    """Read the table under 「用語」 as name → 日本語."""
    section = readme.split("\n## 用語", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines]
    assert rows[0] == HEADER
    return {row[0]: row[1] for row in rows[2:]}


def definitions(sources):
    """Give the classes and functions at the top of these sources."""
    bodies = [ast.parse(source).body for source in sources]
    return [node for body in bodies for node in body if isinstance(node, DEFINITIONS)]


def misnamed(words, sources):
    """Give the words that the code lacks or explains by another term."""
    found = definitions(sources)
    return {name for name, term in words.items() if not _is_explained(name, term, found)}


def _is_explained(name, term, found):
    docs = [ast.get_docstring(node) or "" for node in found if node.name == name]
    return bool(docs) and all(doc.startswith(f"「{term}」") for doc in docs)


def termless(sources):
    """Give the public dataclasses and enums whose docstring begins with no 「term」."""
    facts = [node for node in definitions(sources) if _is_fact(node)]
    return {fact.name for fact in facts if not (ast.get_docstring(fact) or "").startswith("「")}


def _is_fact(node):
    if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
        return False
    makers = [ast.unparse(maker) for maker in (*node.decorator_list, *node.bases)]
    return any("dataclass" in maker or maker.endswith(("Enum", "Flag")) for maker in makers)


@pytest.fixture(name="domain")
def _domain(code):
    return [text for path, text in code.items() if path.startswith("marketplace/domain/")]


@pytest.fixture(name="engine")
def _engine(code):
    return [text for path, text in code.items() if path.startswith("conformance/")]


def test_the_readme_speaks_as_the_code_does(root, domain, engine):
    """Each word of the table is a class or function whose docstring begins with its term."""
    words = vocabulary((root / "README.md").read_text(encoding="utf-8"))
    assert words
    assert misnamed(words, domain + engine) == set()


def test_every_domain_fact_has_its_term(domain):
    """Every public dataclass and enum of the domain begins with its Japanese term."""
    assert definitions(domain)
    assert termless(domain) == set()


README = "# x\n\n## 用語\n\n| 名前 | 日本語 | 意味 |\n|---|---|---|\n| `Plan` | 料金プラン | … |\n"


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ('class Plan:\n """「料金プラン」One form of an offering."""', set()),
        ('class Plan:\n """「料金表」One form of an offering."""', {"Plan"}),
        ("class Plan: pass", {"Plan"}),
        ('class Other:\n """「料金プラン」One form of an offering."""', {"Plan"}),
    ],
)
def test_a_planted_word_is_found(source, missing):
    """A word that is absent, bare or explained otherwise is named."""
    assert misnamed(vocabulary(README), [source]) == missing


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("@dataclass(frozen=True)\nclass Fee: pass", {"Fee"}),
        ('class Kind(enum.StrEnum):\n """A kind."""', {"Kind"}),
        ('@dataclass\nclass Fee:\n """「料金」A fee."""', set()),
        ("@dataclass\nclass _Cut: pass", set()),
    ],
)
def test_a_planted_fact_is_found(source, missing):
    """A public fact without its term is named; a private one is free."""
    assert termless([source]) == missing
