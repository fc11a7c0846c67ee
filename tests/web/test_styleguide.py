"""The style guide shows every part, by the parts themselves, and only in a demo."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import marketplace.web
from marketplace.web.app import create_app
from marketplace.web.config import WebConfig
from marketplace.web.demo.styleguide import CHAPTERS

TEMPLATES = Path(marketplace.web.__file__).parent / "templates"
PARTS = sorted((TEMPLATES / "parts").glob("*.html"))


@pytest.fixture
def database():
    """The guide is the same on every database."""
    return "sqlite"


def tree(path):
    return Environment(autoescape=True).parse(path.read_text("utf-8"))


def called(node):
    """Give the names that are called below a node."""
    for call in node.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            yield call.node.name


def macros():
    """Give every macro of the parts as (file, name) → what it calls."""
    return {
        (path.name, macro.name): set(called(macro))
        for path in PARTS
        for macro in tree(path).find_all(nodes.Macro)
    }


def imported(path):
    """Give what a template takes from where: its name there → (file, macro)."""
    found = {}
    for one in tree(path).find_all(nodes.FromImport):
        file = Path(one.template.value).name
        for name in one.names:
            macro, alias = name if isinstance(name, tuple) else (name, name)
            found[alias] = (file, macro)
    return found


def shown():
    """Give every macro that the guide calls, and those that these call in turn."""
    known = macros()
    reached = set()
    pages = [TEMPLATES / "layout.html", TEMPLATES / "demo/styleguide.html"]
    for path in (*pages, *(TEMPLATES / "demo/styleguide").glob("*.html")):
        names = imported(path)
        reached |= {names[one] for one in called(tree(path)) if one in names}
        reached |= {names[one] for one in names if one == "mark"}  # handed on as a value
    while True:
        more = {target for one in reached & set(known) for target in targets(one, known)} - reached
        if not more:
            return reached
        reached |= more


def targets(one, known):
    """Give the macros that a macro calls: of its own file, or of those it imports."""
    file, _ = one
    names = imported(TEMPLATES / "parts" / file)
    for name in known[one]:
        if name in names:
            yield names[name]
        elif (file, name) in known:
            yield (file, name)


def test_every_macro_of_the_parts_is_shown():
    """Whoever adds a part shows it in templates/demo/styleguide/."""
    missing = sorted(set(macros()) - shown())
    assert missing == []


def test_every_chapter_has_its_template_and_its_place(visitor):
    """The contents lead to each of them; both addresses show the page."""
    text = visitor.opens("/demo/styleguide").get_data(as_text=True)
    for key, words in CHAPTERS:
        assert f'href="#{key}"' in text
        assert f'id="{key}"' in text
        assert words in text
    assert visitor.opens("/styleguide").status_code == 200


def test_no_place_on_the_guide_is_named_twice(visitor):
    """A name that stands twice leads a label, a hint or a link astray."""
    text = visitor.opens("/demo/styleguide").get_data(as_text=True)
    names = re.findall(r'\sid="([^"]+)"', text)
    assert len(names) == len(set(names)), sorted({one for one in names if names.count(one) > 1})


def test_there_is_no_guide_outside_a_demo(store, config):
    """It is for whoever makes pages, not for whoever uses them."""
    app = create_app(WebConfig(store, config.secret_key, demo=False, clock=config.clock))
    client = app.test_client()
    for path in ("/demo/styleguide", "/styleguide"):
        assert client.get(path, base_url="https://localhost").status_code == 404
