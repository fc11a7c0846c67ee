"""The journal's chain: whole while nothing was changed, and the first break is named."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from marketplace.store import journal, sealing
from marketplace.store.rows import JournalRow, SealRow
from marketplace.store.sealing import Fault, Head

BODY = {"reason": "書類がそろった。"}


class Chain:
    """A scene's journal, its sealing, and ways to tamper with it."""

    def __init__(self, scene):
        self.scene = scene

    def write(self, count, actor=None):
        actor = actor or self.scene.world.provider
        for number in range(count):
            body = BODY | {"number": number}
            self.scene.act(journal.journal, actor, "act", "sb_a", body=body, now=self.scene.now)

    def seal(self, limit=sealing.CHUNK):
        return self.scene.act(sealing.seal, self.scene.now, limit)

    def head(self):
        return self.scene.read(sealing.head)

    def verify(self, **published):
        return self.scene.read(sealing.verify, published)

    def broken(self, **published):
        found = self.verify(**published).broken
        return found and (found.seq, found.fault, found.witness)

    def change(self, number, **values):
        self.does(update(JournalRow).where(JournalRow.seq == number).values(**values))

    def does(self, *statements):
        with self.scene.store.act() as book:
            for statement in statements:
                book.session.execute(statement)

    def rows(self):
        columns = (JournalRow.seq, JournalRow.prev_digest, JournalRow.digest, JournalRow.key)
        return self.scene.read(
            lambda book: book.session.execute(select(*columns).order_by(JournalRow.seq)).all()
        )


@pytest.fixture
def chain(scene):
    return Chain(scene)


@pytest.fixture
def sealed(chain):
    """Give a chain of nine rows, sealed in batches of four."""
    chain.write(9)
    assert [chain.seal(4) for _ in range(4)] == [4, 4, 1, 0]
    return chain


def test_an_empty_journal_is_whole_and_has_no_head(chain):
    assert chain.seal() == 0
    assert chain.head() == Head(0, sealing.FIRST)
    assert (chain.broken(), chain.verify().unsealed) == (None, 0)


def test_rows_are_numbered_and_linked_in_their_order(sealed):
    rows = sealed.rows()
    assert [row.seq for row in rows] == list(range(1, 10))
    assert [row.key for row in rows] == sorted(row.key for row in rows)
    assert rows[0].prev_digest == sealing.FIRST
    assert len({row.prev_digest for row in rows}) == len(rows)
    verified = sealed.verify()
    assert (verified.broken, verified.head, verified.unsealed) == (None, sealed.head(), 0)


def test_a_link_can_be_computed_by_anybody():
    text = "a" * 64 + "b" * 64 + "7"
    assert sealing.link("a" * 64, "b" * 64, 7) == hashlib.sha256(text.encode()).hexdigest()


def test_what_comes_later_is_sealed_later_and_the_old_head_stays_in_the_chain(sealed):
    before = sealed.head()
    sealed.write(2)
    assert (sealed.head(), sealed.verify().unsealed) == (before, 2)
    assert sealed.seal() == 2
    assert (sealed.head().seq, sealed.broken(old=before)) == (11, None)


