# Databricks notebook source
# MAGIC %md
# MAGIC # alerting_deploy_job
# MAGIC
# MAGIC Runs the program that deploys the alert rows, inside the workspace: a preview with `dry_run=true`, else an up. Where the
# MAGIC program, Node.js, the Pulumi CLI and the stack's state come from on serverless compute: docs/jobs.md. Two runs never work
# MAGIC on one stack at the same time: the job allows one, and the state's lock keeps out whoever else deploys.

# COMMAND ----------

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

# What is run, and with which state: written in here at the upload, and never a parameter, since whoever may run the job
# would choose what runs as it. None: the notebook comes from Git, and so does jobs/deploy_settings.json beside it.
FIXED = None

# Name: standard and label.
WIDGETS = {
    "catalog": ("health_monitor", "Catalog"),
    "gold_schema": ("gold", "Gold schema"),
    "warehouse_id": ("", "SQL warehouse (id)"),
    "dry_run": ("true", "Dry run (true: preview, false: deploy)"),
    "delete_disabled": ("false", "Delete the alerts of disabled rows"),
    "api_base": ("/api/2.0/alerts", "API base"),
    # Only what differs from it is given to the program.
    "stack_settings": ("{}", "What the stack is set to (JSON)"),
}
for name, (standard, label) in WIDGETS.items():
    dbutils.widgets.text(name, standard, label)
given = {name: dbutils.widgets.get(name).strip() for name in WIDGETS}

if FIXED is None:
    committed = Path.cwd().parent / "jobs" / "deploy_settings.json"
    if not committed.is_file():
        raise ValueError(
            f"There is no {committed}: a preview with deployGitUrl says what to commit there. Without Git, the job's notebook "
            "is the one that the program uploads"
        )
    FIXED = json.loads(committed.read_text())
given = {**given, **FIXED}

project = Path(given["project_folder"] or Path.cwd().parent)
if not (project / "jobs" / "deploying").is_dir():
    raise ValueError(
        f"project_folder: {project} is not this program's folder. Set deployFolder to where it is in the workspace (a Git "
        "folder), or deployGitUrl to its repository"
    )
sys.dont_write_bytecode = True
sys.path.insert(0, str(project / "jobs"))

# COMMAND ----------

from deploying import header, parameters, program, toolchain, workspace

faults = parameters.faults(given) + toolchain.faults(given)
if faults:
    raise ValueError("; ".join(faults))

access = workspace.access()
for line in header.lines(given, access, spark):
    print(line)

# COMMAND ----------

# Programs, packages and the CLI's sign-in: nothing of them stays on a machine that goes on after the run.
with TemporaryDirectory(prefix="alerts-", ignore_cleanup_errors=True) as scratch:
    tools = toolchain.prepare(given, project, access, dbutils, Path(scratch))
    totals = program.deploy(given, tools)
dbutils.notebook.exit(json.dumps(totals))
