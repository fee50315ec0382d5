"""The only exceptions from the sizes, each with its reason. An entry that is no longer needed fails the tests."""

LONG_FILES: dict[str, str] = {
    "tests/rollout_file/test_mistakes.py": "one entry for each mistake that a rollout file can hold",
    "tests/report/studies.py": "one made-up study, and one for each way in which a study can be unusual",
}
LONG_FUNCTIONS: dict[str, str] = {
    "src/desirepath/friction.py:_point": "one value, a line for each of its fields",
    "tests/guidance/canaries/wire.py:_handler": "one server of a test, and what it answers at each address",
    "tests/guidance/hostile_content/frames.py:_handler": "one server of a test, and what it answers at each address",
    "tests/guidance/served.py:_handler": "one server of a test, and what it answers at each address",
    "tests/report/studies.py:_picture": "the figures of one process map, row by row",
}
LONG_CLASSES: dict[str, str] = {
    "src/desirepath/friction.py:WorkflowRead": "one workflow on its way from counts to friction points, stage by stage",
    "src/desirepath/report/svg/process_map.py:_Sheet": "one drawing; every part needs the measures of the sheet",
}
MANY_PARAMETERS: dict[str, str] = {
    "src/desirepath/cli/collect.py:collect": "each option of a command is a parameter",
    "src/desirepath/cli/demo.py:demo": "each option of a command is a parameter",
    "src/desirepath/cli/diagnose.py:diagnose": "each option of a command is a parameter",
    "src/desirepath/cli/prove.py:prove": "each option of a command is a parameter",
    "src/desirepath/cli/report.py:documents": "each option of a command is a parameter",
    "src/desirepath/cli/report.py:kit": "each option of a command is a parameter",
    "src/desirepath/cli/report.py:governance": "each option of a command is a parameter",
    "src/desirepath/cli/report_weekly.py:weekly": "each option of a command is a parameter",
    "src/desirepath/cli/serve.py:serve": "each option of a command is a parameter",
    "src/desirepath/cli/simulate.py:simulate": "each option of a command is a parameter",
    "src/desirepath/statistics/ratios.py:ratio_of_sums": "the six sums are the sufficient statistics of a ratio",
    "src/desirepath/vocabulary/rollout_keys.py:_holding": "a row of the table of keys, one parameter a column",
}
