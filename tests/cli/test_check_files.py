"""A file of evidence that lies beside a dossier is the one that was declared, or bad input."""

import hashlib
import os

import pytest

DAY = "2026-11-25"
TITLE = "    title: サービス仕様書\n"


@pytest.fixture
def beside(tmp_path, passing):
    """Write the dossier whose first evidence names a file, and perhaps that file."""

    def write(path, declared=b"right", found=None):
        first = passing.index("    sha256: ") + len("    sha256: ")
        digest = hashlib.sha256(declared).hexdigest()
        text = f"{passing[:first]}{digest}{passing[first + 64 :]}"
        text = text.replace("    sha256: ", f"    file: {path}\n    sha256: ", 1)
        dossier = tmp_path / "folder" / "dossier.yaml"
        dossier.parent.mkdir()
        dossier.write_text(text, "utf-8")
        if found is not None:
            file = dossier.parent / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(found)
        return dossier

    return write


def test_the_declared_file_is_quiet(check, beside):
    said = check(beside("papers/spec.pdf", found=b"right"), "--machine")
    assert said.code == 0
    assert "証跡のファイル" not in said.out


def test_another_file_is_bad_input(check, beside):
    said = check(beside("papers/spec.pdf", found=b"wrong"))
    assert (said.code, said.out) == (2, "")
    assert "evidence[0].sha256: 「papers/spec.pdf」の SHA-256 は" in said.err
    assert hashlib.sha256(b"wrong").hexdigest() in said.err


def test_a_file_that_is_not_there_is_left_unchecked_and_said(check, beside):
    dossier = beside("papers/spec.pdf")
    said = check(dossier, "--machine")
    assert said.code == 0
    assert "証跡のファイル「papers/spec.pdf」がないので、指紋をくらべていません。" in said.out
    as_json = check(dossier, "--machine", "--format", "json")
    assert "papers/spec.pdf" in as_json.err


def test_from_standard_input_nothing_is_beside(check, beside):
    dossier = beside("spec.pdf", found=b"wrong")
    said = check("-", "--machine", stdin=dossier.read_bytes())
    assert (said.code, "spec.pdf" in said.out) == (0, True)


@pytest.mark.parametrize(
    "path", ["/etc/hostname", "../out.pdf", "a/../../out.pdf", "a/..", r"'a\b.pdf'", "'C:a'", "'.'"]
)
def test_a_path_out_of_the_folder_is_bad_input(check, beside, path):
    said = check(beside(path))
    assert (said.code, said.out) == (2, "")
    assert "evidence[0].file" in said.err


def test_a_link_out_of_the_folder_is_bad_input(check, beside, tmp_path):
    """Even where what it leads to has the declared bytes, or is not there."""
    dossier = beside("spec.pdf")
    outside = tmp_path / "outside.pdf"
    link = dossier.parent / "spec.pdf"
    link.symlink_to(outside)
    assert check(dossier).code == 2
    outside.write_bytes(b"right")
    said = check(dossier)
    assert (said.code, "フォルダーの外" in said.err) == (2, True)


def test_a_linked_folder_out_of_it_is_bad_input(check, beside, tmp_path):
    dossier = beside("papers/spec.pdf")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "spec.pdf").write_bytes(b"right")
    (dossier.parent / "papers").symlink_to(elsewhere)
    assert check(dossier).code == 2


def test_a_link_inside_the_folder_is_followed(check, beside):
    dossier = beside("spec.pdf")
    (dossier.parent / "real.pdf").write_bytes(b"right")
    (dossier.parent / "spec.pdf").symlink_to("real.pdf")
    assert check(dossier, "--machine").code == 0


def test_what_is_no_file_is_bad_input(check, beside):
    """Nothing waits for a pipe."""
    dossier = beside("spec.pdf")
    os.mkfifo(dossier.parent / "spec.pdf")
    said = check(dossier)
    assert (said.code, "ファイルではありません" in said.err) == (2, True)


def test_a_link_to_itself_is_bad_input(check, beside):
    dossier = beside("spec.pdf")
    (dossier.parent / "spec.pdf").symlink_to("spec.pdf")
    assert check(dossier).code in (0, 2, 3)
