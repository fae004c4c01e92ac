"""A result of a statement, with those methods of a DataFrame that need no Spark."""

from local_refusal import NotSupportedError, Refusing
from local_values import value_of

SHOWN_CHARACTERS = 20


class Row(tuple):
    """A row: by position, by name, or as an attribute."""

    def __new__(cls, columns, values):
        row = super().__new__(cls, values)
        row.__fields__ = columns
        return row

    def asDict(self):
        return dict(zip(self.__fields__, self))

    def __getitem__(self, key):
        if isinstance(key, str):
            if key in self.__fields__:
                return super().__getitem__(self.__fields__.index(key))
            raise KeyError(key)
        return super().__getitem__(key)

    def __getattr__(self, name):
        if name != "__fields__" and name in self.__fields__:
            return self[name]
        raise AttributeError(name)

    def __contains__(self, key):
        return key in self.__fields__ or super().__contains__(key)

    def __repr__(self):
        return f"Row({', '.join(f'{name}={value!r}' for name, value in zip(self.__fields__, self))})"


class LocalFrame(Refusing):
    _name = "DataFrame"

    def __init__(self, columns, rows):
        self.columns = columns
        self._rows = rows

    @classmethod
    def of_texts(cls, described, rows):
        names = [column["name"] for column in described]
        types = [column["type_name"] for column in described]
        return cls(names, [Row(names, map(value_of, row, types)) for row in rows])

    def collect(self):
        return list(self._rows)

    def toLocalIterator(self):
        return iter(self._rows)

    def count(self):
        return len(self._rows)

    def isEmpty(self):
        return not self._rows

    def first(self):
        return self._rows[0] if self._rows else None

    def head(self, n=None):
        return self.first() if n is None else self._rows[:n]

    def take(self, num):
        return self._rows[:num]

    def limit(self, num):
        return LocalFrame(self.columns, self._rows[:num])

    def select(self, *names):
        if not all(isinstance(name, str) and name in self.columns for name in names):
            raise NotSupportedError("DataFrame.select of anything but the names of columns")
        return LocalFrame(list(names), [Row(list(names), (row[name] for name in names)) for row in self._rows])

    def cache(self):
        return self

    persist = cache

    def toPandas(self):
        try:
            import pandas
        except ImportError:
            raise NotSupportedError("DataFrame.toPandas without pandas") from None
        return pandas.DataFrame([list(row) for row in self._rows], columns=self.columns)

    def show(self, n=20, truncate=True):
        limit = SHOWN_CHARACTERS if truncate is True else None if truncate is False else int(truncate)
        cells = [[shown(value, limit) for value in row] for row in self._rows[:n]]
        widths = [max([len(name)] + [len(row[index]) for row in cells]) for index, name in enumerate(self.columns)]
        rule = "+" + "+".join("-" * width for width in widths) + "+"
        print(rule, line(self.columns, widths), rule, *[line(row, widths) for row in cells], rule, sep="\n")
        if len(self._rows) > n:
            print(f"only showing top {n} rows")

    def __repr__(self):
        return f"DataFrame[{', '.join(self.columns)}]"


def line(cells, widths):
    return "|" + "|".join(cell.ljust(width) for cell, width in zip(cells, widths)) + "|"


def shown(value, limit):
    text = "NULL" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return text if limit is None or len(text) <= limit else text[: limit - 3] + "..."
