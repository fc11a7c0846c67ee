"""「案」 From a company's diagnosis to the cheapest proven combination of listed plans.

``planning`` has ``plan(book, actor, order, day)``, which only reads. ``subject`` says whose
diagnosis, size and places it is about, ``needs`` what is open in the term, ``sifting`` which listed
plans may take part and why the others may not.
"""
