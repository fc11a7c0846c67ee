"""「最初の画面」 What somebody who has just come in has to know, derived from the records.

One function an audience, each asking a fixed number of statements, however much there is.
"""
