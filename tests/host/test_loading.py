"""What the host takes in, and what it refuses before anybody is asked."""

import sys

import pytest

from marketplace.domain.errors import Conflict, Missing, Refused, Unavailable
from marketplace.hooks import hookimpl
from marketplace.host import GROUP, Host, installed

MODULE = """\
from marketplace.domain.offering import Provider
from marketplace.hooks import hookimpl

@hookimpl
def provider():
    return Provider("installed", "いれた会社（架空）")
"""


@pytest.fixture(name="distribution")
def _distribution(tmp_path, monkeypatch):
    """Install a distribution with one good plugin, one that bursts on import, one that exits."""
    (tmp_path / "otasuke_sample_good.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "otasuke_sample_bad.py").write_text("raise RuntimeError('secret')\n")
    (tmp_path / "otasuke_sample_exit.py").write_text("raise SystemExit(3)\n")
    info = tmp_path / "otasuke_sample-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: otasuke-sample\nVersion: 1\n")
    entries = "".join(f"{one} = otasuke_sample_{one}\n" for one in ["good", "bad", "exit"])
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{entries}")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in [name for name in sys.modules if name.startswith("otasuke_sample_")]:
        del sys.modules[name]


def test_a_listed_plugin_is_loaded_and_no_other(distribution):
    """What the operator did not list is not even imported."""
    host = Host.load(listed=["good"])
    assert host.names == ("good",)
    assert host.providers["good"].code == "installed"
    assert "otasuke_sample_bad" not in sys.modules


def test_an_installed_plugin_is_made_an_operators_by_name(distribution):
    """Being listed alone makes no plugin the operator's."""
    host = Host.load(operators={"good": installed("good")})
    assert (host.operators, host.providers["good"].code) == (("good",), "installed")
    assert Host.load(listed=["good"]).operators == ()


def test_without_a_list_nothing_installed_is_loaded(distribution):
    """Installing alone gives no entry."""
    assert Host.load().names == ()
    assert "otasuke_sample_good" not in sys.modules


def test_a_listed_plugin_that_is_not_installed_is_missing():
    """A typing error in the list is told at the start."""
    with pytest.raises(Missing) as caught:
        Host.load(listed=["nobody"])
    assert caught.value.values == {"plugin": "nobody", "found": 0}


@pytest.mark.parametrize("name", ["bad", "exit"])
def test_a_listed_plugin_that_bursts_on_import_stops_the_start(distribution, name):
    """The operator learns which, and the text of the error stays inside."""
    with pytest.raises(Unavailable) as caught:
        Host.load(listed=[name])
    assert caught.value.values == {"plugin": name, "hook": "import"}
    assert caught.value.__context__ is None


@pytest.mark.parametrize("hook", ["provder", "register_gateways", "price", "open_service"])
@pytest.mark.parametrize("optional", [False, True])
def test_what_is_no_hook_is_refused(samples, hook, optional):
    """A misspelt hook would never be called; a foreign one must not be. Optional is no way in."""
    plugin = samples.plugin()
    setattr(plugin, hook, hookimpl(optionalhook=optional)(lambda: None))
    plugin.named = hookimpl(specname=hook, optionalhook=optional)(lambda: None)
    with pytest.raises(Refused) as caught:
        Host.load({"aozora": plugin})
    assert caught.value.code == "plugin_unknown_hook"
    assert caught.value.values == {"plugin": "aozora", "hooks": (hook,)}


def test_an_unknown_argument_is_refused(samples):
    """The argument is named."""

    def evidence(offering, prices):
        return [offering, prices]

    plugin = samples.plugin(evidence=evidence)
    with pytest.raises(Refused) as caught:
        Host.load({"aozora": plugin})
    assert caught.value.code == "plugin_refused"
    assert "prices" in caught.value.values["detail"]


def test_a_plugin_that_is_no_key_is_refused(samples):
    """The plugins of a host are told apart by hash."""
    plugin = samples.plugin()
    plugin.__class__ = type("Unhashable", (type(plugin),), {"__hash__": None})
    with pytest.raises(Refused, match="plugin_refused"):
        Host.load({"aozora": plugin})


@pytest.mark.parametrize("name", ["", "Aozora", "あおぞら", "a b", "a\n", "-a", "a" * 61])
def test_a_plugin_has_a_plain_name(samples, name):
    """The name stands beside declared values, in traces and on pages."""
    with pytest.raises(Refused, match="plugin_name"):
        Host.load({name: samples.plugin()})


def test_a_plugin_is_loaded_once(samples, distribution):
    """Neither the same plugin twice nor the same name twice."""
    plugin = samples.plugin()
    with pytest.raises(Conflict, match="plugin_twice"):
        Host.load({"one": plugin, "two": plugin})
    with pytest.raises(Conflict, match="plugin_twice"):
        Host.load({"good": plugin}, listed=["good"])


def test_two_hosts_know_nothing_of_each_other(samples):
    """There is no host of the process."""
    one, two = Host.load({"a": samples.plugin()}), Host.load({"b": samples.plugin()})
    assert (one.names, two.names) == (("a",), ("b",))
    with pytest.raises(Missing):
        two.dossiers("a")


def test_the_order_of_plugins_is_the_order_of_loading(samples):
    """Not pluggy's, which calls the last first."""
    named = {n: samples.plugin(provider=provider(n)) for n in ["c", "a", "b"]}
    assert Host.load(named).names == ("c", "a", "b")
    assert [one.plugin for one in Host.load(named).declared()] == ["c", "a", "b"]


def provider(code):
    from marketplace.domain.offering import Provider  # noqa: PLC0415 - one value

    return Provider(code, code)
