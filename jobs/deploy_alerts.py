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
    "stack": ("dev", "Stack"),
    "runner": ("pulumi", "Runner (pulumi: the Pulumi CLI; npm: the local engine, to try and test)"),
    # Empty: the notebook comes from Git, together with the program.
    "project_folder": ("", "Folder of the program"),
    "backend_url": ("", "Backend of the stack's state"),
    "secret_scope": ("", "Secret scope of Pulumi's passphrase or token"),
    # A path in a volume, or a URL. Empty: what is on the PATH.
    "node": ("", "Archive of Node.js"),
    "pulumi": ("", "Archive of the Pulumi CLI"),
    "plugin": ("", "Archive of the CLI's databricks plugin"),
}
for name, (standard, label) in WIDGETS.items():
    dbutils.widgets.text(name, standard, label)
given = {name: dbutils.widgets.get(name).strip() for name in WIDGETS}

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
