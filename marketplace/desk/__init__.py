"""The desk: one file a journey, one function an act."""
