"""The page of an offering: what it covers, how it changed, and the ways on from each plan."""

import re

import pytest

COVERS = [
    {"criterion": "1-10-1", "means": "human", "extent": "partly", "tier": "class1"},
    {"criterion": "1-9-1", "means": "tool", "extent": "full", "tier": "class1"},
    {"criterion": "1-2-1", "means": "self", "tier": "class1"},
]
SIZE = "?pcs=10&servers=0&networks=1&months=12"


@pytest.fixture
def opens(visitor):
    """Give a way to open a service at one size."""
    return lambda ref, more=SIZE: visitor.opens(f"/services/{ref}{more}").get_data(as_text=True)


def test_declared_coverage_is_told(opens, lists):
    """By number; only 全部 counts as done, the rest stays with the company."""
    page = opens(lists(code="covers", coverage=COVERS).ref)
    table = page.split('id="t-cov"', 1)[1].split("</table>", 1)[0]
    rows = re.findall(r'<th scope="row">([^<]+)</th><td>([^<]+)</td><td>([^<]+)</td>', table)
    assert rows == [
        ("1-2-1", "会社", "会社が行う"),
        ("1-9-1", "道具", "全部"),
        ("1-10-1", "事業者の人", "一部"),
    ]
    assert "全部を受け持つ 1基準・一部か支援 1基準・会社が行う 1基準" in page


def test_nothing_is_said_of_coverage_that_was_not_declared(opens, lists):
    """No table with zeros."""
    assert "t-cov" not in opens(lists(code="bare").ref)


def test_each_plan_leads_to_the_comparison_and_to_a_quote(opens, lists):
    """With the size that is shown."""
    ref = lists(code="plain").ref
    page = opens(ref).replace("&amp;", "&")
    assert f"/compare?pcs=10&servers=0&networks=1&months=12&p={ref}~basic" in page.replace(
        "%7E", "~"
    )
    assert re.search(rf"/sme/quote/{ref}/basic\?[^\"]*pcs=10", page)


def test_a_size_that_cannot_be_used_shows_no_price(visitor, lists):
    """The rest of the page stands: results, service, history."""
    ref = lists(code="plain").ref
    answer = visitor.opens(f"/services/{ref}?pcs=1000000000")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "この台数での料金" not in page
    assert "料金は出しません" in page
    assert "条項ごとの結果" in page
