"""The texts that are made from the package, as MyST Markdown; they need no Sphinx."""
