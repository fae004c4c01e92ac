import type { Dataset } from "../dataset";
import type { ScaledEncoding, Widget } from "../lakeview";
import { rowsOf, sumName, sumsOf } from "./widget-query";

/** What stands on the axes of a chart. */
export interface ChartArgs<Column extends string> {
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
      ...{ version: 3, widgetType: "bar" },
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
      ...{ version: 3, widgetType: "line" },
      encodings: { ...axes(args), y: quantity(y, yTitle) },
      frame: { showTitle: true, title: args.title },
    },
  };
}

function axes<Column extends string>({ x, color, isTime }: ChartArgs<Column>) {
  const category = ([fieldName, displayName]: readonly [string, string]): ScaledEncoding => ({
    ...{ fieldName, displayName },
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
