"""Judging: the cases, the checks behind them, the assertions, and the built-in suite."""
