import type { Dataset } from "../dataset";
import type { Widget } from "../lakeview";
import { rowsOf } from "./widget-query";

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
      ...{ version: 2, widgetType: "table" },
      encodings: { columns: columns.map(([fieldName, displayName]) => ({ fieldName, displayName })) },
      frame: { showTitle: true, title },
    },
  };
}
