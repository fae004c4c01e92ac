# Databricks notebook source
# MAGIC %md
# MAGIC # alerting_tables_job
# MAGIC
# MAGIC Creates the config tables, or gives those that there are what they lack: columns, defaults, comments, properties,
# MAGIC keys, CHECK constraints. Nothing is dropped, replaced or changed in type, and no row is touched. It can run as often
# MAGIC as one likes. Left to the program (`pulumi up`): catalog and schema, seed rows, grants.
# MAGIC
# MAGIC The statements come from the program, which writes them in when it uploads the notebook.

# COMMAND ----------

import json

dbutils.widgets.text("catalog", "health_monitor", "Catalog")
dbutils.widgets.text("gold_schema", "gold", "Gold schema")
catalog = dbutils.widgets.get("catalog").strip()
gold_schema = dbutils.widgets.get("gold_schema").strip()

missing = [name for name, value in (("catalog", catalog), ("gold_schema", gold_schema)) if value == ""]
if missing:
    raise ValueError("; ".join(f"{name} is required" for name in missing))

# COMMAND ----------

TABLES = []

# COMMAND ----------


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


def named(statement):
    return statement.replace("`<catalog>`", quoted(catalog)).replace("`<gold_schema>`", quoted(gold_schema))


def read(statement):
    # The information schema keeps names in lower case.
    values = {name: value.replace("<gold_schema>", gold_schema.lower()) for name, value in statement.get("parameters", {}).items()}
    return spark.sql(named(statement["sql"]), values or None).collect()


def live(table):
    """What the table has, by kind of thing. None when there is no such table."""
    columns = read(table["columns"])
    if not columns:
        return None
    properties = [row["key"] for row in read(table["properties"])]
    constraints = read(table["constraints"])
    keys = {row["constraint_name"] for row in constraints if row["constraint_type"] == "PRIMARY KEY"}
    named_so = {step["name"] for step in table["steps"] if step["kind"] == "primary key"}
    foreign = [row for row in constraints if row["constraint_type"] == "FOREIGN KEY"]
    linked = {row[name] for row in foreign for name in ("constraint_name", "column_name")}
    return {
        "property": set(properties),
        "column": {row["column_name"].lower() for row in columns},
        "default": {row["column_name"].lower() for row in columns if row["column_default"] is not None},
        "comment": {row["column_name"].lower() for row in columns if row["comment"]},
        "not null": {row["column_name"].lower() for row in columns if row["is_nullable"] == "NO"},
        # A primary key of whatever name will do.
        "primary key": named_so if keys else set(),
        "check": {name[len("delta.constraints.") :] for name in properties if name.startswith("delta.constraints.")},
        # And a foreign key of whatever name, on its column.
        "foreign key": {step["name"] for step in table["steps"] if linked & {step["name"], step.get("column", "")}},
    }


def lacking(table, has):
    steps = [step for step in table["steps"] if step["name"] not in has[step["kind"]]]
    added = {step["name"] for step in steps if step["kind"] == "column"}
    keyless = any(step["kind"] == "primary key" for step in steps)
    # A new column brings its comment along, and only a key that is still to be added asks for NOT NULL.
    return [
        step
        for step in steps
        if not (step["kind"] == "comment" and step["name"] in added)
        and not (step["kind"] == "not null" and not keyless)
    ]


def faults(table, has, steps):
    """The rows that would make a constraint fail."""
    return [
        f"{table['table']}, {step['name']}: {row.asDict()}"
        for step in steps
        if step["kind"] == "check" and step["name"].removeprefix("chk_") in has["column"]
        for row in spark.sql(named(step["violations"])).collect()
    ]


# COMMAND ----------

# First a look at all tables: a row that breaks a new constraint stops the run before anything is changed.
broken = []
for table in TABLES:
    has = live(table)
    if has is not None:
        broken += faults(table, has, lacking(table, has))
if broken:
    raise ValueError("Rows break a CHECK constraint that their table lacks; nothing was changed:\n  " + "\n  ".join(broken))

# COMMAND ----------

changes = {}
for table in TABLES:
    is_new = live(table) is None
    spark.sql(named(table["create"]))
    steps = lacking(table, live(table))
    for step in steps:
        spark.sql(named(step["sql"]))
        if not is_new:
            print(f"{table['table']}: {step['kind']} {step['name']}")
    changes[table["table"]] = "created" if is_new else f"{len(steps)} changes" if steps else "up to date"
    print(f"{catalog}.{gold_schema}.{table['table']}: {changes[table['table']]}")

dbutils.notebook.exit(json.dumps(changes))
