"""Runs the cells of a notebook for the local workspace: `python3 run_notebook.py <spec.json>`.

The spec names the cells, the parameters and the file that the report goes to. What the notebook prints goes to the
standard streams.
"""

import ast
import json
import linecache
import os
import signal
import sys
import threading
import time
import traceback

sys.dont_write_bytecode = True

from local_dbutils import DbUtils, NotebookExit  # noqa: E402
from local_frame import LocalFrame  # noqa: E402
from local_spark import LocalSpark  # noqa: E402
from local_sql_cells import SqlCells  # noqa: E402

WATCH_SECONDS = 0.5


def end_with_parent():
    """A workspace that was killed cannot end its notebooks: an orphan has another parent."""
    parent = os.getppid()

    def watch():
        while os.getppid() == parent:
            time.sleep(WATCH_SECONDS)
        os.killpg(os.getpgid(0), signal.SIGKILL)

    if hasattr(os, "killpg"):
        threading.Thread(target=watch, daemon=True).start()


def display(value=None, *_args, **_kwargs):
    if isinstance(value, LocalFrame):
        value.show(1000, truncate=False)
    else:
        print(value)


def run_python(cell, namespace):
    """Like a notebook: the value of a closing expression is shown."""
    name = f"<cell {cell['position']}>"
    source = cell["source"]
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), namespace)
    if last is None:
        return
    value = eval(compile(ast.Expression(last.value), name, "eval"), namespace)
    if value is not None:
        print(repr(value))


def run_cells(spec, namespace, sql_cells):
    for cell in spec["cells"]:
        if cell["kind"] == "PYTHON":
            run_python(cell, namespace)
        elif cell["kind"] == "SQL":
            frame = sql_cells.run(cell)
            if frame is not None:
                namespace["_sqldf"] = frame
                display(frame)
        elif cell.get("magic") == "%pip":
            print(f"[local workspace] %pip{cell['source'].rstrip()} is not run: packages are those of this Python")


def trace_of(error):
    """The stack without the frames of this driver."""
    frames = error.__traceback__
    here = os.path.dirname(os.path.abspath(__file__))
    while frames is not None and os.path.dirname(os.path.abspath(frames.tb_frame.f_code.co_filename)) == here:
        frames = frames.tb_next
    return "".join(traceback.format_exception(type(error), error, frames))


def report_of(spec):
    spark = LocalSpark(os.environ["DATABRICKS_HOST"], os.environ["DATABRICKS_TOKEN"], spec["warehouse_id"])
    dbutils = DbUtils(spec["parameters"], spec["values"])
    namespace = {
        "__name__": "__main__",
        "spark": spark,
        "dbutils": dbutils,
        "display": display,
        "displayHTML": print,
        "getArgument": dbutils.widgets.getArgument,
        "sql": spark.sql,
        "table": spark.table,
    }
    report = {}
    try:
        run_cells(spec, namespace, SqlCells(spark, dbutils.widgets))
    except NotebookExit as leave:
        report["exit"] = leave.value
    except SystemExit as leave:
        if leave.code not in (None, 0):
            report = {"error": f"SystemExit: {leave.code}", "trace": trace_of(leave)}
    except BaseException as error:
        report = {"error": f"{type(error).__name__}: {error}", "trace": trace_of(error)}
        print(report["trace"], file=sys.stderr)
    return {**report, "values": dbutils.jobs.taskValues.set_values}


def main():
    end_with_parent()
    with open(sys.argv[1], encoding="utf-8") as file:
        spec = json.load(file)
    # The notebook's own folder is where it looks for modules, not this one's.
    sys.path[0] = os.getcwd()
    sys.argv = [""]
    report = report_of(spec)
    sys.stdout.flush()
    sys.stderr.flush()
    part = spec["report"] + ".part"
    with open(part, "w", encoding="utf-8") as file:
        json.dump(report, file)
    os.replace(part, spec["report"])


if __name__ == "__main__":
    main()
