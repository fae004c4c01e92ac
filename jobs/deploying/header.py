"""What a run says first."""

from . import workspace

COUNTED = "SELECT count_if(is_enabled) AS enabled, count_if(NOT coalesce(is_enabled, FALSE)) AS disabled FROM"


def lines(given, access, spark):
    existing = sum(1 for _ in workspace.alerts(given["api_base"], *access))
    return [
        f"Catalog:         {given['catalog']}",
        f"Gold schema:     {given['gold_schema']}",
        f"Warehouse:       {given['warehouse_id']}",
        f"Dry run:         {given['dry_run']}",
        f"Delete disabled: {given['delete_disabled']}",
        f"API base:        {given['api_base']}",
        f"Existing alerts: {existing}",
        f"Rows:            {rows(given, spark)}",
    ]


def rows(given, spark):
    schema = ".".join("`" + given[name].replace("`", "``") + "`" for name in ("catalog", "gold_schema"))
    try:
        counts = spark.sql(f"{COUNTED} {schema}.alert_configurations").first()
    except Exception as error:
        if "TABLE_OR_VIEW_NOT_FOUND" in str(error):
            return "none yet: there is no table alert_configurations"
        raise
    return f"{counts['enabled']} enabled, {counts['disabled']} disabled"
