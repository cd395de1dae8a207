"""pytest-draaiboek: a self-test that puts a supplier's system through a national migration script."""
