"""What the official Python SDK sees of a workspace: one JSON object on stdout, one key per topic.

The environment names the workspace (DATABRICKS_HOST, DATABRICKS_TOKEN) and a service principal of it
(CLIENT_ID, CLIENT_SECRET). `python-sdk.test.ts` runs this and compares every value.
"""

import base64
import io
import json
import os

from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config
from databricks.sdk.errors import DatabricksError
from databricks.sdk.service import catalog, iam, jobs, settings, sql, workspace

FOLDER = "/Workspace/Shared/python-sdk"


def client(**options) -> WorkspaceClient:
    # The SDK would repeat a refusal by quota for minutes.
    return WorkspaceClient(config=Config(retry_timeout_seconds=1, **options))


def refusal(call):
    """The class of the SDK's error, the service's code and message."""
    try:
        call()
    except TimeoutError as error:
        return ["TimeoutError", *describe(error.__cause__)]
    except DatabricksError as error:
        return describe(error)
    return None


def describe(error):
    return [type(error).__name__, error.error_code, str(error)]


def alert(name: str, warehouse_id: str) -> sql.AlertV2:
    return sql.AlertV2(
        display_name=name,
        query_text="SELECT 3 AS n",
        warehouse_id=warehouse_id,
        parent_path=FOLDER,
        evaluation=sql.AlertV2Evaluation(
            source=sql.AlertV2OperandColumn(name="n", aggregation=sql.Aggregation.MAX),
            comparison_operator=sql.ComparisonOperator.GREATER_THAN,
            threshold=sql.AlertV2Operand(value=sql.AlertV2OperandValue(double_value=1.5)),
            empty_result_state=sql.AlertEvaluationState.OK,
            notification=sql.AlertV2Notification(
                subscriptions=[sql.AlertV2Subscription(user_email="own@example.com")],
                notify_on_ok=True,
                retrigger_seconds=600,
            ),
        ),
        schedule=sql.CronSchedule(
            quartz_cron_schedule="0 0 8 * * ?", timezone_id="Europe/Berlin", pause_status=sql.SchedulePauseStatus.PAUSED
        ),
    )


def identity(w: WorkspaceClient):
    me = w.current_user.me()
    return {"user": me.user_name, "groups": [group.display for group in me.groups], "workspace": w.get_workspace_id()}


def oauth(w: WorkspaceClient):
    principal = client(
        client_id=os.environ["CLIENT_ID"], client_secret=os.environ["CLIENT_SECRET"], auth_type="oauth-m2m", token=None
    )
    return {
        "user": principal.current_user.me().user_name,
        "alerts": len(list(principal.alerts_v2.list_alerts())),
        "token": w.tokens.create(comment="ci", lifetime_seconds=60).token_info.comment,
    }


def alerts(w: WorkspaceClient, warehouse_id: str):
    made = [w.alerts_v2.create_alert(alert(f"python {number:03}", warehouse_id)) for number in range(150)]
    listed = list(w.alerts_v2.list_alerts(page_size=40))
    first = made[0]
    update = sql.AlertV2(
        display_name="renamed", query_text="", warehouse_id="", evaluation=first.evaluation, schedule=first.schedule
    )
    update.evaluation.threshold.value.double_value = 80
    updated = w.alerts_v2.update_alert(first.id, update, update_mask="display_name,evaluation.threshold")
    w.alerts_v2.trash_alert(first.id)
    in_trash = w.alerts_v2.get_alert(first.id)
    left = [one.display_name for one in w.alerts_v2.list_alerts(page_size=100)]
    w.alerts_v2.trash_alert(first.id, purge=True)
    return {
        "created": without_id(made[1]),
        "listed_in_order": [one.id for one in listed] == [one.id for one in made],
        "updated": without_id(updated),
        "in_trash": in_trash.lifecycle_state.value,
        "left": [len(left), left[0]],
        "purged": refusal(lambda: w.alerts_v2.get_alert("1")),
        "purged_again": refusal(lambda: w.alerts_v2.get_alert(first.id))[:2],
    }


def without_id(one: sql.AlertV2):
    return {key: value for key, value in one.as_dict().items() if key != "id"}


