"""Results: what each case came to, the verdict that follows, the file that keeps it, and how it is shown."""
