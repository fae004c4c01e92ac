"""Cells of SQL in a notebook that has cells of Python, too."""

from local_dbutils import InputWidgetNotDefined


class SqlCells:
    def __init__(self, spark, widgets):
        self._spark = spark
        self._widgets = widgets

    def run(self, cell):
        """The result of the cell's last statement; None when it has none."""
        frame = None
        for item in cell["items"]:
            if item["kind"] == "create-widget":
                self._widgets.text(item["name"], item["value"])
            elif item["kind"] == "remove-widget":
                self._widgets.remove(item["name"])
            else:
                frame = self._statement(item)
        return frame if frame is not None and frame.columns else None

    def _statement(self, item):
        values = self._widgets.getAll()
        text = "".join(filled(part, values) for part in item["parts"])
        args = {name: values[name] for name in item["markers"] if name in values}
        return self._spark.sql(text.strip(), args)


def filled(part, values):
    if isinstance(part, str):
        return part
    if part["widget"] not in values:
        raise InputWidgetNotDefined(f"No input widget named {part['widget']} is defined")
    value = values[part["widget"]]
    if not part["quoted"]:
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
