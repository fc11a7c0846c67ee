"""Every page in English: nothing of ours is left in Japanese, and what is Japanese says so."""

from html.parser import HTMLParser

import pytest

from marketplace.web.language import catalogue
from marketplace.web.language.letters import JAPANESE, LETTERS
from marketplace.web.language.shapes import is_shape

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NAMES_ONLY = {"title", "option", "text", "textarea"}
"""Where no element may stand that tells the language: names stay there as they are."""
SEEN = {"alt", "aria-label", "placeholder", "title", "content"}


@pytest.fixture
def database():
    """Words are the same on every database."""
    return "sqlite"


class Reader(HTMLParser):
    """What a page shows: what is marked as Japanese, what may be a name, and the rest."""

    def __init__(self, text):
        super().__init__()
        self.open, self.marked, self.names, self.rest = [], [], [], []
        self.feed(text)

    @property
    def is_marked(self):
        return any(japanese for _, japanese in self.open)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if not self.is_marked:
            self.names += [value for name, value in attrs if name in SEEN and value]
        if tag not in VOID:
            self.open.append((tag, named.get("lang") == "ja"))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.is_marked:
            self.marked.append(data)
        elif self.open and self.open[-1][0] in NAMES_ONLY:
            self.names.append(data)
        else:
            self.rest.append(data)


@pytest.fixture
def english(addresses, inside):
    """Give (address, what it shows) of every page, opened in Japanese and then in English."""

    def read():
        for audience, address in addresses:
            inside[audience].client.set_cookie("lang", "ja")
            first = inside[audience].opens(address)
            inside[audience].client.set_cookie("lang", "en")
            answer = inside[audience].opens(address)
            assert answer.status_code == first.status_code, address
            if answer.mimetype == "text/html":
                assert answer.headers["Content-Language"] == "en"
                yield address, Reader(answer.get_data(as_text=True))

    return read


def test_every_page_is_in_english(english):
    """What is Japanese says so, and is none of our words: names, declared texts and criteria."""
    keys = (key for key in catalogue.messages() if "{{" not in key and not is_shape(key))
    ours = {key for key in keys if LETTERS.search(key)}
    for address, shown in english():
        assert [text for text in shown.rest if JAPANESE.search(text)] == [], address
        assert {text.strip(" \n:") for text in shown.marked + shown.names} & ours == set(), address


def test_every_template_is_read_in_english(app):
    """Also those that no page of this test happens to show."""
    with app.app_context():
        for name in app.jinja_env.list_templates(extensions=["html"]):
            assert app.jinja_env.english.get_template(name)


def test_japanese_pages_know_nothing_of_it(app):
    """The Japanese environment has neither the extension nor its filters."""
    assert not any("English" in name for name in app.jinja_env.extensions)
    assert not {"told", "spoken"} & set(app.jinja_env.filters)
    assert app.jinja_env.english.filters["yen"](None) == "unknown"
    assert app.jinja_env.filters["yen"](None) == "不明"


def test_the_reader_finds_what_is_left():
    shown = Reader('<p title="名">あ<b lang="ja">い<i>う</i></b>え</p><title>お</title>')
    assert (shown.rest, shown.marked, shown.names) == (["あ", "え"], ["い", "う"], ["名", "お"])
