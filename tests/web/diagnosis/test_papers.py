"""Files beside the answers of an item, through its page."""

import io
import re

import pytest

from tests.web.diagnosis.forms import form, text

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


@pytest.fixture
def path(diagnosed):
    """Give the address of the files of an item."""
    return f"/sme/diagnosis/{diagnosed}/4/4-1-3/files"


def adds(clerk, path, name="写し.png", raw=PNG):
    entered = form(clerk.opens(path)) | {"criterion": "4-1-3-1", "file": (io.BytesIO(raw), name)}
    return clerk.client.post(path, data=entered)


def actions(page):
    return re.findall(r'action="(/sme/diagnosis/[^"]*files/[^"]*)"', text(page))


def test_a_file_is_added_opened_and_taken_off(clerk, path):
    assert adds(clerk, path).status_code == 303
    page = clerk.opens(path)
    assert "写し.png" in text(page)
    opens, removes = actions(page)
    saved = clerk.sends_on(page, opens)
    assert saved.data == PNG
    assert saved.headers["Content-Disposition"].startswith("attachment;")
    assert saved.mimetype == "image/png"
    assert clerk.sends_on(page, removes).status_code == 303
    assert "写し.png" not in text(clerk.opens(path))


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("a.exe", b"MZ", "受け取りません"),
        ("a.png", b"MZ....", "名前の終わり"),
        ("", b"", "ファイルを選んでください"),
    ],
)
def test_what_cannot_be_kept_says_what_to_do(clerk, path, everything, *, name, raw, words):
    before = everything()
    refused = adds(clerk, path, name, raw)
    assert refused.status_code == 422
    assert words in text(refused)
    assert everything() == before


def test_another_company_neither_sees_nor_opens_it(clerk, enters, world, path):
    adds(clerk, path)
    opens, removes = actions(clerk.opens(path))
    stranger = enters(world.stranger)
    assert stranger.opens(path).status_code == 404
    for address in (opens, removes):
        assert stranger.sends("/sme/diagnosis", address).status_code == 404
    assert clerk.opens(path.replace("4-1-3/", "9-9-9/")).status_code == 404
