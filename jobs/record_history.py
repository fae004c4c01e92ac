# Databricks notebook source
# MAGIC %md
# MAGIC # alerting_history_job
# MAGIC
# MAGIC Appends the evaluations of the stack's alerts to `alert_history`: from `system.alert.alert_evaluation_history`, or from the
# MAGIC alerts API where that cannot be read. The API only knows the last evaluation of each alert, without values: what an alert
# MAGIC did between two runs is then not seen.
# MAGIC
# MAGIC Which alerts those are was written into this notebook when the stack uploaded it. That a row names an alert in
# MAGIC `databricks_alert_id` does not count: whoever may write rows could have the values of anybody's alerts copied here.
# MAGIC
# MAGIC Of an alert with a score `ml_suppressed` says whether that held a firing back, as its query said it. The score itself is in no
# MAGIC system table: for firings, and for those that were held back, the function is asked again, with the recorded figure and time.
# MAGIC
# MAGIC Each evaluation is recorded once, however often the job runs: a run begins `overlap_hours` before the newest one that is
# MAGIC recorded, since the system table may tell of some late, and merges on `evaluation_id`. Of two runs at the same time one
# MAGIC hears of a conflict, and looks again.

# COMMAND ----------

import json
import os
import random
import re
import time
import urllib.request

# Row and id of each alert that the stack has, and the function of its score; the upload writes them here.
ALERTS = None

# Whether a score held the alert back, by what was compared; the upload writes it here.
HELD_BACK = None

dbutils.widgets.text("catalog", "health_monitor", "Catalog")
dbutils.widgets.text("gold_schema", "gold", "Gold schema")
dbutils.widgets.text("overlap_hours", "24", "Hours to look back before the newest record")
catalog = dbutils.widgets.get("catalog").strip()
gold_schema = dbutils.widgets.get("gold_schema").strip()
overlap_hours = dbutils.widgets.get("overlap_hours").strip()

faults = [f"{name} is required" for name, value in (("catalog", catalog), ("gold_schema", gold_schema)) if value == ""]
if not overlap_hours.isdigit():
    faults.append(f'overlap_hours must be a whole number, not "{overlap_hours}"')
if ALERTS is None or HELD_BACK is None:
    faults.append("the stack's alerts are not in this notebook: run the one that an up uploads with the setting jobs")
if faults:
    raise ValueError("; ".join(faults))


def table(name):
    return ".".join("`" + part.replace("`", "``") + "`" for part in (catalog, gold_schema, name))


# COMMAND ----------

COLUMNS = """
  evaluation_id, alert_id, alert_name, agent_domain, severity, evaluation_timestamp, evaluation_date,
  evaluation_status, previous_status, query_result_value_double, query_result_value_string, threshold_operator,
  threshold_value_type, threshold_value_double, threshold_value_string, threshold_value_bool, query_duration_ms,
  error_message, ml_suppressed, notification_sent, notification_channels_used
"""

# The evaluations in one shape, whatever they come from.
FROM_SYSTEM_TABLE = f"""
  SELECT
    concat(alert_id, ':', alert_run_id) AS evaluation_id, alert_id AS databricks_alert_id,
    start_time, end_time, evaluated_state AS state, error_message,
    evaluated_source_result AS result, evaluated_threshold_result AS threshold,
    size(notified_subscriptions) > 0 AS is_told,
    transform(notified_subscriptions, told -> coalesce(told.user_email, told.destination_id)) AS told
  FROM system.alert.alert_evaluation_history
  WHERE start_time >= (
    SELECT timestampadd(HOUR, -{overlap_hours}, coalesce(max(evaluation_timestamp), TIMESTAMP '2000-01-01 00:00:00'))
    FROM {table("alert_history")} WHERE evaluation_id NOT LIKE 'api:%'
  )
"""

ALERTS_OF_STACK = """
  SELECT own.alert_id, own.databricks_alert_id, own.score, own.tells_figure
  FROM (
    SELECT explode(
      from_json(:alerts, 'ARRAY<STRUCT<alert_id: STRING, databricks_alert_id: STRING, score: STRING, tells_figure: BOOLEAN>>')
    ) AS own
  )
"""

