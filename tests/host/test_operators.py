"""The operator's hooks: who may have them, what they are told, and what a failure costs."""

import logging
import traceback
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta, timezone

import pytest

from marketplace.domain.errors import BadInput, Fault, MarketError, Refused, Unavailable
from marketplace.domain.event import Event
from marketplace.domain.phrase import Phrase
from marketplace.hooks import hookimpl
from marketplace.host import MAX_VALUES, Failed, Host

SECRET = "postgres://user:hunter2@db"
EVENT = Event(
    "apply", "ap_aaaaaaaaaaaaaaaa", "og_bbbbbbbbbbbbbbbb", datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
)
ONE = Phrase("一つ目の文", ("dispatch.available",), bool)
TWO = Phrase("二つ目の文", ("dispatch.available",), bool)


def bursting(error):
    def burst():
        raise error

    return burst


def giving(*phrases):
    def register_phrases(register):
        for phrase in phrases:
            register(phrase)

    return register_phrases


@pytest.fixture(name="observed")
def _observed(samples):
    """Load observers by name; give what each was told, and the host."""

    def load(*names, **failing):
        told = {name: [] for name in names}
        observers = {n: samples.operator(observe=_noting(seen)) for n, seen in told.items()}
        broken = {n: samples.operator(observe=answer) for n, answer in failing.items()}
        return Host.load(operators=broken | observers), told

    return load


def _noting(seen):
    def observe(event):
        seen.append(event)

    return observe


@pytest.fixture(name="handed")
def _handed(samples):
    """Give what a host hands over from operators that register these."""

    def collect(*registering):
        plugins = [samples.operator(register_phrases=one) for one in registering]
        host = Host.load(operators={f"body{i}": plugin for i, plugin in enumerate(plugins)})
        handed = []
        host.register_phrases(handed.append)
        return handed

    return collect


@pytest.mark.parametrize("hook", ["register_phrases", "observe"])
@pytest.mark.parametrize("optional", [False, True])
def test_register_phrases_and_observe_are_the_operators(samples, hook, optional):
    """A provider's plugin with such a hook stops the host, whatever the function is called."""
    plugin = samples.plugin()
    plugin.named = hookimpl(specname=hook, optionalhook=optional)(lambda: None)
    with pytest.raises(Refused) as caught:
        Host.load({"aozora": plugin})
    assert caught.value.code == "plugin_operator_hook"
    assert caught.value.values == {"plugin": "aozora", "hooks": (hook,)}
    assert Host.load(operators={"aozora": plugin}).operators == ("aozora",)


@pytest.mark.parametrize("hook", ["provder", "register_gateways", "price"])
def test_an_operators_plugin_has_no_other_hook_either(samples, hook):
    """Trust makes no hook of what is none."""
    with pytest.raises(Refused, match="plugin_unknown_hook"):
        Host.load(operators={"own": samples.operator(**{hook: None})})


def test_an_operators_plugin_need_not_declare(samples):
    """It is no provider that failed, and it can be one all the same."""
    silent, speaking = samples.operator(observe=None), samples.plugin()
    host = Host.load(operators={"silent": silent, "speaking": speaking})
    assert host.names == host.operators == ("silent", "speaking")
    assert [one.plugin for one in host.declared()] == ["speaking"]
    with pytest.raises(Refused) as caught:
        host.dossiers("silent")
    assert (caught.value.code, caught.value.values["hook"]) == (
        "plugin_declares_nothing",
        "provider",
    )


def test_register_phrases_hands_over_in_order(handed):
    """Plugin by plugin in the order of loading, each phrase in the order it was given."""
    assert handed(giving(TWO), giving(ONE)) == [TWO, ONE]
    assert handed(giving(ONE, TWO)) == [ONE, TWO]
    assert handed(giving()) == []


def test_without_register_phrases_nothing_is_handed_over(samples):
    """The hook that is gone is missed."""
    handed = []
    Host.load({"aozora": samples.plugin()}).register_phrases(handed.append)
    assert handed == []


def test_register_phrases_that_fails_stops_before_anything_is_handed_over(samples):
    """Half of the sentences would be another language."""
    good = samples.operator(register_phrases=giving(ONE))
    bad = samples.operator(register_phrases=bursting(ValueError(SECRET)))
    handed = []
    with pytest.raises(Unavailable) as caught:
        Host.load(operators={"good": good, "bad": bad}).register_phrases(handed.append)
    assert caught.value.values == {"plugin": "bad", "hook": "register_phrases"}
    assert handed == []


@pytest.mark.parametrize("given", ["文", None, {"pattern": "文"}, object()])
def test_register_phrases_takes_phrases_only(handed, given):
    """What is no phrase is named by its type."""
    with pytest.raises(Refused) as caught:
        handed(giving(ONE, given))
    assert caught.value.code == "plugin_wrong_type"
    assert (caught.value.values["wanted"], caught.value.values["found"]) == (
        "Phrase",
        type(given).__name__,
    )


