"""「掲載」 What is listed and how people find it; everybody may read all of it.

``listing`` has ``current(book, day)``, the whole list of a day as one value, ``catalogue(book,
day, size, months)``, every row at a size in the neutral order, and the pages, papers and acts of
one offering. ``searching`` has ``search(book, day, Search(size, months, …))``: what a company
finds, with the count of every value, what is unclear, and what is left out and why.
"""
