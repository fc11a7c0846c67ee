def test_it(town):
    c = town.invoiced()
    print(c)
