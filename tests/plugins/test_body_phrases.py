"""A certifying body's own sentence: registered, used by a criterion, and in every record."""

from datetime import date
from pathlib import Path

import pytest

import plugins.body_phrases
from conformance import phrase as language
from conformance.edition import load_edition
from conformance.judge import judge
from conformance.phrase import bind, phrases, phrases_digest, register, registering
from conformance.phrases import PHRASES
from marketplace.domain.errors import BadInput
from marketplace.domain.phrase import Phrase
from marketplace.domain.tier import ServiceClass
from marketplace.domain.verdict import Verdict
from marketplace.host import Host, read_manifest
from plugins.body_phrases import AREA

DEMO = Path(__file__).resolve().parents[2] / "plugins" / "demo"
DAY = date(2026, 11, 25)
SENTENCE = "技術者を派遣できる地域は 10 都道府県以上である"

FEATURE = f"""# language: ja
機能: 1 駆付けの広さ

  ルール: 1.1 派遣できる地域
    出典: 見本の審査機関（架空）の基準, 2026-04-01, 全文
    解釈: 都道府県の数だけを問う。

    @BODY-1 @class1 @gradeV @must
    シナリオ: 広い地域
      前提 お助け隊サービスの申請を審査する
      ならば {SENTENCE}
"""
EVENTS = """[[event]]
slug = "body/1"
revision = 1
at = 2026-04-01
state = "draft"
digest = ""
reason = "見本"
"""


@pytest.fixture(name="own_language", autouse=True)
def _own_language():
    """Forget afterwards what a test registers."""
    with registering():
        yield


@pytest.fixture(name="features")
def _features(tmp_path):
    """Write the body's own edition: one clause."""
    folder = tmp_path / "body" / "1"
    folder.mkdir(parents=True)
    (folder / "01.feature").write_text(FEATURE, encoding="utf-8")
    (folder / "keys.lock").write_text("BODY-1\n", encoding="utf-8")
    (tmp_path / "editions.toml").write_text(EVENTS, encoding="utf-8")
    return tmp_path


@pytest.fixture(name="judged")
def _judged(features):
    """Give the one finding on a demo manifest under the body's edition, and its report."""

    def read(name):
        dossier = read_manifest((DEMO / name).read_bytes(), name)
        report = judge(load_edition("body/1", features), dossier, ServiceClass.CLASS1, DAY)
        (finding,) = report.findings
        return finding, report

    return read


def start():
    """Start as a market with this plugin does."""
    Host.load(operators={"body": plugins.body_phrases}).register_phrases(register)


def test_register_phrases_gives_the_criteria_a_sentence(judged):
    """Two demo providers, two answers, and words for the person who reads them."""
    start()
    far, _ = judged("tsubasa.yaml")
    near, _ = judged("hinata.yaml")
    assert (far.answered.verdict, near.answered.verdict) == (Verdict.CONFORMS, Verdict.FAILS)
    assert (near.seen, near.wanted) == ("6 都道府県", "10 都道府県以上")
    assert near.remedy == "技術者を派遣できる地域を 10 都道府県以上にしてください。"


def test_without_register_phrases_the_criterion_is_not_read(judged):
    """No sentence, no judgement; it is not guessed at."""
    with pytest.raises(BadInput) as caught:
        judged("hinata.yaml")
    assert f"「{SENTENCE}」に合う定型文がありません" in caught.value.faults[0].message


def test_register_phrases_is_in_every_record(judged):
    """The digest of the phrases in a report is another than without the plugin."""
    before = phrases_digest()
    start()
    _, report = judged("hinata.yaml")
    assert report.phrases_digest == phrases_digest() != before
    assert before == phrases_digest(PHRASES)


def test_the_built_in_phrases_come_first():
    """A body adds; it moves nothing."""
    start()
    assert phrases() == (*PHRASES, AREA)
    assert bind(SENTENCE).phrase is AREA


def test_what_is_registered_inside_is_forgotten_outside():
    """Also where something was refused."""
    with registering():
        start()
    assert phrases() == PHRASES
    with pytest.raises(BadInput), registering():
        register_twice()
    assert phrases() == PHRASES


def test_a_phrase_is_registered_once():
    """The same plugin twice is a mistake of the operator."""
    start()
    with pytest.raises(BadInput, match="区別できません"):
        start()
    assert phrases() == (*PHRASES, AREA)


def register_twice():
    register(AREA)
    register(AREA)


def single(area):
    return bool(area)


def holds(area, number=0, bound=None, word=""):
    return bool(area)


def three(area):
    return len(area) > 3


def local():
    def inner(area):
        return bool(area)

    return inner


FACT = ("dispatch.prefectures",)
TERMINALS = "契約できる最小の台数は {n:Count} 台{bound:Bound}である"


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        (Phrase("監視の方式が「併用型」である", FACT, holds), "区別できません"),
        (Phrase(PHRASES[0].pattern, FACT, holds), "区別できません"),
        (Phrase(TERMINALS.replace("n:", "number:"), FACT, holds), "区別できません"),
        (Phrase("監視の方式が{word:Words}である", FACT, holds), "区別できません"),
        (Phrase("新しい文", ("dispatch.areas",), holds), "dispatch.areas はありません"),
        (Phrase("新しい {word:Number} 文", FACT, holds), "Number はありません"),
        (Phrase("新しい文", FACT, local()), "読めません"),
        (Phrase("新しい文", FACT, lambda area: area != ()), "読めません"),
        (Phrase("新しい文", FACT, bool), "読めません"),
        (Phrase("新しい {amount:Count} 文", FACT, holds), "合いません"),
        (Phrase("新しい文", (*FACT, "dispatch.available"), single), "合いません"),
        (Phrase("新しい 24 時間の文", FACT, holds), "数を持っています"),
        (Phrase("新しい文", FACT, three), "数を持っています"),
        (Phrase("新しい文", FACT, single, wanted="10 都道府県"), "数を持っています"),
        (Phrase("新しい文", FACT, single, remedy="10 に増やす"), "数を持っています"),
    ],
    ids=lambda part: part if isinstance(part, str) else part.pattern,
)
def test_a_phrase_that_cannot_stand_is_refused(phrase, message):
    """Known, ambiguous, about no fact, unreadable, or with a number of its own."""
    with pytest.raises(BadInput) as caught:
        register(phrase)
    (fault,) = caught.value.faults
    assert fault.place == phrase.pattern
    assert message in fault.message
    assert fault.remedy.endswith("。")
    assert phrases() == PHRASES


def test_every_built_in_phrase_could_have_been_registered(monkeypatch):
    """The rules for a body are the rules for the built-in sentences."""
    monkeypatch.setattr(language, "PHRASES", ())
    for phrase in PHRASES:
        register(phrase)
    assert phrases() == PHRASES
