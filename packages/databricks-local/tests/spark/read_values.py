"""Values of Spark's rows as JSON has them: what record.py says of them."""

import base64

SAFE = 2**53


def read_fields(row, types):
    return (read_value(row.get(index), type_) for index, type_ in enumerate(types))


def read_value(value, type_):
    if value is None:
        return None
    if isinstance(type_, dict):
        return read_nested(value, type_)
    if type_ in ("float", "double"):
        return value if value == value and abs(value) != float("inf") else str(value).replace("inf", "Infinity").replace("nan", "NaN")
    if type_ == "long":
        return whole(value)
    if type_.startswith("decimal"):
        return f"{value:f}"
    if type_ == "binary":
        return base64.b64encode(value).decode()
    if type_ == "date":
        return value.toString()
    if type_.startswith("timestamp"):
        return time_text(value.toString())
    if type_ == "interval":
        months, days, micros = (get_field(value, name) for name in ("months", "days", "microseconds"))
        return [months, whole(days * 86_400_000_000 + micros)]
    if type_.startswith("interval year") or type_.startswith("interval month"):
        return [value.toTotalMonths(), 0]
    if type_.startswith("interval"):
        return [0, whole(value.getSeconds() * 1_000_000 + value.getNano() // 1000)]
    if isinstance(value, (bool, int, str)):
        return value
    return value.toString()


def get_field(value, name):
    from py4j.java_gateway import get_field as get_java_field

    return get_java_field(value, name)


def read_nested(value, type_):
    if type_["type"] == "array":
        return [read_value(value.apply(index), type_["elementType"]) for index in range(value.size())]
    if type_["type"] == "map":
        entries = value.toSeq()
        pairs = [entries.apply(index) for index in range(entries.size())]
        return [[read_value(pair._1(), type_["keyType"]), read_value(pair._2(), type_["valueType"])] for pair in pairs]
    if type_["type"] == "struct":
        names = [field["name"] for field in type_["fields"]]
        values = list(read_fields(value, [field["type"] for field in type_["fields"]]))
        return dict(zip(names, values)) if len(set(names)) == len(names) else values
    return value.toString()


def whole(number):
    return number if abs(number) < SAFE else str(number)


def time_text(text):
    """`2024-01-31 10:00:00.5`, of `2024-01-31T10:00:00.500Z` or `2024-01-31T10:00`."""
    day, _, time = text.removesuffix("Z").partition("T")
    if time.count(":") == 1:
        time += ":00"
    return f"{day} {time.rstrip('0').rstrip('.') if '.' in time else time}"
