"""Printing: the first paper of a process with all its imports, and those that follow."""

from __future__ import annotations

import pickle
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from marketplace.domain.invoice import Invoice, InvoiceLine
from marketplace.domain.organisation import BankAccount, Organisation, OrgKind
from marketplace.print import invoice_pdf

pytestmark = pytest.mark.bench

ROOT = Path(__file__).parents[2]
BUDGET = 0.5
TIMES = 50
DAY = date(2026, 11, 25)
ACCOUNT = BankAccount("架空銀行", "本店", "普通", "1234567", "カ）タカサキ")
ISSUER = Organisation("og_p", OrgKind.PROVIDER, "㈱髙﨑★（架空）", "タ", bank_account=ACCOUNT)
COMPANY = Organisation("og_c", OrgKind.SME, "みなと精工（架空）", "ミ")
FIRST = """
import pickle, sys, time
start = time.perf_counter()
from marketplace.print import invoice_pdf
invoice_pdf(pickle.load(sys.stdin.buffer), ())
print(time.perf_counter() - start)
"""


def invoice(lines: int, number: int = 1) -> Invoice:
    """An invoice of so many lines."""
    line = InvoiceLine("拠点の監視（月額）", DAY, DAY, 3, "か所", 9_800, 1000)
    return Invoice(
        "iv_a", f"2026-{number:04}", "co_a", ISSUER, COMPANY, issued_on=DAY, due_on=DAY,
        lines=tuple(replace(line, name=f"第{n}の拠点") for n in range(lines)),
    )  # fmt: skip


def test_the_first_invoice_of_a_process() -> None:
    """Wall time with the imports of the domain and of typst, and the reading of the fonts."""
    command, given = [sys.executable, "-c", FIRST], pickle.dumps(invoice(12))
    done = [
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, input=given)
        for _ in range(3)
    ]
    spent = min(float(one.stdout) for one in done)
    print(f"\nfirst invoice, imports included: {spent * 1000:.0f} ms")
    assert spent < BUDGET


@pytest.mark.parametrize("lines", [1, 12, 60])
def test_the_invoices_after_it(lines: int) -> None:
    """Each of another number, so that nothing is remembered whole."""
    spent = []
    for number in range(TIMES):
        start = time.perf_counter()
        invoice_pdf(invoice(lines, number), ())
        spent.append(time.perf_counter() - start)
    print(f"\ninvoice of {lines} lines: median {statistics.median(spent) * 1000:.1f} ms")
    assert statistics.median(spent) < BUDGET
