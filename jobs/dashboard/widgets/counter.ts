import type { Dataset } from "../dataset";
import type { Widget } from "../lakeview";
import { rowsOf } from "./widget-query";

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
      ...{ version: 2, widgetType: "counter" },
      encodings: { value: { fieldName: value, displayName: title } },
      frame: { showTitle: true, title },
    },
  };
}
