"""「契約の一生」 From a price on paper to a contract, its invoices and its end."""
