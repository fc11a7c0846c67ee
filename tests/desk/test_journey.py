"""The whole path, in the words of those who walk it."""

from datetime import date, timedelta

from tests.desk.conftest import LAST, MANIFEST, NOW, TODAY, manifest

from marketplace.desk.billing import IssueInvoice, issue_invoice
from marketplace.desk.contracting import Accept, accept, apply
from marketplace.desk.listing import catalogue, offering
from marketplace.desk.review import Certify, Rule, certify, review, rule
from marketplace.desk.submission import Submit, pre_check, submit
