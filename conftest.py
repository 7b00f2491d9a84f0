"""What holds for tests and notebooks alike: how notebooks are run, and how an output that moved is reported."""

pytest_plugins = ["notebook_comparison", "warm_kernels"]
