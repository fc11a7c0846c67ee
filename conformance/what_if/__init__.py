"""「もしも」 An edition with other numbers, and by how much an offering misses one."""