@pytest.mark.parametrize(
    "database", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_row_that_is_committed_late_is_sealed_late(chain):
    """A key is given before the commit, and another act may pass; SQLite has one act at a time."""
    actor, now = chain.scene.world.provider, chain.scene.now
    with chain.scene.store.act() as book:
        journal.journal(book, actor, "late", "sb_a", body=BODY, now=now)
        book.session.flush()
        chain.write(2)
        assert chain.seal() == 2
    assert chain.seal() == 1
    rows = chain.rows()
    assert (rows[2].key, rows[2].seq) == (min(row.key for row in rows), 3)
    assert chain.broken() is None


def test_redaction_leaves_the_chain_whole(sealed):
    for seq in (1, 5, 9):
        sealed.change(seq, body=None, salt=None)
    verified = sealed.verify(head=sealed.head())
    assert (verified.broken, verified.redacted) == (None, 3)


@pytest.mark.parametrize("seq", [1, 5, 9])
def test_a_changed_body_is_named(sealed, seq):
    sealed.change(seq, body='{"reason":"別の理由"}')
    assert sealed.broken() == (seq, Fault.BODY_CHANGED, "")


CHANGES = [(1, "act"), (4, "act"), (5, "act"), (9, "act"), (8, "subject_ref")]
CHANGES += [(8, "done_at"), (8, "person_key"), (8, "digest")]


@pytest.mark.parametrize(("seq", "field"), CHANGES)
def test_a_changed_row_is_named(sealed, seq, field):
    world = sealed.scene.world
    values = {
        "act": "other",
        "subject_ref": "sb_b",
        "done_at": sealed.scene.now + timedelta(microseconds=1),
        "digest": "f" * 64,
        "person_key": None,
    }
    value = values[field] or other_person(sealed, world)
    # A row without its body is guarded by the chain alone.
    sealed.change(seq, **{field: value, "body": None, "salt": None})
    assert sealed.broken() == (seq, Fault.ROW_CHANGED, "")


def other_person(chain, world):
    chain.write(1, world.rival)
    return chain.scene.read(
        lambda book: book.session.scalar(
            select(JournalRow.person_key).where(JournalRow.seq.is_(None))
        )
    )


@pytest.mark.parametrize("seq", [1, 4, 5, 9])
def test_a_changed_link_is_named(sealed, seq):
    sealed.change(seq, prev_digest="e" * 64)
    assert sealed.broken() == (seq, Fault.ROW_CHANGED, "")


@pytest.mark.parametrize("seq", [1, 4, 5, 8])
def test_a_changed_order_is_named(sealed, seq):
    sealed.change(seq, seq=99)
    sealed.change(seq + 1, seq=seq)
    sealed.change(99, seq=seq + 1)
    assert sealed.broken() == (seq, Fault.ROW_CHANGED, "")


@pytest.mark.parametrize("seq", [1, 4, 5, 9])
def test_a_deleted_row_is_named(sealed, seq):
    sealed.does(delete(JournalRow).where(JournalRow.seq == seq))
    assert sealed.broken() == (seq, Fault.ROW_MISSING, "")


def test_a_whole_journal_that_was_deleted_is_noticed(sealed):
    head = sealed.head()
    sealed.does(delete(JournalRow))
    assert sealed.broken() == (1, Fault.ROW_MISSING, "")
    sealed.does(delete(SealRow))
    assert sealed.broken(day=head) == (head.seq, Fault.HEAD_DIFFERS, "day")


def test_a_chain_that_was_made_anew_does_not_fit_the_published_head(sealed):
    head = sealed.head()
    sealed.change(3, act="other")
    everything = update(JournalRow).values(seq=None, prev_digest=None)
    sealed.does(everything, delete(SealRow))
    sealed.seal()
    assert sealed.broken() is None
    assert sealed.broken(day=head) == (9, Fault.HEAD_DIFFERS, "day")


@pytest.mark.parametrize("head", [Head(4, "f" * 64), Head(12, "f" * 64)])
def test_a_published_head_that_was_replaced_is_named(sealed, head):
    assert sealed.broken(day=head, other=sealed.head()) == (head.seq, Fault.HEAD_DIFFERS, "day")


def test_a_changed_row_is_not_blamed_on_the_head(sealed):
    head = sealed.head()
    sealed.change(9, act="other")
    assert sealed.broken(day=head) == (9, Fault.ROW_CHANGED, "")


def test_a_database_of_another_time_is_read_in_chunks(chain, monkeypatch):
    monkeypatch.setattr(sealing, "CHUNK", 3)
    chain.write(7)
    assert chain.seal() == 7
    assert (chain.broken(), chain.verify().head.seq) == (None, 7)


def test_writers_and_sealers_at_the_same_time_leave_one_chain(chain):
    def write(_):
        chain.write(15)

    def seal(_):
        return sum(chain.seal(4) for _ in range(12))

    with ThreadPoolExecutor(5) as pool:
        writing = [pool.submit(write, n) for n in range(3)]
        sealing_ = [pool.submit(seal, n) for n in range(2)]
        counted = sum(one.result() for one in sealing_)
        [one.result() for one in writing]
    while count := chain.seal(4):
        counted += count
    rows = chain.rows()
    assert (counted, [row.seq for row in rows]) == (45, list(range(1, 46)))
    assert chain.broken() is None
