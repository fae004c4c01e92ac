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

STANDARDS = {
    "catalog": "health_monitor",
    "gold_schema": "gold",
    "warehouse_id": "",
    "dry_run": "true",
    "delete_disabled": "false",
    "api_base": "/api/2.0/alerts",
    # What the stack is set to: only what differs from it is given to the program.
    "stack_settings": "{}",
    "stack": "dev",
    # pulumi: the Pulumi CLI. npm: the engine of the local workspace, for trying and testing.
    "runner": "pulumi",
    # Empty: the notebook comes from Git, together with the program.
    "project_folder": "",
    "backend_url": "",
    "secret_scope": "",
    # Archives: a path in a volume, or a URL. Empty: what is on the PATH.
    "node": "",
    "pulumi": "",
    "plugin": "",
}
for name, standard in STANDARDS.items():
    dbutils.widgets.text(name, standard)
given = {name: dbutils.widgets.get(name).strip() for name in STANDARDS}

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
