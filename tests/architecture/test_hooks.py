"""Every hook is documented, tested and used by a plugin of ours."""

import ast
import importlib
import inspect
import re

import pytest

SPECIFIED = "otasuke_spec"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def hooks(*places):
    """Give the hooks specified in these modules or classes, as name → parameter names."""
    members = [member for place in places for member in vars(place).items()]
    marked = [(name, f) for name, f in members if inspect.isfunction(f) and hasattr(f, SPECIFIED)]
    return {name: _parameters(function) for name, function in marked}


def _parameters(function):
    return [name for name in inspect.signature(function).parameters if name != "self"]


def undocumented(specified, manual):
    """Give the hooks whose exact signature is no heading of the manual."""
    headings = set(re.findall(r"^### (.+?)\s*$", manual, re.MULTILINE))
    exact = {name: f"{name}({', '.join(parameters)})" for name, parameters in specified.items()}
    return {name for name, heading in exact.items() if not {heading, f"`{heading}`"} & headings}


def unspecified(specified, manual):
    """Give the headings that promise a hook that there is not."""
    names = re.findall(r"^### `?(\w+)\(", manual, re.MULTILINE)
    return set(names) - set(specified)


def untested(specified, sources):
    """Give the hooks that no test function bears in its name."""
    names = [f"_{node.name}_" for node in _functions(sources) if node.name.startswith("test_")]
    return {hook for hook in specified if not any(f"_{hook}_" in name for name in names)}


def unused(specified, sources):
    """Give the hooks that no plugin implements."""
    makers = [(node, maker) for node in _functions(sources) for maker in node.decorator_list]
    return set(specified) - {_implemented(node, maker) for node, maker in makers}


def _implemented(node, maker):
    if "hookimpl" not in ast.unparse(maker):
        return None
    keywords = getattr(maker, "keywords", [])
    renamed = [k.value.value for k in keywords if k.arg == "specname"]
    return (renamed or [node.name])[0]


def _functions(sources):
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    return [node for node in nodes if isinstance(node, FUNCTIONS)]


@pytest.fixture(name="specified")
def _specified():
    module = importlib.import_module("marketplace.hooks")
    found = hooks(module, *filter(inspect.isclass, vars(module).values()))
    assert found
    return found


@pytest.fixture(name="manual")
def _manual(root):
    return (root / "docs" / "hooks.md").read_text(encoding="utf-8")


def beneath(code, *folders):
    return [source for path, source in code.items() if path.startswith(folders)]


def test_every_hook_is_documented(specified, manual):
    """docs/hooks.md has a heading with the exact signature of every hook, and no other."""
    assert undocumented(specified, manual) == set()
    assert unspecified(specified, manual) == set()


def test_every_hook_is_tested(specified, code):
    """A test of the host or of a plugin bears the name of every hook."""
    assert untested(specified, beneath(code, "tests/host/", "tests/plugins/")) == set()


def test_every_hook_is_used(specified, code):
    """A plugin of ours implements every hook."""
    assert unused(specified, beneath(code, "plugins/")) == set()


class Planted:
    """A specification as pluggy marks it."""

    def drill(self, order, now):
        """Rehearse a call."""

    def silent(self):
        """Be no hook."""

    drill.otasuke_spec = True


def test_hooks_are_found_by_their_mark():
    """Marked functions are hooks, others are not."""
    assert hooks(Planted) == {"drill": ["order", "now"]}


@pytest.mark.parametrize(
    "manual", ["", "### drill(now, order)", "### drill(order)", "drill(order, now)"]
)
def test_a_planted_silence_is_found(manual):
    """A missing heading, another order and a missing parameter are found."""
    assert undocumented({"drill": ["order", "now"]}, manual) == {"drill"}


def test_a_planted_promise_is_found():
    """A heading without its hook is found, and an exact one is accepted."""
    manual = "### drill(order, now)\n\n### `gone()`\n"
    assert undocumented({"drill": ["order", "now"]}, manual) == set()
    assert unspecified({"drill": ["order", "now"]}, manual) == {"gone"}


@pytest.mark.parametrize("source", ["", "def drill(): pass", "def test_drills(): pass"])
def test_a_planted_untested_hook_is_found(source):
    """A hook counts as tested only when a test bears its whole name."""
    assert untested({"drill": []}, [source]) == {"drill"}
    assert untested({"drill": []}, ["def test_a_drill_ends(): pass"]) == set()


@pytest.mark.parametrize("source", ["", "def drill(): pass", "@cached\ndef drill(): pass"])
def test_a_planted_unused_hook_is_found(source):
    """A function of that name without the mark implements nothing."""
    assert unused({"drill": []}, [source]) == {"drill"}
    assert unused({"drill": []}, ["@hookimpl\ndef drill(): pass"]) == set()
    assert unused({"drill": []}, ["@hookimpl(specname='drill')\ndef f(): pass"]) == set()
