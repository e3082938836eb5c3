"""Makes the hand-written pages of the events tests importable."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "events"))
