"""「証跡のファイル」 What is handed in beside a manifest: looked at, compared, kept, opened."""

from marketplace.desk.evidence.arriving import (
    MOST_FILES,
    MOST_TOGETHER,
    MOST_WEIGHT,
    arrived,
)
from marketplace.desk.evidence.declared import INSIDE, check_files, is_inside

__all__ = [
    "INSIDE",
    "MOST_FILES",
    "MOST_TOGETHER",
    "MOST_WEIGHT",
    "arrived",
    "check_files",
    "is_inside",
]
