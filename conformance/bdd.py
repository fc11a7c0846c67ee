"""「正式実行」 A pytest plugin: the criteria text itself is run by pytest-bdd on a dossier.

``pytest features/otasuke/2.0 --dossier=FILE --tier=class1`` runs it; ``otasuke check --formal``
runs it in a clean child (``conformance.formal``). The exit status is 0 適合, 1 不適合, 3 要確認,
2 障害 or bad input. Several ``--dossier`` walk through each clause together, every one with its own
answers and record; the status is then that of the worst. It does nothing in a run without
``--dossier``, and loads lazily.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conformance.formal_run import FormalRun

SCENARIOS = Path(__file__).with_name("scenarios.py")
RUN: list[FormalRun] = []
"""The run under way: none or one."""

_REFUSED = {"runxfail": "--runxfail", "keyword": "-k", "markexpr": "-m", "deselect": "--deselect"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the formal run."""
    group = parser.getgroup("otasuke", "お助け隊サービス基準の正式実行")
    files = "申請書一式（マニフェスト）。いくつも書ける"
    group.addoption("--dossier", metavar="FILE", action="append", help=files)
    group.addoption("--tier", help="区分のタグ（例 class1）")
    group.addoption("--as-of", metavar="DATE", help="判定日（既定は日本の今日）")
    group.addoption("--phrases", metavar="MODULES", help="定型文を登録するモジュール（, で区切る）")
    records = "結果の記録の書き出し先（--dossier と同じ数と順）"
    group.addoption("--record", metavar="FILE", action="append", help=records)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Begin a run: refuse what could hide a clause, and point pytest at the one test module."""
    if not config.getoption("dossier"):
        return
    from conformance.formal_run import begin

    for option, spelt in _REFUSED.items():
        if config.getoption(option, None):
            raise pytest.UsageError(f"正式実行では {spelt} を使えません。取り除いてください。")
    if config.getoption("numprocesses", None):
        raise pytest.UsageError("正式実行は一つのプロセスで行います。-n を取り除いてください。")
    RUN[:] = [begin(config)]
    for clause in RUN[0].edition.clauses:
        for tag in clause.tags:
            config.addinivalue_line("markers", f"{tag}: 条項のタグ")
    config.args = [str(SCENARIOS)]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Compare the keys of tests and clauses, then keep the tier's."""
    if RUN:
        RUN[0].select(config, items)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Every clause must have its recorded answer; write the record and set the exit status."""
    if RUN and exitstatus != pytest.ExitCode.USAGE_ERROR:
        session.exitstatus = RUN[0].finish()


def pytest_unconfigure() -> None:
    """Leave nothing behind in this process."""
    RUN.clear()