VALUE = "named_struct('double_value', CAST(NULL AS DOUBLE), 'string_value', CAST(NULL AS STRING), 'bool_value', CAST(NULL AS BOOLEAN))"
FROM_API = f"""
  SELECT
    concat('api:', seen.id, ':', seen.at) AS evaluation_id, seen.id AS databricks_alert_id,
    CAST(seen.at AS TIMESTAMP) AS start_time, CAST(seen.at AS TIMESTAMP) AS end_time, seen.state AS state,
    CAST(NULL AS STRING) AS error_message, {VALUE} AS result, {VALUE} AS threshold,
    CAST(NULL AS BOOLEAN) AS is_told, CAST(NULL AS ARRAY<STRING>) AS told
  FROM (SELECT explode(from_json(:seen, 'ARRAY<STRUCT<id: STRING, at: STRING, state: STRING>>')) AS seen)
"""


def merge(evaluations):
    """What is already known from the other source is left out: there it has another id."""
    return f"""
MERGE INTO {table("alert_history")} AS known
USING (
  WITH evaluations AS (
    SELECT own.alert_id, own.score, own.tells_figure, e.* FROM ({evaluations}) AS e
    JOIN ({ALERTS_OF_STACK}) AS own ON own.databricks_alert_id = e.databricks_alert_id
  ),
  before AS (
    SELECT h.alert_id, max_by(h.evaluation_status, h.evaluation_timestamp) AS status
    FROM {table("alert_history")} AS h
    JOIN (
      SELECT e.alert_id, min(e.start_time) AS first FROM evaluations AS e GROUP BY e.alert_id
    ) AS f ON f.alert_id = h.alert_id AND h.evaluation_timestamp < f.first
    GROUP BY h.alert_id
  ),
  found AS (
    SELECT
      e.evaluation_id, c.alert_id, c.alert_name, c.agent_domain, c.severity, e.start_time AS evaluation_timestamp,
      CAST(e.start_time AS DATE) AS evaluation_date, e.state AS evaluation_status,
      coalesce(
        lag(e.state) OVER (PARTITION BY c.alert_id ORDER BY e.start_time, e.evaluation_id), before.status
      ) AS previous_status,
      e.result.double_value AS query_result_value_double,
      coalesce(e.result.string_value, CAST(e.result.bool_value AS STRING)) AS query_result_value_string,
      c.threshold_operator, c.threshold_value_type,
      coalesce(CASE WHEN e.tells_figure THEN NULL ELSE e.threshold.double_value END, c.threshold_value_double) AS threshold_value_double,
      coalesce(e.threshold.string_value, c.threshold_value_string) AS threshold_value_string,
      coalesce(e.threshold.bool_value, c.threshold_value_bool) AS threshold_value_bool,
      timestampdiff(MILLISECOND, e.start_time, e.end_time) AS query_duration_ms, e.error_message,
      CASE
        WHEN e.score IS NULL THEN NULL
        WHEN e.state = 'TRIGGERED' THEN FALSE
        WHEN e.tells_figure AND e.state = 'OK' AND ({HELD_BACK}) THEN TRUE
      END AS ml_suppressed,
      e.is_told AS notification_sent, e.told AS notification_channels_used, e.end_time AS ended_at
    FROM evaluations AS e
    JOIN {table("alert_configurations")} AS c ON c.alert_id = e.alert_id
    LEFT JOIN before ON before.alert_id = c.alert_id
    WHERE e.state IN ('OK', 'TRIGGERED', 'ERROR')
  )
  SELECT * FROM found WHERE NOT EXISTS (
    SELECT 1 FROM {table("alert_history")} AS other
    WHERE other.alert_id = found.alert_id
      AND (other.evaluation_id LIKE 'api:%') <> (found.evaluation_id LIKE 'api:%')
      AND other.evaluation_timestamp <= found.ended_at
      AND timestampadd(MILLISECOND, coalesce(other.query_duration_ms, 0), other.evaluation_timestamp) >= found.evaluation_timestamp
  )
) AS new
ON known.evaluation_id = new.evaluation_id
WHEN NOT MATCHED THEN INSERT ({COLUMNS})
VALUES ({", ".join("new." + name.strip() for name in COLUMNS.split(","))})
"""


# COMMAND ----------

TRIES = 6


def record(evaluations, args=None):
    """How many are new. A run that another one got in the way of tries again, on what that one wrote."""
    for attempt in range(1, TRIES + 1):
        try:
            return int(spark.sql(merge(evaluations), {"alerts": json.dumps(ALERTS), **(args or {})}).first()["num_inserted_rows"])
        except Exception as error:
            if attempt == TRIES or not re.search(r"CONCURRENT|Concurrent", f"{type(error).__name__}: {error}"):
                raise
            time.sleep(random.uniform(0.2, 1.0) * attempt)


