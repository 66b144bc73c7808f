"""What holds for all tests: they do not depend on the settings of whoever runs them, nor on how fast the machine is."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

settings.register_profile("tyfacts", deadline=None)  # an example may take as long as it likes
settings.load_profile("tyfacts")

for _name in [name for name in os.environ if name.startswith("TYFACTS_")]:
    del os.environ[_name]  # options set as variables

os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="tyfacts-tests-")  # not the user's; built once for all tests
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)
