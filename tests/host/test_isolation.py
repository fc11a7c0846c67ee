"""A plugin that fails is alone with its failure, and what it knew stays with it."""

import logging
import sys
import traceback

import pytest

from marketplace.domain.errors import BadInput, Fault, MarketError, Refused, Unavailable
from marketplace.domain.offering import Provider
from marketplace.hooks import hookimpl
from marketplace.host import TRACE, Declared, Failed, Host

SECRET = "postgres://user:hunter2@db"
HOOKS = ["provider", "offerings", "coverage", "evidence"]


class OwnError(Exception):
    """An error that nobody outside the plugin knows."""


def bursting(error):
    def burst():
        raise error

    return burst


def late(error):
    def burst():
        yield from ()
        raise error

    return burst


@pytest.fixture(name="pair")
def _pair(samples):
    """Load a good plugin and one with these answers."""

    def load(*, trace=False, **answers):
        other = {"provider": Provider("other", "ほか（架空）")} | answers
        plugins = {"good": samples.plugin(), "other": samples.plugin(**other)}
        return Host.load(plugins, trace=trace)

    return load


ERRORS = [OwnError(SECRET), SystemExit(3), RecursionError(), MemoryError(), Refused("mine")]


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_failing_hook_is_unavailable_and_the_others_stay(pair, hook, error):
    """Which plugin and which hook is told; the good plugin notices nothing."""
    host = pair(**{hook: bursting(error)})
    with pytest.raises(Unavailable) as caught:
        host.dossiers("other")
    assert caught.value.code == "plugin_failed"
    assert caught.value.values == {"plugin": "other", "hook": hook}
    assert host.dossiers("good")[0].evidence


@pytest.mark.parametrize("hook", ["offerings", "coverage", "evidence"])
def test_a_generator_that_fails_late_fails_its_hook(pair, hook):
    """An answer is read to the end before it is believed."""
    with pytest.raises(Unavailable) as caught:
        pair(**{hook: late(OwnError())}).dossiers("other")
    assert caught.value.values["hook"] == hook


def test_an_interrupt_is_no_failure_of_a_plugin(pair):
    """Who stops the program wants it stopped."""
    with pytest.raises(KeyboardInterrupt):
        pair(offerings=bursting(KeyboardInterrupt())).dossiers("other")


@pytest.mark.parametrize("hook", HOOKS)
def test_bad_input_reaches_the_caller_as_it_is(pair, hook):
    """A manifest's faults are the author's to mend, not a failure of the plugin."""
    fault = Fault("plans[0].code", "使えません。", "直してください。", 7)
    host = pair(**{hook: bursting(BadInput((fault,)))})
    for _ in range(2):
        with pytest.raises(BadInput) as caught:
            host.dossiers("other")
        assert caught.value.faults == (fault,)


def test_a_kept_failure_does_not_grow(pair):
    """A failed provider is told again and again, each time alike."""
    host, lengths = pair(provider=bursting(OwnError())), []
    for _ in range(3):
        with pytest.raises(Unavailable) as caught:
            host.dossiers("other")
        lengths.append(len(traceback.extract_tb(caught.value.__traceback__)))
    assert len(set(lengths)) == 1


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("trace", [False, True])
def test_nothing_is_told_of_what_the_error_said(pair, capfd, caplog, hook, trace):
    """Neither the refusal, its traceback, a log nor the trace holds the text of the error."""
    caplog.set_level(logging.DEBUG)
    host = pair(trace=trace, **{hook: bursting(OwnError(SECRET))})
    with pytest.raises(Unavailable) as caught:
        host.dossiers("other")
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value.values)
    out, err = capfd.readouterr()
    assert SECRET not in told + out + err + caplog.text
    assert caught.value.__context__ is None


def test_all_declared_values_come_with_their_plugin(pair):
    """The catalogue can show who said it."""
    good, other = pair().declared()
    assert (good.plugin, other.plugin) == ("good", "other")
    assert (good.dossier.provider.code, other.dossier.provider.code) == ("aozora", "other")


def test_a_failed_plugin_stands_in_its_place(pair):
    """Nobody is silently left out."""
    good, other = pair(coverage=bursting(OwnError())).declared()
    assert isinstance(good, Declared)
    assert isinstance(other, Failed)
    assert (other.plugin, other.error.code) == ("other", "plugin_failed")


def test_a_wrapper_wraps_no_other_plugin(pair):
    """One plugin is asked alone, so that another cannot change its answer."""
    seen = []

    def offerings():
        seen.append("asked")
        return (yield)

    host = pair(offerings=hookimpl(wrapper=True)(offerings))
    assert host.dossiers("good")[0].offering.code == "mimamori"
    assert seen == []


@pytest.fixture(name="traced")
def _traced(pair, capsys):
    """Give the lines of the trace of asking everything."""

    def lines(**answers):
        for one in pair(**answers).declared():
            assert isinstance(one, (Declared, Failed))
        return capsys.readouterr().err.splitlines()

    return lines


def test_the_trace_tells_calls_and_sizes(traced):
    """One line a call, in the order of the calls."""
    lines = traced(trace=True)
    assert lines[:3] == [
        "plugin good: provider() -> 1 values",
        "plugin other: provider() -> 1 values",
        "plugin good: offerings(provider) -> 1 values",
    ]
    assert len(lines) == 8


def test_the_trace_names_the_error_and_its_place(traced):
    """Enough to find it, for the author of the plugin."""
    (line,) = [one for one in traced(trace=True, coverage=bursting(OwnError())) if "Error" in one]
    assert line.startswith("plugin other: coverage(offering) -> OwnError at test_isolation.py:")


@pytest.mark.parametrize(("value", "traced_lines"), [("1", 1), ("0", 0), ("", 0), ("yes", 0)])
def test_the_trace_is_switched_by_the_environment(
    samples, monkeypatch, capsys, value, traced_lines
):
    """1 switches it on, an argument overrules."""
    monkeypatch.setenv(TRACE, value)
    Host.load({"good": samples.plugin()})
    assert len(capsys.readouterr().err.splitlines()) == traced_lines
    Host.load({"good": samples.plugin()}, trace=False)
    assert capsys.readouterr().err == ""


def test_a_deep_failure_leaves_the_host_usable(pair):
    """A plugin that recurses without end is a failing plugin."""

    def offerings():
        return offerings()

    host = pair(offerings=offerings)
    with pytest.raises(MarketError):
        host.dossiers("other")
    assert sys.getrecursionlimit() > 100
    assert host.dossiers("good")
