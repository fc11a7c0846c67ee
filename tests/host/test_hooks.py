"""Each hook is asked, heard, and missed when it is gone."""

import inspect
import re
from dataclasses import replace

import pytest

from marketplace import hooks
from marketplace.domain.errors import BadInput, Conflict, Refused
from marketplace.domain.offering import Provider
from marketplace.hooks import hookimpl
from marketplace.host import MAX_VALUES, Host

PROVIDERS = ["provider", "offerings", "coverage", "evidence"]
OPERATORS = ["register_phrases", "observe"]


@pytest.fixture(name="ask")
def _ask(samples):
    """Give the dossiers of one plugin with these answers."""

    def dossiers(**answers):
        return Host.load({"aozora": samples.plugin(**answers)}).dossiers("aozora")

    return dossiers


@pytest.fixture(name="refusal")
def _refusal(ask):
    """Give the code and values of the refusal of these answers."""

    def refused(**answers):
        with pytest.raises(Refused) as caught:
            ask(**answers)
        return caught.value.code, caught.value.values

    return refused


def test_there_are_six_hooks():
    """The promise to plugin authors is these six and no more, two of them for operators."""
    found = [name for name, f in vars(hooks).items() if hasattr(f, "otasuke_spec")]
    assert found == PROVIDERS + OPERATORS
    assert set(OPERATORS) == hooks.OPERATORS_ONLY


@pytest.mark.parametrize("hook", PROVIDERS + OPERATORS)
def test_a_hook_says_what_it_promises(hook):
    """Its term, when and by whom, the arguments, the result, first results, and failure."""
    function = getattr(hooks, hook)
    text = inspect.getdoc(function)
    assert text.startswith("「")
    for promise in ["Called", "``Host.", "alone", "Returns", "first result", "failure"]:
        assert promise in text, promise
    for argument in inspect.signature(function).parameters:
        assert re.search(rf"``{argument}``\s+is", text)


def test_provider_is_asked_once_when_the_host_loads(samples):
    """Also when nobody asks for dossiers, and not again when somebody does."""
    calls = []

    def provider():
        calls.append("provider")
        return samples.plugin().provider()

    host = Host.load({"aozora": samples.plugin(provider=provider)})
    assert calls == ["provider"]
    assert host.dossiers("aozora")[0].provider.code == "aozora"
    assert calls == ["provider"]


def test_a_plugin_without_provider_declares_nothing(refusal):
    """Somebody must answer for a service."""
    code, values = refusal(provider=None)
    assert code == "plugin_wrong_type"
    assert (values["hook"], values["wanted"]) == ("provider", "Provider")


def test_two_answers_to_provider_are_refused(samples):
    """One plugin, one provider."""
    plugin = samples.plugin()
    plugin.second = hookimpl(specname="provider")(plugin.provider)
    with pytest.raises(Refused, match="plugin_answers_twice"):
        Host.load({"aozora": plugin}).dossiers("aozora")


def test_the_code_of_a_provider_is_unique_over_plugins(samples):
    """Two plugins that speak for one provider stop the host before anybody is misled."""
    plugins = {"one": samples.plugin(), "two": samples.plugin()}
    with pytest.raises(Conflict) as caught:
        Host.load(plugins)
    assert caught.value.code == "provider_code_taken"
    assert caught.value.values == {"provider": "aozora", "plugins": ("one", "two")}


def test_offerings_are_asked_with_the_provider(ask, samples):
    """The plugin gets its own answer back, and gives one dossier an offering."""

    def offerings(provider):
        yield samples.offering("a", summary=provider.name)
        yield samples.offering("b")

    first, second = ask(offerings=offerings)
    assert (first.offering.code, second.offering.code) == ("a", "b")
    assert first.offering.summary == first.provider.name


@pytest.mark.parametrize("answer", [None, [], (), lambda: None, lambda: iter(())])
def test_a_plugin_without_offerings_is_refused(refusal, answer):
    """No hook, nothing and None all declare nothing, and that is said."""
    assert refusal(offerings=answer) == (
        "plugin_declares_nothing",
        {"plugin": "aozora", "hook": "offerings"},
    )


def test_offerings_have_a_code_of_their_own(ask, samples):
    """The second offering of a code is refused."""
    with pytest.raises(Conflict, match="offering_code_taken"):
        ask(offerings=[samples.offering("a"), samples.offering("a")])


