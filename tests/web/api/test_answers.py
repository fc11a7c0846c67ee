"""What every answer carries, and what none of them holds."""

import json
from dataclasses import replace

import pytest

from marketplace.domain.organisation import OrgKind
from marketplace.domain.verdict import Verdict
from marketplace.store import rulings

JSON = "application/json"


@pytest.fixture
def answers(addresses):
    """Give the address of every answer of the API."""
    found = [address for audience, address in addresses if audience == "api"]
    return [address for address in found if address.startswith("/api/v1/")]


@pytest.fixture(scope="session")
def walked(reads, every):
    """Give every answer of the full market as address → text."""
    groups = every()
    rows = [row for name in ("known", "unpriced", "unsold") for row in groups[name]]
    refs = {row["offering"]["ref"] for row in rows}
    paths = [f"offerings/{ref}{more}" for ref in refs for more in ("", "/report")]
    paths += [f"certificates/{ref}" for ref in refs]
    paths += ["catalogue", "catalogue?page=2", "editions", "openapi.json"]
    found = {path: reads(path) for path in paths}
    assert {answer.status_code for answer in found.values()} == {200}
    return {path: answer.get_data(as_text=True) for path, answer in found.items()}


def test_every_answer_is_json_for_everybody(answers, visitor, enters, world):
    """Whatever a client accepts; no cookie, open to any site's script, kept for a minute."""
    somebody = enters(world.provider)
    assert len(answers) == 10
    for address in answers:
        for one in (visitor, somebody):
            answer = one.opens(address, Accept="text/html")
            headers = answer.headers
            assert (answer.status_code, answer.mimetype) == (200, JSON), address
            assert headers["Access-Control-Allow-Origin"] == "*"
            assert headers["Cache-Control"] == "public, max-age=60"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert "Access-Control-Allow-Credentials" not in headers
            assert not {"Set-Cookie", "Vary"} & set(headers.keys()), address


def test_every_answer_has_a_tag_that_is_honoured(answers, visitor):
    """The same tag for the same bytes, also behind a proxy that weakened it."""
    for address in answers:
        first = visitor.opens(address)
        tag = first.headers["ETag"]
        assert visitor.opens(address).headers["ETag"] == tag
        for sent in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = visitor.opens(address, **{"If-None-Match": sent})
            assert (again.status_code, again.data) == (304, b""), (address, sent)
            assert again.headers["Access-Control-Allow-Origin"] == "*"
        other = visitor.opens(address, **{"If-None-Match": '"other"'})
        assert (other.status_code, other.data) == (200, first.data)


def test_nothing_is_built_twice_for_the_same_client(answers, visitor, monkeypatch):
    """Whoever has an answer that nothing changed is told so without making it again."""
    built = [address for address in answers if not address.endswith("openapi.json")]
    tags = {address: visitor.opens(address).headers["ETag"] for address in built}
    monkeypatch.setattr("marketplace.web.api.answers._spelt", None)
    for address, tag in tags.items():
        assert visitor.opens(address, **{"If-None-Match": tag}).status_code == 304, address


def test_what_nobody_asks_for_is_refused(answers, visitor):
    """A parameter that a route does not know is named, not ignored."""
    for address in answers:
        answer = visitor.opens(f"{address}?fields=all")
        assert answer.status_code == (200 if address.endswith("openapi.json") else 422), address
        if answer.status_code == 422:
            assert [point["field"] for point in answer.json["errors"]] == ["fields"]


def test_the_head_alone_says_the_same(answers, visitor):
    """HEAD has every header of GET and no body."""
    for address in answers:
        whole, head = visitor.opens(address), visitor.client.head(address)
        assert (head.status_code, head.data) == (200, b"")
        assert lasting(head) == lasting(whole)


def lasting(answer):
    """Give the headers that do not tell one request from the next."""
    return {n: v for n, v in answer.headers if not n.startswith(("X-Request-Id", "X-RateLimit-"))}


def test_a_decision_changes_the_report_at_once(store, world, scene, visitor, now):
    """What people decide is no change of the catalogue, and is not answered from before."""
    address = f"/api/v1/offerings/{scene.certificate}/report"
    first = visitor.opens(address)
    clauses = {one["key"]: one for one in first.json["clauses"]}
    assert first.json["verdict"] == {"code": "conforms", "label": "適合"}
    assert sum(first.json["counts"].values()) == len(clauses)
    ruled = next(one for one in clauses.values() if one["decided"]["by"] == "examiner")
    assert ruled["decided"]["reason"] == "資料で確かめました。"
    with store.act() as book:
        found = rulings.rulings_for(book, "mihari", "mihari-utm")
        old = next(one for one in found if one.clause == ruled["key"])
        new = replace(old, verdict=Verdict.FAILS, reason="改めました。")
        rulings.add_ruling(book, world.certifier, new, now=now)
    again = visitor.opens(address, **{"If-None-Match": first.headers["ETag"]})
    changed = next(one for one in again.json["clauses"] if one["key"] == ruled["key"])
    assert changed["verdict"]["code"] == "fails"
    assert changed["decided"]["reason"] == "改めました。"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_is_written(answers, visitor, everything, method):
    """405 in the one shape, with the methods that are allowed (RFC 9110 §15.5.6)."""
    before = everything()
    for address in answers:
        answer = visitor.client.open(address, method=method, json={})
        assert (answer.status_code, answer.json["error"]) == (405, "http_405")
        assert set(answer.allow) == {"GET", "HEAD", "OPTIONS"}
        assert "Access-Control-Allow-Origin" not in answer.headers
    assert everything() == before


