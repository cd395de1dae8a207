"""The report as one page that needs nothing else: drawn from a result only; what is in here is imported only when it is asked for."""
