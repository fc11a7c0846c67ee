"""Settings: the command line before variables, variables before the file, nothing unknown."""

import pytest

from marketplace.cli.config import Given, for_demo, load
from marketplace.domain.errors import BadInput


@pytest.fixture
def configured(tmp_path):
    """Load the settings of a folder with this file."""

    def configure(text="", given=None, **environ):
        (tmp_path / "otasuke.toml").write_text(text, "utf-8")
        return load(given or Given(data=str(tmp_path)), environ)

    return configure


def test_nothing_said_is_an_embedded_database_on_this_machine_alone():
    config = load(Given(), {})
    assert (config.host, config.port, config.secret_key) == ("127.0.0.1", 8000, None)
    assert str(config.data) == "var/market"
    assert config.database_url.startswith("sqlite:///")
    assert config.database_url.endswith("/var/market/otasuke.sqlite")


def test_the_file_is_read(configured):
    text = 'secret_key = "k"\ndatabase_url = "postgresql+psycopg://h/d"\nhost = "h"\nport = 1\n'
    config = configured(text)
    assert (config.secret_key, config.host, config.port) == ("k", "h", 1)
    assert config.database_url == "postgresql+psycopg://h/d"


def test_variables_win_over_the_file_and_words_over_variables(configured, tmp_path):
    variables = {"OTASUKE_HOST": "b", "OTASUKE_PORT": "2", "OTASUKE_SECRET_KEY": "v"}
    config = configured('host = "a"\nport = 1\nsecret_key = "f"\n', **variables)
    assert (config.host, config.port, config.secret_key) == ("b", 2, "v")
    given = Given(data=str(tmp_path), host="c", port=3)
    config = configured('host = "a"\n', given, **variables)
    assert (config.host, config.port) == ("c", 3)


def test_empty_variables_say_nothing(configured):
    config = configured('secret_key = "f"\n', OTASUKE_SECRET_KEY="", OTASUKE_PORT="")
    assert (config.secret_key, config.port) == ("f", 8000)


def test_the_folder_and_the_file_can_be_named_by_variables(tmp_path):
    file = tmp_path / "elsewhere.toml"
    file.write_text("port = 9\n", "utf-8")
    environ = {"OTASUKE_DATA": str(tmp_path / "d"), "OTASUKE_CONFIG": str(file)}
    config = load(Given(), environ)
    assert (config.data, config.port) == (tmp_path / "d", 9)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("colour = 1\n", "colour", "この設定はありません"),
        ("[server]\nport = 1\n", "server", "この設定はありません"),
        ('port = "80"\n', "port", "整数"),
        ("port = true\n", "port", "整数"),
        ("port = 65536\n", "port", "ポート番号ではありません"),
        ("port = -1\n", "port", "ポート番号ではありません"),
        ("secret_key = 1\n", "secret_key", "文字列"),
        ('secret_key = ""\n', "secret_key", "空でない文字列"),
        ("\n= 1\n", "otasuke.toml", "2 行目の書き方"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(configured, text, place, message):
    with pytest.raises(BadInput) as refused:
        configured(text)
    assert place in str(refused.value)
    assert message in str(refused.value)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "otasuke.toml").write_bytes(b"\xff")
    with pytest.raises(BadInput, match="TOML として読めません"):
        load(Given(data=str(tmp_path)), {})


def test_a_named_file_must_be_there(tmp_path):
    with pytest.raises(BadInput, match="設定を読めません（ありません）"):
        load(Given(), {"OTASUKE_CONFIG": str(tmp_path / "no.toml")})


@pytest.mark.parametrize("url", ["words", "postgresql+psycopg://u:secret@h:port/d"])
def test_a_wrong_database_is_refused_without_repeating_its_password(url):
    with pytest.raises(BadInput, match="database_url") as refused:
        load(Given(), {"OTASUKE_DATABASE_URL": url})
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("port", ["x", "８０", "65536", "-1", "1.0"])
def test_a_wrong_port_variable_is_refused(port):
    with pytest.raises(BadInput, match="OTASUKE_PORT"):
        load(Given(), {"OTASUKE_PORT": port})


def test_the_demo_never_takes_the_key_or_the_database_of_a_market(tmp_path):
    environ = {
        "OTASUKE_DATABASE_URL": "postgresql+psycopg://h/d",
        "OTASUKE_SECRET_KEY": "k",
        "OTASUKE_DATA": "real",
        "OTASUKE_PORT": "9",
    }
    config = for_demo(Given(data=str(tmp_path)), environ)
    assert (config.secret_key, config.data, config.port) == (None, tmp_path, 9)
    assert config.database_url.startswith("sqlite:///")
