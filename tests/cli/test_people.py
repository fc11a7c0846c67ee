"""``otasuke people`` gives the signs that the other commands ask for."""

from datetime import UTC, datetime

from marketplace.store import organisations

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def test_everybody_is_listed_with_both_signs(run, store, database_url, monkeypatch, first_day):
    monkeypatch.setenv("OTASUKE_DATABASE_URL", str(database_url))
    assert "だれもいません" in run("people").out
    store.run(first_day, NOW)
    with store.read() as book:
        found = organisations.actors(book)
    said = run("people")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert len(lines) == len(found)
    assert lines[0].startswith(f"{found[0].person.ref}  {found[0].org.ref}  ")
