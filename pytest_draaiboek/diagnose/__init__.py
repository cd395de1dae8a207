"""What is in place to judge a system, and what is not: talked to verb by verb, before any judging."""
