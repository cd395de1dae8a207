"""The units and frequencies that volumes are in, as far as one reckons with them: codes of Eenheid and Frequentie."""

MINUUT, UUR, STUKS_OUTPUT, EUROCENT = "01", "04", "82", "83"
MINUTEN_PER_UUR = 60
PER_DAG, PER_WEEK, PER_MAAND, TOTAAL = "1", "2", "4", "6"