def test_pages_say_what_is_allowed_too(visitor, world):
    """The header of a refusal is the same for people."""
    answer = visitor.client.post("/services")
    assert (answer.status_code, answer.mimetype) == (405, "text/html")
    assert "GET" in answer.allow


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("nothing", "http_404"),
        ("offerings/ct_aaaaaaaaaaaaaaaa", "listing"),
        ("offerings/%00", "http_404"),
        ("offerings/ct_aaaaaaaaaaaaaaaa/report", "listing"),
        ("certificates/ct_aaaaaaaaaaaaaaaa", "certificate"),
        ("certificates/%00", "http_404"),
        ("certificates/%ED%A0%80", "http_404"),
        ("editions/otasuke/9.9", "edition"),
        ("editions/otasuke/%00", "http_404"),
        ("editions/../2.0", "edition"),
        ("editions/otasuke/2.0/clauses/", "http_404"),
        ("editions/otasuke/9.9/clauses", "edition"),
        ("editions/otasuke/2.0/clauses/OTK-99", "clause"),
    ],
)
def test_what_is_not_there_is_said_in_json(visitor, world, path, error):
    """Whoever asks below this address gets JSON, whatever it accepts."""
    answer = visitor.opens(f"/api/v1/{path}", Accept="text/html")
    assert (answer.status_code, answer.mimetype) == (404, JSON)
    assert set(answer.json) == {"ok", "status", "error", "message", "errors"}
    assert answer.json["error"] == error
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_lapsed_certificate_is_found_and_not_listed(visitor, scene, store, monkeypatch, now):
    """Anybody may check a paper that holds no more."""
    address = f"/api/v1/certificates/{scene.certificate}"
    today = visitor.opens(address).json
    assert (today["valid_today"], today["listed_today"]) == (True, True)
    assert today["offering"]["url"] == f"/api/v1/offerings/{scene.certificate}"
    monkeypatch.setattr("marketplace.web.visit.now", lambda: now.replace(year=2029))
    later = visitor.opens(address).json
    assert (later["valid_today"], later["listed_today"]) == (False, False)
    assert later["offering"]["url"] is None
    assert visitor.opens(f"/api/v1/offerings/{scene.certificate}").status_code == 404


def test_customers_are_for_the_examiner_alone(market, walked):
    """No answer names a company that a provider of 2類 serves, though the dossiers do."""
    served = [one.offering.class1.customers or () for one in market.dossiers]
    names = {customer.name for customers in served for customer in customers}
    assert names
    assert [path for path, text in walked.items() if '"registered_on":' in text]
    for path, text in walked.items():
        assert not [name for name in names if name in text], path
        assert '"customers"' not in text, path


def test_nobody_is_named(world, scene, second, *, answers, visitor):
    """No person, no address, no bank account of anybody."""
    secret = {person.person.name for person in (*world.everybody, second)}
    secret |= {person.person.email for person in (*world.everybody, second)}
    secret |= {person.person.ref for person in (*world.everybody, second)}
    orgs = [one.org for one in world.everybody if one.kind is OrgKind.PROVIDER]
    secret |= {org.address for org in orgs} | {org.bank_account.number for org in orgs}
    secret |= {world.company.org.name, scene.quote, scene.contract, scene.open}
    for address in answers:
        text = visitor.opens(address).get_data(as_text=True)
        assert not [word for word in secret if word in text], address


def test_unknown_is_never_nothing(walked):
    """What was not declared is not there; a sum that is not known is null."""
    for path, text in walked.items():
        if path.startswith("offerings/") and not path.endswith("report"):
            declared = json.loads(text)["declared"]
            assert None not in declared.values()
            assert all(declared.values())


def test_the_page_leads_to_answers(visitor, scene):
    """Every example on the page for people works."""
    text = visitor.opens("/api").get_data(as_text=True)
    links = {part.split('"')[0] for part in text.split('href="')[1:]}
    examples = [link.replace("&amp;", "&") for link in links if link.startswith("/api/v1/")]
    assert len(examples) == 8
    assert {visitor.opens(link).status_code for link in examples} == {200}


def test_the_page_opens_when_nothing_is_listed(visitor, world):
    """The examples of offerings are then words."""
    assert "いま掲載されているサービスはありません" in visitor.opens("/api").get_data(as_text=True)
