"""A system in another process, in whatever language: one set of JSON shapes, over HTTP or over lines on stdin and stdout."""
