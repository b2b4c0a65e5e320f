#!/usr/bin/env python3
"""Runs every end-to-end test against the binary. usage: end_to_end.py CHIMERA [unittest's arguments]

With CHIMERA_APPROVE=1 the golden files are written instead of compared (see scripts/approve)."""
import sys
sys.dont_write_bytecode = True
import os, pathlib, unittest

if len(sys.argv) < 2:
    sys.exit(__doc__)
os.environ['CHIMERA_BINARY'] = str(pathlib.Path(sys.argv.pop(1)).resolve())
from usage_tests import *   # noqa: F401,F403
from input_tests import *   # noqa: F401,F403
from mapping_tests import *  # noqa: F401,F403
from tree_tests import *  # noqa: F401,F403
from output_tests import *  # noqa: F401,F403
from run_tests import *     # noqa: F401,F403
from explain_tests import *  # noqa: F401,F403
from statements_tests import *  # noqa: F401,F403
from observations_tests import *  # noqa: F401,F403
from property_tests import *  # noqa: F401,F403
from model_tests import *   # noqa: F401,F403
from server_tests import *  # noqa: F401,F403
from verify_tests import *  # noqa: F401,F403
from docs_tests import *    # noqa: F401,F403
from accept_tests import *  # noqa: F401,F403

if __name__ == '__main__':
    unittest.main(verbosity=2)
