"""The peer: a django-oscar shop with 240 products, timed in a process of its own.

``python shop.py FOLDER`` makes the shop in an empty folder and prints, as JSON, the CPU
milliseconds and the SQL queries of one listing page. Oscar's defaults are kept: Whoosh with
spelling suggestions, debug off, no page cache.
"""

import json
import random
import sys
import warnings
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import django
from django.conf import settings
from oscar import defaults

PRODUCTS, PARTNERS, REGIONS = 240, 60, 8
TIERS = ("SC3", "SC3plus", "SC4", "SC4plus")
ROUNDS = 15
LISTING = "/catalogue/"
CONTRIB = "admin auth contenttypes sessions messages staticfiles sites flatpages"
SHOP = (
    "analytics checkout address shipping catalogue communication partner basket payment offer "
    "order customer search voucher wishlists"
)
DASHBOARD = (
    "reports users orders catalogue offers partners pages ranges reviews vouchers "
    "communications shipping"
)
OTHERS = "widget_tweaks haystack treebeard sorl.thumbnail django_tables2"
READY = "request debug i18n media static tz"
PLAIN: dict[str, Any] = {
    "SECRET_KEY": "only for measuring",
    "ALLOWED_HOSTS": ["testserver"],
    "ROOT_URLCONF": "shop_urls",
    "SITE_ID": 1,
    "USE_TZ": True,
    "STATIC_URL": "/static/",
    "MEDIA_URL": "/media/",
    "DEFAULT_AUTO_FIELD": "django.db.models.AutoField",
    "OSCAR_DEFAULT_CURRENCY": "JPY",
}


def configure(folder: Path) -> None:
    """Set the shop up as Oscar's documentation does."""
    usual = {name: value for name, value in vars(defaults).items() if name.isupper()}
    settings.configure(
        **usual | PLAIN | _stored(folder),
        INSTALLED_APPS=list(_apps()),
        MIDDLEWARE=list(_middleware()),
        TEMPLATES=[_templates()],
    )
    django.setup()


def _stored(folder: Path) -> dict[str, Any]:
    """SQLite and Whoosh in the folder."""
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "shop.sqlite3")}
    index = {"ENGINE": "haystack.backends.whoosh_backend.WhooshEngine", "INCLUDE_SPELLING": True}
    return {
        "DATABASES": {"default": database | {"CONN_MAX_AGE": 600}},
        "HAYSTACK_CONNECTIONS": {"default": index | {"PATH": str(folder / "index")}},
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
    }


def _apps():
    yield from (f"django.contrib.{name}" for name in CONTRIB.split())
    yield "oscar.config.Shop"
    for name in SHOP.split():
        yield f"oscar.apps.{name}.apps.{name.capitalize()}Config"
    yield "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig"
    yield "oscar.apps.dashboard.apps.DashboardConfig"
    for name in DASHBOARD.split():
        yield f"oscar.apps.dashboard.{name}.apps.{name.capitalize()}DashboardConfig"
    yield from OTHERS.split()


def _middleware():
    yield "django.contrib.sessions.middleware.SessionMiddleware"
    yield "django.middleware.common.CommonMiddleware"
    yield "django.middleware.csrf.CsrfViewMiddleware"
    yield "django.contrib.auth.middleware.AuthenticationMiddleware"
    yield "django.contrib.messages.middleware.MessageMiddleware"
    yield "oscar.apps.basket.middleware.BasketMiddleware"
    yield "django.contrib.flatpages.middleware.FlatpageFallbackMiddleware"


def _templates() -> dict[str, object]:
    names = [f"django.template.context_processors.{name}" for name in READY.split()]
    names += [
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "oscar.apps.search.context_processors.search_form",
        "oscar.apps.checkout.context_processors.checkout",
        "oscar.apps.communication.notifications.context_processors.notifications",
        "oscar.core.context_processors.metadata",
    ]
    engine = "django.template.backends.django.DjangoTemplates"
    return {"BACKEND": engine, "APP_DIRS": True, "OPTIONS": {"context_processors": names}}


def seed() -> None:
    """240 products of 60 partners in 4 × 8 categories, each with one price; seeded by 7."""
    from oscar.apps.catalogue.categories import create_from_breadcrumbs  # noqa: PLC0415
    from oscar.apps.catalogue.models import Product, ProductClass  # noqa: PLC0415
    from oscar.apps.partner.models import Partner, StockRecord  # noqa: PLC0415

    chance = random.Random(7)  # noqa: S311 - prices, not secrets
    kind = ProductClass.objects.create(name="package", track_stock=False)
    partners = [Partner.objects.create(name=f"Partner {n:02}") for n in range(PARTNERS)]
    places = [(tier, region) for tier in TIERS for region in range(REGIONS)]
    shelves = [create_from_breadcrumbs(f"Packages > {t} > Region {r}") for t, r in places]
    for n in range(PRODUCTS):
        tier = TIERS[n % len(TIERS)]
        product = Product.objects.create(
            title=f"Otasuke package {n:03} {tier}",
            product_class=kind,
            description=f"One package of desk, watch, dispatch and insurance, tier {tier}. " * 5,
        )
        product.categories.add(shelves[n % len(shelves)])
        StockRecord.objects.create(
            product=product,
            partner=partners[n % PARTNERS],
            partner_sku=f"sku-{n:03}",
            price_currency="JPY",
            price=chance.randrange(5_000, 60_000, 10),
        )


def measured() -> dict[str, float]:
    """CPU of one listing page, and its queries."""
    from django.db import connection, reset_queries  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client()
    for _ in range(2):
        page = client.get(LISTING)
        assert page.status_code == 200, page.status_code
        assert b"Otasuke package" in page.content
    spent = [_cpu_ms(lambda: client.get(LISTING)) for _ in range(ROUNDS)]
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        client.get(LISTING)
    return {"cpu_ms": median(spent), "queries": len(queries), "bytes": len(page.content)}


def _cpu_ms(work) -> float:
    begun = process_time()
    work()
    return (process_time() - begun) * 1000


def main(folder: Path) -> None:
    """Make the shop and measure it."""
    warnings.simplefilter("ignore")  # the peer's own
    configure(folder)
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    seed()
    call_command("rebuild_index", verbosity=0, interactive=False)
    print(json.dumps(measured()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
