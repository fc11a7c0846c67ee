"""The one application of the demo's first day, which its provider has to answer."""

from datetime import date

from marketplace.domain.contract import ApplicationState
from marketplace.domain.price import Size
from marketplace.store import applications, organisations


def test_one_application_waits_for_the_provider(demo_store):
    with demo_store.read() as book:
        actors = {actor.org.code or actor.org.name: actor for actor in organisations.actors(book)}
        (found,) = applications.applications(book, actors["tsubasa"])
        assert found.state is ApplicationState.APPLIED
        assert found.company.name == "あおば物流（架空）"
        assert (found.size, found.answer_by) == (Size(8, 0, 3, 68), date(2026, 12, 9))
        assert applications.applications(book, actors["hinata"]) == ()
        assert applications.applications(book, actors["みなと精工（架空）"]) == ()
