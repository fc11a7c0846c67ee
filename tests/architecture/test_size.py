"""Files, functions, parameter lists and nesting stay small enough to be read at once."""

import ast
from fnmatch import fnmatch

import pytest

FILE_LINES = 300
FUNCTION_LINES = 30
POSITIONAL = 4
NESTING = 2

# "path" or "path::function" → reason. It should stay empty.
EXCEPTIONS: dict[str, str] = {}

# Pattern of files written elsewhere → their origin.
VENDORED = {"marketplace/web/static/vendor/*": "kept byte for byte as published"}

TEXTS = (
    "features/**/*.feature",
    "marketplace/**/templates/**/*.*",
    "marketplace/**/static/**/*.css",
    "marketplace/**/static/**/*.js",
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.ClassDef, ast.Lambda)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
BLOCKS = (*LOOPS, ast.If, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)


def nesting(node):
    """Count the blocks that stand inside one another, up to the next scope."""
    return max((_with(node, child) for child in ast.iter_child_nodes(node)), default=0)


def _with(parent, child):
    if isinstance(child, SCOPES):
        return 0
    return nesting(child) + (isinstance(child, BLOCKS) and not _is_elif(parent, child))


def _is_elif(parent, child):
    both = isinstance(parent, ast.If) and isinstance(child, ast.If)
    return both and parent.col_offset == child.col_offset


def positional(function):
    """Count what a caller passes by position; pytest passes to a test by name."""
    if function.name.startswith("test_"):
        return 0
    names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def _function_faults(path, function):
    sizes = {
        f"行数 > {FUNCTION_LINES}": function.end_lineno - function.lineno >= FUNCTION_LINES,
        f"位置引数 > {POSITIONAL}": positional(function) > POSITIONAL,
        f"入れ子 > {NESTING}": nesting(function) > NESTING,
    }
    return {f"{path}::{function.name}": fault for fault, found in sizes.items() if found}


def faults(path, source):
    """Name everything in one Python file that is too large, as place → fault."""
    found = long_text(path, source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FUNCTIONS):
            found |= _function_faults(path, node)
    return found


def long_text(path, source):
    too_long = len(source.splitlines()) > FILE_LINES
    return {path: f"行数 > {FILE_LINES}"} if too_long else {}


def test_code_is_small(code):
    """No file, function, parameter list or nesting passes its limit."""
    found = {}
    for path, source in code.items():
        found |= faults(path, source)
    assert {place: fault for place, fault in found.items() if place not in EXCEPTIONS} == {}


def test_texts_are_small(root):
    """No feature, template, style sheet or script of our own passes the limit."""
    paths = {file.relative_to(root) for text in TEXTS for file in root.glob(text)}
    ours = [p for p in paths if not any(fnmatch(str(p), pattern) for pattern in VENDORED)]
    found = {}
    for path in ours:
        found |= long_text(str(path), (root / path).read_text(encoding="utf-8"))
    assert ours
    assert found == {}


def test_every_house_is_measured(code):
    """The measurement is not green because it saw nothing."""
    houses = {"marketplace", "conformance", "plugins", "tests", "migrations"}
    assert {path.split("/")[0] for path in code} == houses


def test_exceptions_are_still_needed(code):
    """An exception whose fault is gone goes too."""
    found = {place for path, source in code.items() for place in faults(path, source)}
    assert set(EXCEPTIONS) - found == set()


IN_A_LOOP = "def f():\n for a in b:\n  with a:\n   {}\n"


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\n" * (FILE_LINES + 1),
        "def f():\n" + " x = 1\n" * FUNCTION_LINES,
        "def f(a, b, c, d, e): pass",
        "def f(self, a, b, c, d, e): pass",
        IN_A_LOOP.format("if a: pass"),
        IN_A_LOOP.format("try: pass\n   finally: pass"),
        "def f():\n if a: pass\n else:\n  if b:\n   if c: pass\n",
    ],
)
def test_a_planted_giant_is_found(source):
    """Each limit is seen to bite."""
    assert faults("planted.py", source)


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\n" * FILE_LINES,
        "def f():\n" + " x = 1\n" * (FUNCTION_LINES - 1),
        "def f(self, a, b, c, d, *, e): pass",
        "def f():\n if a: pass\n elif b: pass\n elif c:\n  if d: pass\n",
        IN_A_LOOP.format("def g():\n    if a:\n     if b: pass"),
    ],
)
def test_the_limit_itself_is_allowed(source):
    """What reaches a limit does not pass it; an elif and an inner function start no level."""
    assert faults("planted.py", source) == {}
