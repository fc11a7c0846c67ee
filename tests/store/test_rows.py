"""What is true of every table, whatever it holds."""

from marketplace.store.rows import Row


def test_every_row_of_an_organisation_names_it():
    # The market's own counters and errands have no organisation; a check of the outbox says which.
    free = {"organisation", "person", "counter", "market", "outbox", "seal", "inbox"}
    # What proves who somebody is belongs to the person, whichever organisation they act for.
    free |= {"password", "totp", "recovery_code", "passkey", "identity", "session"}
    free |= {"ticket", "attempt"}
    owned = {table for table in Row.metadata.tables.values() if table.name not in free}
    for table in owned:
        assert not table.c.org_key.nullable
        assert table.c.org_key.references(Row.metadata.tables["organisation"].c.key)


def test_amounts_are_whole_yen_that_state_their_tax():
    yen = {c for t in Row.metadata.tables.values() for c in t.c if c.name.endswith("_yen")}
    assert {type(column.type).__name__ for column in yen} == {"BigInteger"}
    untold = {"tax_yen"}
    assert {c.name for c in yen if "_ex_tax_" not in c.name and "_in_tax_" not in c.name} == untold


def test_rows_carry_their_name():
    names = {mapper.class_.__name__ for mapper in Row.registry.mappers}
    assert {name for name in names if not name.endswith("Row")} == set()
    assert len(names) == len(Row.metadata.tables)
