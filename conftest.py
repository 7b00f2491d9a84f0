"""What holds for tests and notebooks alike: a saved output that moved is reported by what moved in it."""

pytest_plugins = ["notebook_comparison"]