def permissions(w: WorkspaceClient):
    one = next(iter(w.alerts_v2.list_alerts()))
    change = [iam.AccessControlRequest(group_name="users", permission_level=iam.PermissionLevel.CAN_RUN)]
    w.permissions.update("alertsv2", one.id, access_control_list=change)
    answer = w.permissions.get("alertsv2", one.id)
    return {
        "object": [answer.object_type, answer.object_id == f"/alertsv2/{one.id}"],
        "granted": [
            [entry.user_name or entry.group_name, entry.all_permissions[0].permission_level.value]
            for entry in answer.access_control_list
        ],
        "levels": [
            level.permission_level.value
            for level in w.permissions.get_permission_levels("alertsv2", one.id).permission_levels
        ],
    }


def statements(w: WorkspaceClient, warehouse_id: str):
    def run(statement: str, **options):
        return w.statement_execution.execute_statement(statement, warehouse_id, wait_timeout="50s", **options)

    bound = run(
        "SELECT :n + 1 AS n, :day AS day, :name AS name, :nothing AS nothing",
        parameters=[
            sql.StatementParameterListItem(name="n", value="41", type="INT"),
            sql.StatementParameterListItem(name="day", value="2026-11-23", type="DATE"),
            sql.StatementParameterListItem(name="name", value="it's"),
            sql.StatementParameterListItem(name="nothing"),
        ],
    )
    many = run("SELECT id FROM range(25000) ORDER BY id")
    last = w.statement_execution.get_statement_result_chunk_n(many.statement_id, 2)
    failed = run("SELECT * FROM nowhere.nothing")
    return {
        "columns": [[column.name, column.type_text] for column in bound.manifest.schema.columns],
        "row": bound.result.data_array,
        "chunks": [[chunk.row_offset, chunk.row_count] for chunk in many.manifest.chunks],
        "next": [many.result.next_chunk_index, many.result.data_array[-1]],
        "last": [last.row_offset, last.row_count, last.next_chunk_index, last.data_array[-1]],
        "failed": [failed.status.state.value, failed.status.error.error_code.value],
    }


def warehouses(w: WorkspaceClient):
    made = w.warehouses.create_and_wait(
        name="python",
        cluster_size="2X-Small",
        max_num_clusters=1,
        auto_stop_mins=10,
        enable_serverless_compute=True,
        warehouse_type=sql.CreateWarehouseRequestWarehouseType.PRO,
    )
    states = [made.state.value]
    w.warehouses.edit_and_wait(made.id, name="python", cluster_size="Small", max_num_clusters=2)
    states.append(w.warehouses.stop_and_wait(made.id).state.value)
    states.append(w.warehouses.start_and_wait(made.id).state.value)
    seen = w.warehouses.get(made.id)
    names = sorted(one.name for one in w.warehouses.list())
    w.warehouses.delete(made.id)
    return {
        "states": states,
        "seen": [seen.name, seen.cluster_size, seen.max_num_clusters, seen.warehouse_type.value],
        "names": names,
        "deleted": refusal(lambda: w.warehouses.get(made.id))[:2],
    }


def destinations(w: WorkspaceClient):
    hook = settings.GenericWebhookConfig(url="https://hooks.example.com/1", username="u", password="p")
    made = w.notification_destinations.create(
        display_name="hook", config=settings.Config(generic_webhook=hook)
    )
    other = settings.Config(generic_webhook=settings.GenericWebhookConfig(url="https://hooks.example.com/2"))
    changed = w.notification_destinations.update(made.id, display_name="other hook", config=other)
    listed = [one.display_name for one in w.notification_destinations.list()]
    w.notification_destinations.delete(made.id)
    return {
        "made": [made.destination_type.value, made.config.as_dict()],
        "changed": [changed.destination_type.value, changed.config.as_dict()],
        "listed": listed,
        "deleted": refusal(lambda: w.notification_destinations.get(made.id))[:2],
    }


def files(w: WorkspaceClient):
    w.workspace.mkdirs(FOLDER)
    notebook = f"{FOLDER}/count"
    source = b"-- Databricks notebook source\nSELECT 7 AS n, :name AS name\n"
    w.workspace.upload(
        notebook, io.BytesIO(source), format=workspace.ImportFormat.SOURCE, language=workspace.Language.SQL
    )
    w.workspace.import_(
        f"{FOLDER}/note.txt", content=base64.b64encode(b"hello").decode(), format=workspace.ImportFormat.RAW
    )
    return {
        "status": [w.workspace.get_status(notebook).object_type.value, w.workspace.get_status(notebook).language.value],
        "listed": sorted([one.path, one.object_type.value] for one in w.workspace.list(FOLDER)),
        "source": w.workspace.download(notebook, format=workspace.ExportFormat.SOURCE).read().decode(),
        "again": refusal(
            lambda: w.workspace.upload(notebook, io.BytesIO(source), language=workspace.Language.SQL)
        )[:2],
    }


