"""Nothing we show sounds like an official title, and nothing we ship names our machines."""

import ast
import re
import subprocess

import pytest

FORBIDDEN = re.compile("認定|認証|格付け")

# Names that are not ours to change → why they may stand.
OFFICIAL = {
    "多要素認証": "a way to prove who signs in",
    "二要素認証": "a way to prove who signs in",
    "認証ログ": "the log of sign-ins, a word of the SCS requirements",
    "認証の強度・実装方法": "title of an SCS requirement",
    "アイデンティティ管理、認証、アクセス制御": "title of a category of the SCS requirements",
    "DX認定": "programme under 情報処理促進法",
    "認定経営革新等支援機関": "title under 中小企業等経営強化法",
}

# Folders of one machine, hosts and options of one package index: of no use to a reader.
# Bracketed, so that this file does not match itself.
MACHINE = re.compile(
    r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e]/\w+)/"
    r"|\bpyp[i]\.org|\bpythonhoste[d]\.org|--(?:extra-)?index-ur[l]|--find-link[s]"
)


def titles(text):
    """Give the words of this text that sound like a title, official names aside."""
    for name in sorted(OFFICIAL, key=len, reverse=True):
        text = text.replace(name, "")
    return FORBIDDEN.findall(text)


def strings(source):
    """Give the strings of a Python file as one text."""
    nodes = ast.walk(ast.parse(source))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return "\n".join(text for text in texts if isinstance(text, str))


def shown(root):
    """Give everything that people may read, as path → text."""
    files = [*root.glob("marketplace/web/templates/**/*.*"), *root.glob("plugins/**/*.yaml")]
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    code = root.glob("marketplace/**/*.py")
    return texts | {file: strings(file.read_text(encoding="utf-8")) for file in code}


def tracked(root):
    """Give the files of the tree, new ones included and ignored ones not."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    files = [root / name for name in names.split("\0") if name]
    return [file for file in files if file.is_file()]


def test_nothing_shown_sounds_official(root):
    """Templates, strings and manifests use no official-sounding word for what we do."""
    texts = shown(root)
    assert texts
    assert {str(file): titles(text) for file, text in texts.items() if titles(text)} == {}


def test_nothing_shipped_names_a_machine(root):
    """No path of a machine and no package index stands in the tree."""
    texts = {file: file.read_text(encoding="utf-8", errors="ignore") for file in tracked(root)}
    assert texts
    assert [str(file) for file, text in texts.items() if MACHINE.search(text)] == []


@pytest.mark.parametrize("text", ["認定済み", "当社の認証", "格付け A", "認定DX認定", "要素認証"])
def test_a_planted_title_is_found(text):
    """An official-sounding word is found, also beside a name that may stand."""
    assert titles(text)


@pytest.mark.parametrize("name", OFFICIAL)
def test_official_names_may_stand(name):
    """A listed name is not taken for a title of ours, and would be without the list."""
    assert titles(f"{name}の設定") == []
    assert FORBIDDEN.search(name)


def test_a_planted_string_is_found():
    """A string in code is read, a name in code is not."""
    assert titles(strings("label = '認定'"))


@pytest.mark.parametrize(
    "parts",
    [
        ("see /", "work/x"),
        ("/", "root/.venv"),
        ("/home", "/me/x"),
        ("https://py", "pi.org/simple"),
        ("--index", "-url x"),
    ],
)
def test_a_planted_machine_is_found(parts):
    """A folder of a machine and a package index are found."""
    assert MACHINE.search("".join(parts))


@pytest.mark.parametrize("text", ["https://example.jp/work/a", "docs/work/", "/workspace/"])
def test_addresses_are_no_machines(text):
    """An address on the web or inside the tree is left alone."""
    assert MACHINE.search(text) is None
