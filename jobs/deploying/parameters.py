"""What a run may be given, and what of it reaches the program."""

import json

API_BASE = "/api/2.0/alerts"
REQUIRED = ("catalog", "gold_schema", "warehouse_id", "stack")
SETTINGS = {
    "catalog": "catalog",
    "gold_schema": "goldSchema",
    "warehouse_id": "warehouseId",
    "delete_disabled": "deleteDisabled",
}


def faults(given):
    """All that is wrong, each in a sentence."""
    found = [f"{name} is required" for name in REQUIRED if given[name] == ""]
    for name in ("dry_run", "delete_disabled"):
        if given[name] not in ("true", "false"):
            found.append(f'{name} must be true or false, not "{given[name]}"')
    if given["api_base"] != API_BASE:
        found.append(f'api_base must be {API_BASE}, the one API that this program speaks, not "{given["api_base"]}"')
    if given["runner"] not in ("pulumi", "npm"):
        found.append(f'runner must be pulumi or npm, not "{given["runner"]}"')
    return found


def is_dry_run(given):
    return given["dry_run"] == "true"


def is_local(given):
    return given["runner"] == "npm"


def overrides(given):
    """The settings that this run was given, and that are not those of the stack."""
    stack = json.loads(given["stack_settings"])
    return {setting: given[name] for name, setting in SETTINGS.items() if given[name] != stack.get(name)}