def unity_catalog(w: WorkspaceClient, warehouse_id: str):
    schema = w.schemas.create(name="python_sdk", catalog_name="main", comment="of the SDK")
    w.statement_execution.execute_statement(
        "CREATE TABLE main.python_sdk.t (id BIGINT NOT NULL, name STRING COMMENT 'who')", warehouse_id
    )
    change = catalog.PermissionsChange(principal="users", add=[catalog.Privilege.USE_SCHEMA])
    granted = w.grants.update("schema", schema.full_name, changes=[change])
    table = w.tables.get("main.python_sdk.t")
    exists = [w.tables.exists(name).table_exists for name in ("main.python_sdk.t", "main.python_sdk.no")]
    w.schemas.delete(schema.full_name, force=True)
    return {
        "schema": [schema.full_name, schema.comment],
        "columns": [[one.name, one.type_name.value, one.nullable, one.comment] for one in table.columns],
        "granted": [assignment.as_dict() for assignment in granted.privilege_assignments],
        "exists": exists,
        "deleted": refusal(lambda: w.schemas.get(schema.full_name))[0],
    }


def job(w: WorkspaceClient, warehouse_id: str):
    watched = w.alerts_v2.create_alert(alert("watched by a job", warehouse_id))
    made = w.jobs.create(
        name="python",
        parameters=[jobs.JobParameterDefinition(name="name", default="nobody")],
        tasks=[
            jobs.Task(
                task_key="count",
                notebook_task=jobs.NotebookTask(notebook_path=f"{FOLDER}/count", warehouse_id=warehouse_id),
            ),
            jobs.Task(
                task_key="watch",
                depends_on=[jobs.TaskDependency(task_key="count")],
                alert_task=jobs.AlertTask(
                    alert_id=watched.id,
                    warehouse_id=warehouse_id,
                    subscribers=[jobs.AlertTaskSubscriber(user_name="reviewer@example.com")],
                ),
            ),
        ],
    )
    run = w.jobs.run_now(made.job_id, job_parameters={"name": "somebody"}).result()
    outputs = {task.task_key: w.jobs.get_run_output(task.run_id) for task in run.tasks}
    seen = w.alerts_v2.get_alert(watched.id)
    listed = [one.settings.name for one in w.jobs.list()]
    runs = [one.state.result_state.value for one in w.jobs.list_runs(job_id=made.job_id)]
    w.alerts_v2.trash_alert(watched.id, purge=True)
    w.jobs.delete(made.job_id)
    return {
        "state": [run.state.life_cycle_state.value, run.state.result_state.value],
        "tasks": {task.task_key: task.state.result_state.value for task in run.tasks},
        "alert": seen.evaluation.state.value,
        "alert_output": outputs["watch"].alert_output.as_dict(),
        "listed": listed,
        "runs": runs,
        "deleted": refusal(lambda: w.jobs.get(made.job_id))[0],
    }


def refusals(w: WorkspaceClient, warehouse_id: str):
    bad = alert("bad", warehouse_id)
    bad.schedule.quartz_cron_schedule = "every day"
    # The quota leaves room for one.
    w.alerts_v2.create_alert(alert("the last one", warehouse_id))
    return {
        "wrong_token": refusal(lambda: client(token="dapi-wrong").current_user.me())[:2],
        "bad_cron": refusal(lambda: w.alerts_v2.create_alert(bad))[:2],
        "quota": refusal(lambda: w.alerts_v2.create_alert(alert("one too many", warehouse_id))),
    }


def main():
    w = client()
    warehouse_id = next(iter(w.warehouses.list())).id
    topics = {
        "identity": lambda: identity(w),
        "alerts": lambda: alerts(w, warehouse_id),
        "oauth": lambda: oauth(w),
        "permissions": lambda: permissions(w),
        "statements": lambda: statements(w, warehouse_id),
        "warehouses": lambda: warehouses(w),
        "destinations": lambda: destinations(w),
        "files": lambda: files(w),
        "unity_catalog": lambda: unity_catalog(w, warehouse_id),
        "job": lambda: job(w, warehouse_id),
        "refusals": lambda: refusals(w, warehouse_id),
    }
    print(json.dumps({name: topic() for name, topic in topics.items()}))


main()
