"""What we believe: frozen facts and pure functions, standard library only."""
