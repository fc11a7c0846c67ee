"""「基準の変異」 ``otasuke editions mutate``: do the examples notice every change of the text?"""

from __future__ import annotations

import json
from pathlib import Path

import click

from conformance.edition import FEATURES, Edition
from conformance.mutate.examples import folder_of_examples, read_expectations
from conformance.mutate.operators import make_mutants
from conformance.mutate.reporting import Score, read_reasons, report_lines
from conformance.mutate.running import check_original, try_mutants
from conformance.reading import text_of
from marketplace.cli.criteria.named import edition_of, folder_of
from marketplace.cli.inputs import refuse
from marketplace.cli.japanese import Command
from marketplace.cli.reply import Exit, Reply


@click.command(cls=Command)
@click.argument("edition", metavar="SLUG か FOLDER")
@click.option("--examples", metavar="FOLDER", help="例のフォルダー（書かなければ tests/clauses）。")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def mutate(edition: str, examples: str | None, shape: str) -> Reply:
    """基準の文を一か所ずつ変え、例がそれに気づくかを確かめる（変異試験）。"""
    return reply_mutate(edition, Path(examples) if examples else None, shape=shape)


def reply_mutate(
    named: str, examples: Path | None = None, *, root: Path = FEATURES, shape: str = "text"
) -> Reply:
    """The score; 0 only where every mutant is killed or explained."""
    edition, folder = edition_of(named, root), folder_of(named, root)
    examples = examples or folder_of_examples(edition)
    if not examples.is_dir():
        remedy = "リポジトリーの tests/clauses か、例のフォルダーを --examples に書いてください。"
        refuse("--examples", f"例のフォルダー「{examples}」がありません。", remedy)
    score = score_of(edition, folder, examples)
    said = json.dumps(score.plain, ensure_ascii=False, indent=2) if shape == "json" else ""
    out = said or "\n".join(report_lines(score))
    return Reply(Exit.CONFORMS if score.is_clean else Exit.FAILS, out)


def score_of(edition: Edition, folder: Path, examples: Path) -> Score:
    """Try every mutant of the chapters of a folder against its examples."""
    expectations = read_expectations(edition, examples)
    check_original(edition, expectations)
    texts = {file.name: text_of(file) for file in sorted(folder.glob("*.feature"))}
    mutants = make_mutants(texts, edition.clauses)
    tried = tuple(try_mutants(edition, expectations, mutants))
    reasons = read_reasons(examples, edition.slug)
    return Score(edition.slug, len(expectations.examples), tried, reasons)