def record_scores():
    """Of the firings, and of those that were held back: as the functions say it now, with what was recorded."""
    count = 0
    functions = sorted({alert["score"] for alert in ALERTS if alert.get("score")})
    for function in functions:
        scored = [alert["alert_id"] for alert in ALERTS if alert.get("score") == function]
        try:
            count += int(spark.sql(merge_scores(function), {"scored": json.dumps(scored)}).first()["num_updated_rows"])
        except Exception as error:
            # The evaluations are recorded all the same, and the next run asks again.
            print(f"{function} gave no scores: {str(error).splitlines()[0]}")
    return count


def merge_scores(function):
    return f"""
MERGE INTO {table("alert_history")} AS known
USING (
  SELECT asked.evaluation_id, {function}(asked.alert_id, asked.figure, asked.at) AS score
  FROM (
    SELECT evaluation_id, alert_id, query_result_value_double AS figure, evaluation_timestamp AS at
    FROM {table("alert_history")}
    WHERE ml_suppressed IS NOT NULL AND ml_score IS NULL
      AND alert_id IN (SELECT explode(from_json(:scored, 'ARRAY<STRING>')))
      AND record_created_timestamp >= timestampadd(HOUR, -{overlap_hours} - 1, current_timestamp())
  ) AS asked
) AS new
ON known.evaluation_id = new.evaluation_id
WHEN MATCHED AND new.score IS NOT NULL THEN UPDATE SET ml_score = new.score
"""


def refusal(error):
    """The error class of a statement that may not read the system table, or that finds none."""
    found = re.search(r"INSUFFICIENT_PERMISSIONS|TABLE_OR_VIEW_NOT_FOUND|(?:NO_SUCH_)?(?:SCHEMA|CATALOG)\w*_NOT_FOUND", str(error))
    return found and found.group(0)


# COMMAND ----------


def workspace():
    """Host and headers: from the environment, or from the notebook's own identity."""
    if os.environ.get("DATABRICKS_HOST") and os.environ.get("DATABRICKS_TOKEN"):
        return os.environ["DATABRICKS_HOST"], {"Authorization": f"Bearer {os.environ['DATABRICKS_TOKEN']}"}
    from databricks.sdk import WorkspaceClient

    config = WorkspaceClient().config
    return config.host, config.authenticate()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The token would go along to wherever the answer says."""

    def redirect_request(self, request, file, code, message, headers, address):
        raise OSError(f"{request.host} answers {code} with a redirect to {address}, which is not followed with a token")


opener = urllib.request.build_opener(NoRedirect())


def last_evaluations():
    """The last evaluation of every alert that the caller may see."""
    host, headers = workspace()
    seen, page_token = [], ""
    while page_token is not None:
        request = urllib.request.Request(f"{host}/api/2.0/alerts?page_size=100&page_token={page_token}", headers=headers)
        with opener.open(request, timeout=60) as response:
            page = json.load(response)
        for alert in page.get("alerts", []):
            evaluation = alert.get("evaluation", {})
            if evaluation.get("last_evaluated_at"):
                seen.append({"id": alert["id"], "at": evaluation["last_evaluated_at"], "state": evaluation.get("state")})
        page_token = page.get("next_page_token") or None
    return seen


# COMMAND ----------

# Read by itself, so that a table of ours that cannot be read is not taken for the system's.
why = None
try:
    spark.sql("SELECT alert_run_id FROM system.alert.alert_evaluation_history LIMIT 1").collect()
except Exception as error:
    why = refusal(error)
    if why is None:
        raise
if why is None:
    source, count = "system.alert.alert_evaluation_history", record(FROM_SYSTEM_TABLE)
else:
    print(f"system.alert.alert_evaluation_history cannot be read ({why}): asking the alerts API for the last evaluations")
    source, count = "the alerts API", record(FROM_API, {"seen": json.dumps(last_evaluations())})
scores = record_scores()
print(f"{count} new evaluations in {catalog}.{gold_schema}.alert_history, from {source}" + (f"; {scores} scores" if scores else ""))
dbutils.notebook.exit(json.dumps({"source": source, "recorded": count}))
