"""The style sheets and the templates know the same classes; colours stand apart; one small file."""

import gzip
import re
from pathlib import Path

import pytest

import marketplace.web
from marketplace.web.assets import FIRST, LAST, SCRIPT, STYLE, assets, sheets
from marketplace.web.demo.colours import PAIRS, colour, contrast, values

WEB = Path(marketplace.web.__file__).parent
BUDGET = 120_000
"""Bytes of style and script together, as they travel (issue of the face: 120 kB)."""

TEXT, SHAPE = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11."""

COMPOSED = {
    "v-": ("ok", "ng", "ask", "na", "fault"),
    "l": "0123",
    "d": "0123",
    "c": "012345",
    "w-": ("8",),
}
"""Classes that a template makes of a beginning and a value → the values."""

UNSTYLED = {"d0", "term"}
"""The solid line, which has a style by having none; a word together with its explanation."""

FROM_PYTHON = {"qr"}
"""Classes of markup that is made in Python: the square code of second.html."""

CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
NOISE = re.compile(r"/\*.*?\*/|\"[^\"]*\"|url\([^)]*\)", re.DOTALL)
ATTRIBUTE = re.compile(r"\sclass=\"((?:\{\{.*?\}\}|\{%.*?%\}|[^\"{])*)\"", re.DOTALL)
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
COMPARED = re.compile(r"(?:==|!=|\bin)\s*(?:\"[^\"]*\"|'[^']*'|\([^)]*\))")
QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
FILES = tuple(name for name in assets() if name != STYLE)
SHEETS = [name for name in sheets(FILES) if "/" not in name]
GROUNDS = ("paper", "paper-2", "key-wash")
"""What a text may stand on whose rule does not say on what."""

ON_DARK = {"paper", "#fff"}


def sheet(name):
    return NOISE.sub("", (WEB / f"static/{name}.css").read_text("utf-8"))


def styled():
    """Give every class that a sheet names."""
    rules = (selector for name in SHEETS for selector, _ in RULE.findall(sheet(name)))
    return {found for selector in rules for found in CLASS.findall(selector)}


def templates():
    return [file.read_text("utf-8") for file in sorted((WEB / "templates").rglob("*.html"))]


def written():
    """Give every class that stands in an attribute, and those that code puts there."""
    for text in templates():
        for attribute in ATTRIBUTE.findall(text):
            yield from classes_of(attribute)


def classes_of(attribute):
    """Give every class of one attribute: as it stands, begun there, or out of its code."""
    plain = CODE.sub(lambda code: " " if code[0].startswith("{%") else "\0", attribute)
    yield from (word for word in plain.split() if not set(word) & {"\0"})
    # badge{{ " sure" }}: what code adds begins with its own space.
    if any(one.startswith(" ") for one in quoted(attribute)):
        yield from (word.rstrip("\0") for word in plain.split())
    for code in CODE.findall(attribute):
        if code.startswith("{{"):
            yield from (word for pair in quoted(code) for word in pair.split())


def quoted(code):
    return ["".join(pair) for pair in QUOTED.findall(COMPARED.sub("", code))]


def named_in_code():
    """Give every word of every literal in a template's code: a macro may take a class."""
    for text in templates():
        for code in CODE.findall(text):
            yield from (word for literal in quoted(code) for word in literal.split())


def composed():
    return {begin + str(end) for begin, ends in COMPOSED.items() for end in ends}


def test_every_class_of_a_template_is_styled():
    """A class that no sheet knows is a slip of the pen, or left over."""
    found = {word for word in written() if re.fullmatch(CLASS.pattern[2:], word)}
    assert found
    assert sorted(found - styled() - UNSTYLED) == []


def test_every_styled_class_stands_in_a_template():
    """A rule for what no page has is dead weight."""
    used = set(written()) | set(named_in_code()) | composed() | FROM_PYTHON
    assert sorted(styled() - used) == []


def test_composed_classes_are_styled():
    """Each value that a template may put behind a beginning."""
    assert sorted(composed() - styled() - UNSTYLED) == []


def test_the_bundle_has_every_sheet_once():
    """The parts first, paper last, and every page's own between them."""
    own = {file.stem for file in (WEB / "static").glob("*.css")}
    assert set(SHEETS) == own
    assert len(SHEETS) == len(own)
    assert SHEETS[-1:] == [*LAST]
    assert sheets(FILES)[: len(FIRST)] == FIRST
    body = assets()[STYLE].body.decode()
    assert all((WEB / f"static/{name}.css").read_text("utf-8") in body for name in SHEETS)


def test_style_and_script_stay_within_the_budget():
    """All of both as they are sent, compressed, whatever one page takes of it."""
    names = [STYLE, *(name for name in FILES if name.endswith(".js"))]
    assert SCRIPT in names
    sizes = {name: len(gzip.compress(assets()[name].body, 9)) for name in names}
    assert sum(sizes.values()) < BUDGET, sizes
    assert all(len(assets()[name].packed) == size for name, size in sizes.items())


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_use_the_names_of_their_colours(name):
    """No sheet makes a colour of its own; ground.css alone names them."""
    made = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet(name)))
    assert name == "ground" or made <= {"#fff", "#000", "#0006"}, made


@pytest.mark.parametrize(("text", "ground", "use"), PAIRS)
def test_pairs_of_the_style_guide_stand_apart(text, ground, use):
    """Every pair that it shows, by the numbers of the sheets themselves."""
    assert contrast(text, ground) >= TEXT, use


def spoken(body, *properties):
    """Give the colour that a rule gives a property, if it names one that is plain."""
    for name in properties:
        found = re.search(
            rf"(?:^|;)\s*{name}:\s*(var\(--[\w-]+\)|#[0-9a-fA-F]{{3,6}})\s*(?=;|$)", body
        )
        if found:
            return found[1]
    return None


def grounds_under(text, body):
    """Give the ground that a rule names under its text, or each that it may be put on."""
    ground = spoken(body, "background", "background-color")
    if ground:
        return (ground,)
    is_for_dark = colour(text) in map(colour, ON_DARK)
    return () if is_for_dark else tuple(f"var(--{one})" for one in GROUNDS)


def pairs_of_the_sheets():
    """Give every (selector, text, ground) that the rules name, or may lead to."""
    rules = (rule for name in SHEETS for rule in RULE.findall(sheet(name)))
    for selector, body in rules:
        text = spoken(body, "color")
        if text:
            yield from ((selector.strip(), text, one) for one in grounds_under(text, body))


def test_every_text_of_a_sheet_stands_out():
    """With the ground of its own rule, or on each ground that it may be put on."""
    found = list(pairs_of_the_sheets())
    assert len(found) > len(SHEETS)
    assert [one for one in found if contrast(*one[1:]) < TEXT] == []


def test_the_edge_of_a_field_stands_out():
    """Fields, boxes to tick, and the focus, against the page."""
    for edge in ("rule-strong", "ng-fill", "key", "ink"):
        assert contrast(edge, "paper") >= SHAPE, edge
    assert contrast("#000", "focus") >= SHAPE


def test_contrast_is_that_of_wcag():
    """Black on white is 21, a colour on itself 1; the example of the specification."""
    assert round(contrast("#000", "#fff"), 2) == 21
    assert contrast("#777777", "#777") == 1
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert colour("ink") == colour("var(--ink)") == values()["--color-neutral-solid-gray-900"]
