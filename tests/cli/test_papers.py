"""``--format html`` and the OSCAL documents say what the text says, and nothing of it is markup."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import import_module

import pytest

from conformance.paper.page import Paper, page
from marketplace.domain.verdict import Verdict

oscal = import_module("tests.conformance.oscal.conftest")
VOID = {"meta", "br"}


class Tree(HTMLParser):
    """Checks that elements close in order; keeps their names, attributes and texts."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.texts = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def read(text):
    tree = Tree()
    tree.feed(text)
    tree.close()
    assert tree.open == []
    return tree


@pytest.fixture
def html(check, example):
    def make(name, *words):
        said = check(example(name), "--format", "html", *words)
        assert said.err == ""
        return said

    return make


def test_the_conclusion_is_the_headline_and_open_clauses_come_first(html):
    said = html("fail-OTK-05-1-10001")
    assert said.code == 1
    assert said.out.index('<p class="headline fails">1類: <strong>不適合') < said.out.index("<h2>")
    verdicts = re.findall(r"<h3>(\S+?)（", said.out)
    assert verdicts == ["不適合", "要確認", "適合", "対象外"]


def test_every_clause_is_there_with_what_was_seen_and_wanted(html, check, example):
    text = " ".join(read(html("fail-OTK-05-1-10001").out).texts)
    told = check(example("fail-OTK-05-1-10001"), "--format", "json").json
    for finding in told["judged"]["findings"]:
        for part in ("clause", "title", "sentence", "seen", "wanted"):
            assert finding[part] in text, finding["clause"]
    for label in ("直し方", "証跡", "原文の確かさ", "出典", "効力"):
        assert label in text
    assert "IPA サービス基準 2.0版の公表, 2024-03-15" in text
    assert "書類以上" in text


def test_a_remedy_is_told_only_where_something_is_open(html):
    said = html("fail-OTK-05-1-10001").out
    for article in re.findall(r"<article.*?</article>", said, re.DOTALL):
        if article.startswith(('<article class="conforms">', '<article class="not_applicable">')):
            assert "直し方" not in article


def test_the_page_needs_nothing_else_and_runs_nothing(html):
    tree = read(html("fail-OTK-05-1-10001").out)
    names = {tag for tag, _ in tree.seen}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "base", "svg"}
    attributes = {name for _, attrs in tree.seen for name in attrs}
    assert not attributes & {"src", "href", "style"}
    assert not any(name.startswith("on") for name in attributes)
    style = re.search("<style>(.*?)</style>", "".join(html("fail-OTK-05-1-10001").out), re.DOTALL)
    assert not re.search(r"url\(|@import", style[1])
    assert "@media print" in style[1]
    assert "color-scheme: light" in style[1]


def test_what_was_declared_is_text(changed, check):
    file = changed("みはりUTM", '"<script>alert(1)</script>&\\""')
    said = check(file, "--format", "html")
    assert "<script" not in said.out
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;" in said.out
    read(said.out)


def test_it_says_by_whom_it_was_not_counted_and_what_was_left_out(html, check, two_tiers):
    assert "機械の判定だけです" in html("fail-OTK-05-1-10001", "--machine").out
    said = check(two_tiers("SCstar3"), "--format", "html", "--edition", "otasuke/2.0")
    assert (said.code, said.err) == (3, "")
    assert "SC★3: 判定していません" in said.out


def test_it_never_sounds_official(html):
    said = html("pass-OTK-05-1-10000").out
    assert not re.search("認定|認証|格付け", said)
    assert "公式のものでもありません" in said
    assert "適合確認書ではありません" in said


def test_a_draft_is_marked_as_provisional(check, two_tiers):
    said = check(two_tiers("SCstar3"), "--tier", "SC★3", "--format", "html").out
    assert "（参考）</strong>" in said
    assert "仮に置いた条項に立つ結果です" in said


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_its_own_class_and_words(verdict):
    dossier, outcomes = oscal.judged("fail-OTK-05-1-10001")
    edition = oscal.load_edition("otasuke/2.0")
    made = page(Paper(dossier, ((edition, replace(outcomes[0], verdict=verdict)),)))
    assert f'<p class="headline {verdict.value}">1類: <strong>{verdict.label}</strong>' in made
    assert f".{verdict.value}" in made.split("</style>")[0]


MODELS = {
    "oscal-component": "component-definition",
    "oscal-plan": "assessment-plan",
    "oscal-results": "assessment-results",
}


@pytest.mark.parametrize(("form", "model"), MODELS.items())
def test_each_model_is_a_document_of_its_own(form, model, check, example):
    said = check(example("fail-OTK-05-1-10001"), "--format", form)
    assert said.code == 1
    assert list(said.json) == [model]
    assert said.json[model]["metadata"]["last-modified"] == "2026-11-25T00:00:00+09:00"
    assert check(example("fail-OTK-05-1-10001"), "--format", form) == said


def test_several_tiers_are_several_results(check, two_tiers):
    made = check(two_tiers("SCstar3"), "--format", "oscal-results").json["assessment-results"]
    assert [result["title"].split(":")[0] for result in made["results"]] == ["1類", "SC★3"]


def test_an_edition_is_a_catalog(run):
    said = run("editions", "oscal", "otasuke/2.0")
    assert (said.code, said.err) == (0, "")
    made = said.json["catalog"]
    assert made["metadata"]["last-modified"] == "2024-03-15T00:00:00+09:00"
    other = run("editions", "oscal", "otasuke/2.0", "--as-of", "2026-11-25").json["catalog"]
    assert other["metadata"]["last-modified"] == "2026-11-25T00:00:00+09:00"
    assert other["uuid"] == made["uuid"]
    assert json.dumps(made["groups"]) == json.dumps(other["groups"])


def test_an_unknown_edition_is_bad_input(run):
    said = run("editions", "oscal", "otasuke/9.9")
    assert (said.code, said.out) == (2, "")
    assert "版もフォルダーもありません" in said.err
