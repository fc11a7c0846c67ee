"""Keys are made and ended, a certificate leaves the register signed, and is checked offline."""

import json
import stat
from datetime import UTC, datetime

import pytest

from conformance.attest import status as statuses
from conformance.attest.dsse import seal
from conformance.attest.status import Standing, StatusEntry, status_list
from marketplace.cli.attest import keyring
from marketplace.domain.organisation import OrgKind
from marketplace.store import certificates, organisations

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
DAY = "2026-11-25"


@pytest.fixture
def keys(run, tmp_path):
    """Make a key of the installation; gives its folder."""
    assert run("keys", "new", "--data", tmp_path, "--since", "2026-01-01").code == 0
    return tmp_path / "keys"


@pytest.fixture
def examiner(store, database_url, monkeypatch, first_day):
    """Give an examiner of a seeded market, whose database the commands use."""
    monkeypatch.setenv("OTASUKE_DATABASE_URL", str(database_url))
    store.run(first_day, NOW)
    with store.read() as book:
        found = organisations.actors(book)
    return next(one for one in found if one.org.kind is OrgKind.CERTIFIER)


@pytest.fixture
def number(store, examiner):
    """Give the number of a certificate of the register."""
    with store.read() as book:
        return certificates.certificates(book, examiner)[-1].number


@pytest.fixture
def certify(run, examiner, number, tmp_path):
    """Certify as the examiner, or as somebody else."""

    def certify_it(number=number, actor=examiner):
        person = ("--as", actor.person.ref, "--org", actor.org.ref)
        return run("certify", number, *person, "--data", tmp_path, "--out", tmp_path / "out")

    return certify_it


@pytest.fixture
def certified(certify, keys, number, tmp_path):
    """Write a certificate out; gives its two files."""
    said = certify()
    assert (said.code, said.err) == (0, "")
    return [tmp_path / "out" / f"{number}.{part}.json" for part in ("certificate", "bundle")]


@pytest.fixture
def listed(keys):
    """Write a status list that the installation's key signs."""

    def write(*entries):
        day = NOW.date()
        made = status_list(day, day, entries)
        file = keys / "status.json"
        file.write_bytes(seal(made.payload, statuses.PAYLOAD, keyring.signing_on(keys, day)))
        return file

    return write


def test_a_certificate_of_the_register_is_checked_offline(
    run, certified, listed, number, monkeypatch
):
    keys = listed().parent
    monkeypatch.setenv("OTASUKE_DATABASE_URL", "sqlite:////nowhere/at/all")
    paper, bundle = certified
    words = (paper, "--keys", keys / "jwks.json", "--bundle", bundle, "--as-of", DAY)
    said = run("verify", *words, "--status", listed())
    assert said.code == 0, said.out
    assert said.out.startswith(f"適合確認書 {number}: ")
    assert said.out.count("正しい") == 5
    assert run("verify", *words).code == 3


def test_what_stands_against_it_is_said(run, keys, certified, listed, number):
    paper, _ = certified
    against = StatusEntry(number, Standing.REVOKED, NOW.date(), "虚偽の申告")
    words = ("--keys", keys / "jwks.json", "--as-of", DAY, "--format", "json")
    said = run("verify", paper, *words, "--status", listed(against))
    checks = {one["aspect"]: one for one in json.loads(said.out)["checks"]}
    assert (said.code, checks["status"]["holds"]) == (1, False)
    assert "虚偽の申告" in checks["status"]["told"]
    assert checks["signature"]["holds"] is True


def test_a_changed_bundle_is_found(run, keys, certified, listed):
    paper, bundle = certified
    bundle.write_bytes(bundle.read_bytes().replace(b'"conforms"', b'"fails"', 1))
    words = (paper, "--keys", keys / "jwks.json", "--bundle", bundle, "--as-of", DAY)
    said = run("verify", *words, "--status", listed())
    assert said.code == 1
    assert "指紋: 違う" in said.out


def test_before_the_day_of_issue_the_clock_is_doubted(run, keys, certified):
    said = run("verify", certified[0], "--keys", keys / "jwks.json", "--as-of", "2026-11-24")
    assert said.code == 1
    assert "時計を確かめてください" in said.out


def test_the_private_key_is_its_owners_alone(run, keys):
    (pem,) = keys.glob("*.pem")
    assert stat.S_IMODE(pem.stat().st_mode) == 0o600
    assert "PRIVATE" not in (keys / "jwks.json").read_text()


def test_a_key_is_replaced(run, keys, tmp_path):
    (old,) = keyring.published(keys)
    data = ("--data", tmp_path)
    assert run("keys", "new", *data, "--since", "2027-01-01").code == 0
    assert run("keys", "end", old.kid, *data, "--until", "2026-12-31").code == 0
    said = run("keys", "list", *data).out
    assert f"{old.kid}  2026-01-01 から 2026-12-31" in said
    assert "2027-01-01 から （終わりなし）" in said
    assert run("keys", "end", old.kid, *data, "--until", "2027-06-30").code == 2
    assert run("keys", "end", "nobody", *data).code == 2


def test_without_a_key_nothing_is_signed(certify, tmp_path):
    said = certify()
    assert said.code == 2
    assert "使える署名の鍵がありません" in said.err
    assert not (tmp_path / "out").exists()


def test_a_number_that_nobody_issued_is_said(certify, keys):
    said = certify("2026-9999")
    assert said.code == 2
    assert "適合確認書は見つかりません" in said.err


def test_somebody_else_cannot_certify(certify, keys, store):
    with store.read() as book:
        others = organisations.actors(book)
    other = next(one for one in others if one.org.kind is OrgKind.PROVIDER)
    said = certify(actor=other)
    assert said.code == 2
    assert "この操作はできません" in said.err


@pytest.mark.parametrize("content", ["", "{}", "[]"])
def test_what_is_no_certificate_is_wrong(run, keys, tmp_path, content):
    file = tmp_path / "x.json"
    file.write_text(content)
    said = run("verify", file, "--keys", keys / "jwks.json", "--as-of", DAY)
    assert said.code == 1
    assert said.out.startswith("署名: 違う")
    assert run("verify", file, "--keys", file).code == 2
