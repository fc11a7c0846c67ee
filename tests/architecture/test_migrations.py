"""The migrations form one line, and its end is pinned in a file."""

from alembic.script import ScriptDirectory

STEP = "revision = {0!r}\ndown_revision = {1!r}\ndef upgrade(): pass\n"


def heads(folder):
    """Give the ends of the line of migrations in this folder."""
    return ScriptDirectory(str(folder)).get_heads()


def plant(folder, *steps):
    versions = folder / "versions"
    versions.mkdir()
    for name, parent in steps:
        (versions / f"{name}_planted.py").write_text(STEP.format(name, parent), encoding="utf-8")
    return folder


def test_the_one_head_is_the_pinned_one(root):
    """Two branches, or a head that nobody pinned, stop here."""
    folder = root / "migrations"
    assert heads(folder) == [(folder / "HEAD").read_text(encoding="utf-8").strip()]


def test_a_planted_branch_is_found(tmp_path):
    """Two migrations with the same parent are two heads."""
    folder = plant(tmp_path, ("0001", None), ("0002", "0001"), ("0003", "0001"))
    assert sorted(heads(folder)) == ["0002", "0003"]


def test_a_line_has_one_head(tmp_path):
    """Migrations that follow one another end in the last."""
    assert heads(plant(tmp_path, ("0001", None), ("0002", "0001"))) == ["0002"]
