"""How the documentation is built: MyST pages, Furo, and reference pages that are made from the package itself."""

import sys
from importlib.metadata import version as versie_van
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "pytest-draaiboek"
author = "the authors of pytest-draaiboek"
copyright = "the authors of pytest-draaiboek, EUPL-1.2"
release = version = versie_van("pytest-draaiboek")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "beelden", "docstrings", "uit_het_pakket"]
exclude_patterns = ["_build", "_ext"]
html_theme = "furo"
html_title = f"pytest-draaiboek {release}"
html_copy_source = False

myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline"]
myst_heading_anchors = 4
nitpicky = True

default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
# Types that a signature names and that are no part of the contract: those of Python and lxml, and those that a caller never makes.
nitpick_ignore_regex = [
    ("py:class", r"(collections\.abc|datetime|pathlib|random|zoneinfo)\.\w+"),
    ("py:class", r"lxml\.etree\._Element"),
    ("py:class", r"pytest_draaiboek\.(klok\.motor\.Motor|berichten\.officieel\..*|standaarden\..*)"),
    ("py:class", r"pytest_draaiboek\.draaiboeken\.(uitstel\.Verzetting|proef\.Proef|eigen_standaard\.EigenStandaard)"),
]
