"""`spark` on the SQL warehouse: `sql`, `table` and little else, over the statement execution API."""

import json
import re
import time
import urllib.error
import urllib.request

from local_frame import LocalFrame
from local_refusal import NotSupportedError, Refusing
from local_values import parameter_of

WAIT = "50s"
POLL_SECONDS = 0.5
NAME = r"(?:`[^`]+`|\w+)"
USE_CATALOG = re.compile(rf"^\s*(?:USE|SET)\s+CATALOG\s+({NAME})\s*;?\s*$", re.I)
USE_SCHEMA = re.compile(rf"^\s*USE\s+(?:SCHEMA\s+|DATABASE\s+)?(?:({NAME})\.)?({NAME})\s*;?\s*$", re.I)


class AnalysisException(Exception):
    """A statement that failed, in the warehouse's words."""

    # Tracebacks name it without this file.
    __module__ = "__main__"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The token would go along to wherever the answer says."""

    def redirect_request(self, *_):
        return None


class LocalSpark(Refusing):
    _name = "spark"
    version = "local workspace"

    def __init__(self, host, token, warehouse_id):
        self._host = host
        self._token = token
        self._warehouse_id = warehouse_id
        # Each statement has a session of its own: USE is remembered here.
        self._catalog = None
        self._schema = None
        # The workspace is on this machine: no proxy may come in between.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect())

    def sql(self, sqlQuery, args=None, **kwargs):
        """Runs the statement at once: nothing is lazy here."""
        if kwargs:
            raise NotSupportedError(f"spark.sql with {', '.join(kwargs)}")
        if args is not None and not isinstance(args, dict):
            raise NotSupportedError("spark.sql with positional args")
        parameters = [parameter_of(name, value) for name, value in (args or {}).items()]
        answer = self._execute(sqlQuery, parameters)
        self._remember(sqlQuery)
        return self._frame(answer)

    def table(self, tableName):
        return self.sql(f"SELECT * FROM {tableName}")

    def _execute(self, statement, parameters):
        body = {"statement": statement, "warehouse_id": self._warehouse_id, "wait_timeout": WAIT}
        if parameters:
            body["parameters"] = parameters
        if self._catalog is not None:
            body["catalog"] = self._catalog
        if self._schema is not None:
            body["schema"] = self._schema
        answer = self._call("POST", "/api/2.0/sql/statements", body)
        while answer["status"]["state"] in ("PENDING", "RUNNING"):
            time.sleep(POLL_SECONDS)
            answer = self._call("GET", f"/api/2.0/sql/statements/{answer['statement_id']}")
        if answer["status"]["state"] != "SUCCEEDED":
            error = answer["status"].get("error", {})
            raise AnalysisException(error.get("message", answer["status"]["state"]))
        return answer

    def _frame(self, answer):
        columns = answer["manifest"]["schema"].get("columns", [])
        chunk = answer.get("result", {})
        rows = list(chunk.get("data_array", []))
        while "next_chunk_internal_link" in chunk:
            chunk = self._call("GET", chunk["next_chunk_internal_link"])
            rows.extend(chunk.get("data_array", []))
        return LocalFrame.of_texts(columns, rows)

    def _remember(self, statement):
        used = USE_CATALOG.match(statement)
        if used:
            self._catalog, self._schema = unquoted(used.group(1)), None
            return
        used = USE_SCHEMA.match(statement)
        if used:
            if used.group(1) is not None:
                self._catalog = unquoted(used.group(1))
            self._schema = unquoted(used.group(2))

    def _call(self, method, path, body=None):
        request = urllib.request.Request(
            self._host + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"},
        )
        try:
            with self._opener.open(request) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            text = error.read().decode("utf-8", "replace")
            raise AnalysisException(f"{method} {path} failed: {error.code} {text}") from None


def unquoted(name):
    return name[1:-1] if name.startswith("`") else name
