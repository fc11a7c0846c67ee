"""The verdicts and reasons are closed lists with the words of the scheme."""

from marketplace.domain.offering import EvidenceKind
from marketplace.domain.phrase import Bound, Span
from marketplace.domain.verdict import RULABLE, Reason, Verdict

VERDICTS = {
    "conforms": "適合",
    "fails": "不適合",
    "needs_person": "要確認",
    "not_applicable": "対象外",
    "fault": "障害",
}
REASONS = {
    "missing_fact",
    "two_readings",
    "evidence_too_weak",
    "evidence_lapsed",
    "unverified_criterion",
    "judgement",
}


def test_there_are_five_verdicts():
    """適合・不適合・要確認・対象外・障害, and nothing that could be taken for a pass."""
    assert {verdict.value: verdict.label for verdict in Verdict} == VERDICTS


def test_each_reason_for_a_person_is_told_in_japanese():
    """Six reasons, six different sentences."""
    assert {reason.value for reason in Reason} == REASONS
    labels = {reason.label for reason in Reason}
    assert len(labels) == len(REASONS)
    assert not any(label.isascii() for label in labels)


def test_an_examiner_rules_on_judgement_and_readings_only():
    """What is missing, weak or lapsed is mended by the provider, not ruled away."""
    assert {Reason.JUDGEMENT, Reason.TWO_READINGS} == RULABLE


def test_evidence_grows_stronger_in_this_order():
    """宣言 < 書類 < 模擬訓練 < 実地 < 第三者."""
    assert [kind.label for kind in sorted(EvidenceKind)] == [
        "宣言",
        "書類",
        "模擬訓練",
        "実地",
        "第三者",
    ]


def test_the_words_of_a_bound_are_the_words_of_the_text():
    """以下・未満・以上・超, and a span as it is written."""
    assert [bound.value for bound in Bound] == ["以下", "未満", "以上", "超"]
    assert str(Span(24, "時間")) == "24 時間"
    assert str(Span(1000, "日")) == "1,000 日"
