"""Values between Python and the statement execution API, which writes all of them as text."""

import datetime
import decimal
import json

from local_refusal import NotSupportedError

TYPES = (
    # bool is an int to Python, and datetime a date.
    (bool, "BOOLEAN", lambda value: "true" if value else "false"),
    (int, "BIGINT", str),
    (float, "DOUBLE", repr),
    (str, "STRING", str),
    (datetime.datetime, "TIMESTAMP", lambda value: value.isoformat(sep=" ")),
    (datetime.date, "DATE", lambda value: value.isoformat()),
)


def parameter_of(name, value):
    """A bound parameter of a statement."""
    if value is None:
        return {"name": name, "type": "VOID"}
    if isinstance(value, decimal.Decimal):
        exponent = value.as_tuple().exponent
        scale = max(0, -exponent) if isinstance(exponent, int) else 0
        return {"name": name, "type": f"DECIMAL(38,{scale})", "value": format(value, "f")}
    for kind, type_name, to_text in TYPES:
        if isinstance(value, kind):
            return {"name": name, "type": type_name, "value": to_text(value)}
    raise NotSupportedError(f"spark.sql with an argument of the type {type(value).__name__}")


def timestamp_of(text):
    """UTC without a zone, as Spark gives timestamps in a session whose zone is UTC."""
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return moment.astimezone(datetime.timezone.utc).replace(tzinfo=None) if moment.tzinfo else moment


READERS = {
    "BOOLEAN": lambda text: text == "true",
    "BYTE": int,
    "SHORT": int,
    "INT": int,
    "LONG": int,
    "FLOAT": float,
    "DOUBLE": float,
    "DECIMAL": decimal.Decimal,
    "DATE": datetime.date.fromisoformat,
    "TIMESTAMP": timestamp_of,
    "ARRAY": json.loads,
    "MAP": json.loads,
    "STRUCT": json.loads,
}


def value_of(text, type_name):
    """A cell of a result as the Python value that Spark's `collect` gives."""
    return None if text is None else READERS.get(type_name, str)(text)
