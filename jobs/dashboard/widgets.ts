import { quoteIdentifier } from "../../sql/quoting";
import type { Dataset } from "./dataset";
import type { Field, ScaledEncoding, Widget } from "./lakeview";

/** The widget's rows: the dataset's columns as they are. */
function rowsOf<Column extends string>(
  dataset: Dataset<Column>,
  columns: readonly Column[],
): Widget["queries"] {
  const fields = columns.map((name) => ({ name, expression: quoteIdentifier(name) }));
  return [{ name: "main_query", query: { datasetName: dataset.name, fields, disaggregated: true } }];
}

/** The sum of a column, for each combination of the others. */
function sumsOf<Column extends string>(
  dataset: Dataset<Column>,
  sum: Column,
  by: readonly Column[],
): Widget["queries"] {
  const fields = [
    ...by.map((name) => ({ name, expression: quoteIdentifier(name) })),
    { name: sumName(sum), expression: `SUM(${quoteIdentifier(sum)})` },
  ] satisfies Field[];
  return [{ name: "main_query", query: { datasetName: dataset.name, fields, disaggregated: false } }];
}

/** What Lakeview calls the sum of a column. */
function sumName(column: string): string {
  return `sum(${column})`;
}

/** One figure of a dataset with one row. */
export function counter<Column extends string>(
  dataset: Dataset<Column>,
  value: NoInfer<Column>,
  title: string,
): Widget {
  return {
    name: `counter_${dataset.name}_${value}`,
    queries: rowsOf(dataset, [value]),
    spec: {
      version: 2,
      widgetType: "counter",
      encodings: { value: { fieldName: value, displayName: title } },
      frame: { showTitle: true, title },
    },
  };
}

/** The dataset's rows; `columns` are the shown ones with their titles, in their order. */
export function table<Column extends string>(
  dataset: Dataset<Column>,
  title: string,
  columns: readonly (readonly [column: NoInfer<Column>, title: string])[],
): Widget {
  return {
    name: `table_${dataset.name}`,
    queries: rowsOf(
      dataset,
      columns.map(([column]) => column),
    ),
    spec: {
      version: 2,
      widgetType: "table",
      encodings: { columns: columns.map(([fieldName, displayName]) => ({ fieldName, displayName })) },
      frame: { showTitle: true, title },
    },
  };
}

/** What stands on the axes of a chart. */
interface ChartArgs<Column extends string> {
  readonly title: string;
  /** Column and its title; `isTime` for an axis of time. */
  readonly x: readonly [column: Column, title: string];
  readonly y: readonly [column: Column, title: string];
  readonly color?: readonly [column: Column, title: string];
  readonly isTime?: true;
}

/** Bars that add up whatever rows the dataset has for an x. */
export function barChart<Column extends string>(
  dataset: Dataset<Column>,
  args: ChartArgs<NoInfer<Column>>,
): Widget {
  const [y, yTitle] = args.y;
  const by = [args.x[0], ...(args.color ? [args.color[0]] : [])];
  return {
    name: `bar_${dataset.name}_${args.x[0]}`,
    queries: sumsOf(dataset, y, by),
    spec: {
      version: 3,
      widgetType: "bar",
      encodings: { ...axes(args), y: quantity(sumName(y), yTitle) },
      frame: { showTitle: true, title: args.title },
    },
  };
}

/** A line for each colour, through the dataset's rows as they are. */
export function lineChart<Column extends string>(
  dataset: Dataset<Column>,
  args: ChartArgs<NoInfer<Column>>,
): Widget {
  const [y, yTitle] = args.y;
  return {
    name: `line_${dataset.name}_${args.x[0]}`,
    queries: rowsOf(dataset, [args.x[0], y, ...(args.color ? [args.color[0]] : [])]),
    spec: {
      version: 3,
      widgetType: "line",
      encodings: { ...axes(args), y: quantity(y, yTitle) },
      frame: { showTitle: true, title: args.title },
    },
  };
}

function axes<Column extends string>({ x, color, isTime }: ChartArgs<Column>) {
  const category = ([fieldName, displayName]: readonly [string, string]): ScaledEncoding => ({
    fieldName,
    displayName,
    scale: { type: "categorical" },
  });
  return {
    x: isTime ? ({ ...category(x), scale: { type: "temporal" } } as const) : category(x),
    ...(color && { color: category(color) }),
  };
}

function quantity(fieldName: string, displayName: string): ScaledEncoding {
  return { fieldName, displayName, scale: { type: "quantitative" } };
}
