"""How people sign up, sign in and stay signed in; they act for themselves here, for nobody else."""
