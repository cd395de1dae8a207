"""Everything of the built-in suite; ``from pytest_draaiboek.toetsing.suite.alles import *`` takes it into a test file of one's own."""

from pytest_draaiboek.toetsing.suite.kalender import test_eis
from pytest_draaiboek.toetsing.suite.techniek import test_techniek

__all__ = ["test_eis", "test_techniek"]
