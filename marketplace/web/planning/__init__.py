"""「案の見せかた」 How a plan is asked for in an address, and what its page and its file show."""
