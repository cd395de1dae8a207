"""The built-in test modules; not named test_*, so that nobody collects them by accident."""