def test_register_phrases_has_a_limit(handed):
    """The limit of every other hook."""
    with pytest.raises(Refused) as caught:
        handed(giving(*[ONE] * (MAX_VALUES + 1)))
    assert (caught.value.code, caught.value.values["most"]) == ("plugin_too_much", MAX_VALUES)


def test_register_phrases_raises_what_the_registry_refuses(samples):
    """The language decides; the host adds nothing to its reasons."""
    refusal = BadInput((Fault("文", "知っています。"),))
    host = Host.load(operators={"body": samples.operator(register_phrases=giving(ONE))})

    def register(phrase):
        assert phrase is ONE
        raise refusal

    with pytest.raises(BadInput) as caught:
        host.register_phrases(register)
    assert caught.value is refusal


def test_register_phrases_after_its_time_changes_nothing(samples):
    """Who keeps the way in has kept nothing."""
    kept, handed = [], []
    host = Host.load(operators={"body": samples.operator(register_phrases=_keeping(kept))})
    host.register_phrases(handed.append)
    kept[0](ONE)
    assert handed == []


def _keeping(kept):
    def register_phrases(register):
        kept.append(register)

    return register_phrases


def test_observe_tells_every_operator_once(observed):
    """In the order of loading, the same event to each."""
    host, told = observed("one", "two")
    assert host.observe(EVENT) == ()
    assert told == {"one": [EVENT], "two": [EVENT]}


def test_observe_is_not_told_to_providers(samples):
    """A host without operators tells nobody."""
    assert Host.load({"aozora": samples.plugin()}).observe(EVENT) == ()


ERRORS = [ValueError(SECRET), SystemExit(3), RecursionError(), Refused("mine")]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_observe_that_fails_is_reported_and_the_others_are_told(observed, error):
    """The act notices nothing; which plugin and which hook is in the report."""
    host, told = observed("good", bad=bursting(error))
    (failed,) = host.observe(EVENT)
    assert isinstance(failed, Failed)
    assert (failed.plugin, failed.error.code) == ("bad", "plugin_failed")
    assert failed.error.values == {"plugin": "bad", "hook": "observe"}
    assert told["good"] == [EVENT]


def test_an_observe_that_failed_is_told_the_next_event(observed):
    """A full disk is emptied one day."""
    calls = []

    def observe(event):
        calls.append(event)
        raise OSError

    host, _ = observed(bad=observe)
    assert [len(host.observe(EVENT)) for _ in range(2)] == [1, 1]
    assert calls == [EVENT, EVENT]


@pytest.mark.parametrize("answer", ["text", 1, [], {"a": 1}])
def test_an_observe_with_an_answer_is_reported(observed, answer):
    """Nobody would listen to it, so its author is told."""
    host, told = observed("good", bad=lambda: answer)
    (failed,) = host.observe(EVENT)
    assert failed.error.code == "plugin_wrong_type"
    assert told["good"] == [EVENT]


def test_an_observe_that_is_interrupted_interrupts(observed):
    """Who stops the program wants it stopped."""
    host, _ = observed(bad=bursting(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        host.observe(EVENT)


def test_a_failing_observe_tells_nothing_of_its_error(observed, capfd, caplog):
    """Neither the report, a log nor an output holds the text of the error."""
    caplog.set_level(logging.DEBUG)
    host, _ = observed(bad=bursting(ValueError(SECRET)))
    (failed,) = host.observe(EVENT)
    told = "".join(traceback.format_exception(failed.error)) + repr(failed)
    out, err = capfd.readouterr()
    assert SECRET not in told + out + err + caplog.text


def test_observe_is_traced(samples, capsys):
    """Its name and its argument, never the event."""
    host = Host.load(operators={"log": samples.operator(observe=None)}, trace=True)
    host.observe(EVENT)
    assert capsys.readouterr().err == "plugin log: observe(event) -> 0 values\n"


def test_an_event_cannot_be_changed():
    """What one observer is given is what the next is given."""
    with pytest.raises(FrozenInstanceError):
        EVENT.act = "certify"


def test_an_event_has_an_instant():
    """A time of nowhere is refused; any other is kept in UTC."""
    japan = timezone(timedelta(hours=9))
    assert Event("apply", "a", "b", datetime(2026, 11, 25, 10, 0, tzinfo=japan)).at == EVENT.at
    assert Event("apply", "a", "b", EVENT.at.astimezone(japan)).at.tzinfo is UTC
    with pytest.raises(ValueError, match="time zone"):
        Event("apply", "a", "b", datetime(2026, 11, 25, 10, 0))  # noqa: DTZ001 - what is refused


def test_the_operators_failures_are_market_errors(observed):
    """A report can be told in a sentence like any other refusal."""
    host, _ = observed(bad=bursting(OSError()))
    assert all(isinstance(failed.error, MarketError) for failed in host.observe(EVENT))
