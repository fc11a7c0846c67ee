"""A request leaves one line, by which it is found again and which tells nothing."""

import json
import logging

import pytest
from flask import request

from marketplace.web.guard.logs import HEADER, OURS, JsonLines, to_stderr

SECRETS = ("planted-query", "planted-password", "planted-token", "planted-cookie", "planted-agent")
SECRET = "planted-in-the-error"


@pytest.fixture
def database():
    """Lines are the same on every database."""
    return "sqlite"


@pytest.fixture(autouse=True)
def _told(caplog):
    caplog.set_level(logging.DEBUG)


def lines(caplog):
    """Give what our loggers wrote, as an operator's system reads it."""
    form = JsonLines()
    own = [record for record in caplog.records if record.name.startswith("otasuke")]
    return [json.loads(form.format(record)) for record in own]


def everything(caplog):
    """Give all that any logger wrote, as text."""
    forms = (logging.Formatter(), JsonLines())
    return "\n".join(form.format(record) for record in caplog.records for form in forms)


@pytest.fixture
def breaks(app):
    """Give a client of a site with a page that breaks, as in earnest."""
    app.testing = False

    def fault():
        if "broken" in request.args:
            raise RuntimeError(f"{SECRET} {request.args['broken']}")

    app.before_request(fault)
    return app.test_client()


def test_a_request_is_one_line(visitor, caplog):
    """The pattern of its route, never the address."""
    answer = visitor.opens("/services/planted-token?q=planted-query")
    (line,) = lines(caplog)
    assert line["route"] == "/services/<ref>"
    assert (line["method"], line["status"], line["org"]) == ("GET", 404, "-")
    assert line["request"] == answer.headers[HEADER]
    assert (line["level"], line["logger"]) == ("INFO", "otasuke.web")
    assert line["ms"] >= 0
    assert line["at"].endswith("+00:00")


def test_it_names_the_organisation_and_no_person(enters, world, caplog):
    """By its reference."""
    enters(world.company).opens("/sme/")
    assert lines(caplog)[-1]["org"] == world.company.org.ref
    assert world.company.person.ref not in everything(caplog)
    assert world.company.person.email not in everything(caplog)


def test_a_number_is_never_given_twice(visitor):
    """Nor can it be chosen from outside."""
    given = {visitor.opens("/", **{HEADER: "mine"}).headers[HEADER] for _ in range(20)}
    assert len(given) == 20
    assert "mine" not in given
    assert {len(one) for one in given} == {16}


def test_nothing_that_was_sent_is_written(visitor, caplog):
    """Neither query, form, cookie, header nor the address itself."""
    visitor.client.set_cookie("otasuke", "planted-cookie")
    form = {"email": "planted-password@example.jp", "password": "planted-password"}
    said = {"User-Agent": "planted-agent", "Authorization": "Bearer planted-token"}
    visitor.sends("/signin?next=/planted-query", "/signin?a=planted-query", form, **said)
    visitor.client.open("/reset/planted-token", method="GET", headers=said)
    visitor.client.open("/", method="PLANTED-TOKEN")
    visitor.client.post("/signin", data=form)
    assert len(lines(caplog)) == 5
    written = everything(caplog)
    assert [secret for secret in SECRETS if secret in written] == []


def test_a_fault_is_found_again_by_its_number(breaks, caplog):
    """The page shows the number, the line says what broke and where; neither repeats its words."""
    answer = breaks.get("/?broken=planted-query")
    text = answer.get_data(as_text=True)
    number = answer.headers[HEADER]
    assert (answer.status_code, number in text) == (500, True)
    (line,) = lines(caplog)
    assert (line["level"], line["status"], line["request"]) == ("ERROR", 500, number)
    assert line["fault"] == "RuntimeError"
    assert line["places"][-1].startswith("tests/web/guard/test_logs.py:")
    for words in (text, everything(caplog)):
        assert SECRET not in words
        assert "planted-query" not in words
        assert "Traceback" not in words


def test_a_fault_of_the_api_carries_its_number_too(breaks):
    """In its header: the one shape of an error stays as it is."""
    answer = breaks.get("/api/v1/offerings/xx_aaaaaaaaaaaaaaaa?broken=1")
    assert answer.status_code == 500
    assert len(answer.headers[HEADER]) == 16
    assert SECRET not in answer.get_data(as_text=True)


def test_only_what_broke_shows_a_number(visitor):
    """A page that is not there is nobody's fault."""
    answer = visitor.opens("/nothing")
    assert answer.headers[HEADER] not in answer.get_data(as_text=True)


@pytest.mark.parametrize(("quiet", "written"), [(False, ["calm", "grave"]), (True, ["grave"])])
def test_the_lines_go_where_they_are_collected(capsys, quiet, written):
    """As JSON, one a line; in a demo only what is grave."""
    before = [(one, one.handlers, one.propagate, one.level) for one in map(logging.getLogger, OURS)]
    try:
        to_stderr(quiet=quiet)
        logging.getLogger("otasuke.jobs").info("calm")
        logging.getLogger("waitress.queue").warning("grave")
    finally:
        for one, handlers, propagate, level in before:
            one.handlers, one.propagate = handlers, propagate
            one.setLevel(level)
    said = [json.loads(line)["said"] for line in capsys.readouterr().err.splitlines()]
    assert said == written


def test_a_logged_fault_is_without_its_words():
    """Whoever logs it: a database's error quotes what was to be stored."""
    found = (ValueError, ValueError(SECRET), None)
    record = logging.makeLogRecord({"msg": f"serving /{SECRET}", "exc_info": found})
    line = json.loads(JsonLines().format(record))
    assert line["fault"] == "ValueError"
    assert SECRET not in json.dumps(line)
