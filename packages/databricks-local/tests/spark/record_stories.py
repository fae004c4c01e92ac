"""Asks Delta Lake on Apache Spark for the answers to stories: lists of statements that change tables and read them again.

Reads one JSON text per line on standard input, a list of statements, and writes one JSON line per statement, in the same
order, as record.py does. Each story has a schema of its own.

    python3 record_stories.py --version                 which Delta Lake answers, on which Spark
    python3 record_stories.py < stories.jsonl > answers.jsonl
"""

import json
import os
import sys

from record import SETTINGS, Spark

DELTA = "4.0.0"
DELTA_SETTINGS = {
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
    # A table without USING is a Delta table, as on Databricks.
    "spark.sql.sources.default": "delta",
}
PLUMBING = {
    "spark.jars.packages": f"io.delta:delta-spark_2.13:{DELTA}",
    "spark.databricks.delta.snapshotPartitions": "1",
}


def record():
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever Java prints is no answer
    spark = Spark({**DELTA_SETTINGS, **PLUMBING})
    for number, line in enumerate(sys.stdin):
        spark.session.sql(f"CREATE SCHEMA story_{number}")
        spark.session.sql(f"USE story_{number}")
        for statement in json.loads(line):
            print(json.dumps(spark.answer(statement), ensure_ascii=False), file=answers, flush=True)
        spark.session.sql(f"DROP SCHEMA story_{number} CASCADE")


if "--version" in sys.argv:
    import pyspark

    print(json.dumps({"spark": pyspark.__version__, "delta": DELTA, "settings": {**SETTINGS, **DELTA_SETTINGS}}))
else:
    record()
