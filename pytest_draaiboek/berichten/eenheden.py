"""The units that volumes are in, as far as one reckons with them: codes of Eenheid."""

MINUUT, UUR, STUKS_OUTPUT, EUROCENT = "01", "04", "82", "83"
MINUTEN_PER_UUR = 60