def test_coverage_is_asked_for_each_offering(ask, samples):
    """Each offering has the promises made for it."""

    def coverage(offering):
        yield replace(samples.promise(), criterion=f"1-{offering.code}")

    asked = ask(offerings=[samples.offering("a"), samples.offering("b")], coverage=coverage)
    assert [[c.criterion for c in dossier.coverage] for dossier in asked] == [["1-a"], ["1-b"]]


def test_evidence_is_asked_for_each_offering(ask, samples):
    """Each offering has the documents named for it."""

    def evidence(offering):
        return [samples.proof(offering.code)]

    asked = ask(offerings=[samples.offering("a"), samples.offering("b")], evidence=evidence)
    assert [[e.title for e in dossier.evidence] for dossier in asked] == [["a"], ["b"]]


@pytest.mark.parametrize("hook", ["coverage", "evidence"])
def test_the_dossier_without_coverage_or_evidence_is_another(ask, hook):
    """A hook that is gone is missed in the declared values and in their digest."""
    (whole,), (less,) = ask(), ask(**{hook: None})
    assert getattr(whole, hook)
    assert getattr(less, hook) == ()
    assert replace(whole, **{hook: ()}) == less
    assert whole.digest != less.digest


@pytest.mark.parametrize("hook", ["offerings", "coverage", "evidence"])
@pytest.mark.parametrize("answer", ["text", {"a": 1}, [object()], [None], 1, lambda: "ab"])
def test_the_answers_to_offerings_coverage_and_evidence_have_their_type(refusal, hook, answer):
    """Nothing but domain values comes in."""
    code, values = refusal(**{hook: answer})
    assert code == "plugin_wrong_type"
    assert (values["plugin"], values["hook"]) == ("aozora", hook)


def test_one_of_the_offerings_without_a_list_is_a_wrong_type(refusal, samples):
    """A forgotten list is told as such."""
    _, values = refusal(offerings=samples.offering())
    assert (values["wanted"], values["found"]) == ("tuple", "Offering")


def test_a_subclass_among_the_offerings_is_a_wrong_type(refusal, samples):
    """A value with a mind of its own is no value."""
    special = type("Special", (type(samples.offering()),), {})
    base = samples.offering()
    mine = special(base.code, base.name, base.summary, base.source, as_of=base.as_of)
    assert refusal(offerings=[mine])[1]["found"] == "Special"


@pytest.mark.parametrize(
    "answer",
    ["aozora", ("aozora", "あおぞら"), object(), {"code": "a"}, Provider(["a"], "あおぞら")],
)
def test_the_answer_to_provider_has_its_type(refusal, answer):
    """A pair or a mapping is no provider."""
    assert refusal(provider=answer)[0] == "plugin_wrong_type"


def test_evidence_without_end_is_stopped(refusal, samples):
    """A generator is read no further than the limit."""

    def evidence():
        while True:
            yield samples.proof()

    code, values = refusal(evidence=evidence)
    assert (code, values["most"]) == ("plugin_too_much", MAX_VALUES)


def test_a_code_plugin_keeps_the_limits_of_a_manifest(ask, samples):
    """What a document may not say, a program may not say either; every fault is told."""
    with pytest.raises(BadInput) as caught:
        ask(offerings=[samples.offering("No Code", summary="長" * 301)])
    assert [fault.place for fault in caught.value.faults] == ["offering.code", "offering.summary"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"as_of": "2026-04-01"}, ""),
        ({"summary": " 余白 "}, "offering.summary"),
        ({"summary": "は\u3099"}, "offering.summary"),
    ],
)
def test_values_that_read_otherwise_than_written_are_refused(refusal, samples, changes, place):
    """Text for a day, spaces around a text: the field is named."""
    code, values = refusal(offerings=[samples.offering(**changes)])
    assert code == "plugin_value_not_writable"
    assert values == {"plugin": "aozora", "offering": "mimamori", "place": place}


def test_a_list_of_plans_is_told_to_be_a_list(refusal, samples):
    """The most likely slip of an author."""
    plans = list(samples.offering().plans)
    _, values = refusal(offerings=[samples.offering(plans=plans)])
    assert values["place"] == "offering.plans"


def test_the_host_gives_the_values_of_the_codec(ask, samples):
    """Nothing that the plugin could still change leaves the host."""
    mine = samples.offering()
    (dossier,) = ask(offerings=[mine])
    assert dossier.offering == mine
    assert dossier.offering is not mine
