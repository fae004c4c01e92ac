"""Asks Apache Spark for the answers to statements.

Reads one JSON text per line on standard input, a statement, and writes one JSON line per statement, in the same order:

    [[[columnName, typeName], ...], rows]       an answer
    [errorClass, sqlState, message]             a failure

Values keep all that they are: BIGINT beyond 2^53 and DECIMAL are texts, NaN and the infinities are texts, BINARY is base64,
an INTERVAL is [months, microseconds], a MAP is a list of its entries, a STRUCT an object.

    python3 record.py --version                 which Spark answers, and with which settings
    python3 record.py [--processes 2] < statements.jsonl > answers.jsonl
"""

import argparse
import json
import os
import queue
import re
import subprocess
import sys
import tempfile
import threading

from read_values import read_fields

SETTINGS = {
    "spark.master": "local[1]",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "1",
}
# They change how fast Spark answers and how we read it, not what it answers.
PLUMBING = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.driver.memory": "2g",
    # Thousands of small statements: what takes time is compiling, not running.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.driver.host": "127.0.0.1",
    "spark.default.parallelism": "1",
    "spark.sql.datetime.java8API.enabled": "true",
}
STATEMENT_SECONDS = 20
# Planning cannot be cancelled: a process that is silent for this long is ended, and its statement has no answer.
SILENCE_SECONDS = 90
TIMED_OUT = ["TIMED_OUT", "HYT00", f"no answer within {STATEMENT_SECONDS} seconds"]
MESSAGE_LENGTH = 40


class Spark:
    def __init__(self, more_settings={}):
        import py4j.java_gateway
        import py4j.protocol
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.config("spark.sql.warehouse.dir", tempfile.mkdtemp(prefix="spark-"))
        for name, value in {**SETTINGS, **PLUMBING, **more_settings}.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        # PySpark's own handler logs every failure with its stack, which takes longer than the statement.
        py4j.java_gateway.get_return_value = py4j.protocol.get_return_value
        self.failure = py4j.protocol.Py4JJavaError
        self.version = session.version
        self.context = session.sparkContext
        self.session = session._jsparkSession
        self.is_spark_failure = session._jvm.Class.forName("org.apache.spark.SparkThrowable").isInstance

    def answer(self, sql):
        cancelled = threading.Event()

        def cancel():
            cancelled.set()
            self.context.cancelAllJobs()

        timer = threading.Timer(STATEMENT_SECONDS, cancel)
        timer.start()
        try:
            frame = self.session.sql(sql)
            fields = json.loads(frame.schema().json())["fields"]
            names = [field.dataType().catalogString() for field in frame.schema().fields()]
            columns = [[field["name"], name] for field, name in zip(fields, names)]
            types = [field["type"] for field in fields]
            rows = [list(read_fields(row, types)) for row in frame.collectAsList()]
            return [columns, rows]
        except self.failure as failure:
            return TIMED_OUT if cancelled.is_set() else self.told(failure.java_exception)
        finally:
            timer.cancel()

    def told(self, exception):
        """The first failure, from the outside in, that has a class."""
        outermost = exception
        while exception is not None:
            if self.is_spark_failure(exception) and exception.getCondition():
                name, state = exception.getCondition(), exception.getSqlState()
                return [name, state, shortened(exception.getMessage() or "", name)]
            exception = exception.getCause()
        return [outermost.getClass().getName(), None, shortened(outermost.getMessage() or "", "")]


def shortened(message, name):
    line = message.strip().split("\n")[0].removeprefix(f"[{name}] ").split(" SQLSTATE: ")[0].strip()
    # The statement stands beside it already.
    line = re.sub(r'^Cannot resolve ".*?" due to data type mismatch: ', "", line)
    return line if len(line) <= MESSAGE_LENGTH else line[: MESSAGE_LENGTH - 1] + "…"


def serve():
    """What one process does: a statement in, an answer out."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever Java prints is no answer
    spark = Spark()
    for line in sys.stdin:
        try:
            answer = spark.answer(json.loads(line))
        except Exception as defect:  # ours, not Spark's: it stands where it is seen, and the others are still asked
            answer = ["UNREADABLE", None, shortened(repr(defect), "")]
        print(json.dumps(answer, ensure_ascii=False), file=answers, flush=True)


class Process:
    """A process that answers one statement after another, and a new one where it does not come back."""

    def __init__(self):
        self.child = None

    def ask(self, line):
        if self.child is None:
            self.start()
        try:
            self.child.stdin.write(line)
            self.child.stdin.flush()
            answer = self.lines.get(timeout=SILENCE_SECONDS)
        except (queue.Empty, BrokenPipeError):
            answer = ""
        if answer:
            return answer
        self.stop()
        return json.dumps(TIMED_OUT) + "\n"

    def start(self):
        command = [sys.executable, __file__, "--serve"]
        self.child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
        )
        self.lines = queue.Queue()
        threading.Thread(target=read_lines, args=(self.child.stdout, self.lines), daemon=True).start()

    def stop(self):
        if self.child is not None:
            os.killpg(self.child.pid, 9)
            self.child.wait()
            self.child = None


def read_lines(stream, lines):
    for line in stream:
        lines.put(line)
    lines.put("")


def record(processes):
    """Answers in the order of the statements; each process takes the next one that is open."""
    statements = list(sys.stdin)
    answers = [None] * len(statements)
    open_ones = iter(range(len(statements)))
    lock = threading.Lock()
    written = 0

    def work():
        nonlocal written
        process = Process()
        while True:
            with lock:
                index = next(open_ones, None)
            if index is None:
                return process.stop()
            answer = process.ask(statements[index])
            with lock:
                answers[index] = answer
                while written < len(answers) and answers[written] is not None:
                    sys.stdout.write(answers[written])
                    written += 1
                sys.stdout.flush()

    threads = [threading.Thread(target=work) for _ in range(processes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--version", action="store_true")
    options.add_argument("--processes", type=int, default=1)
    given = options.parse_args()
    if given.serve:
        serve()
    elif given.version:
        import pyspark

        print(json.dumps({"spark": pyspark.__version__, "settings": SETTINGS}))
    else:
        record(given.processes)


if __name__ == "__main__":
    main()
