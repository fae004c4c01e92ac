import { z } from "zod";

const field = z.looseObject({ name: z.string(), expression: z.string() });
const encoding = z.looseObject({ fieldName: z.string(), displayName: z.string().optional() });
const scaled = encoding.extend({ scale: z.looseObject({ type: z.string() }).optional() });

const widget = z.looseObject({
  name: z.string(),
  queries: z
    .array(
      z.looseObject({
        query: z.looseObject({
          datasetName: z.string(),
          fields: z.array(field).min(1),
          disaggregated: z.boolean().default(false),
        }),
      }),
    )
    .default([]),
  /** Text boxes and pictures have none. */
  spec: z
    .looseObject({
      widgetType: z.string(),
      encodings: z.looseObject({}).default({}),
      frame: z.looseObject({ title: z.string().optional() }).default({}),
    })
    .optional(),
});
export type FileWidget = z.output<typeof widget>;

const dataset = z.looseObject({
  name: z.string(),
  query: z.string().optional(),
  queryLines: z.array(z.string()).optional(),
  catalog: z.string().optional(),
  schema: z.string().optional(),
});
export type FileDataset = z.output<typeof dataset>;

const position = z.looseObject({
  x: z.int().min(0),
  y: z.int().min(0),
  width: z.int().min(1),
  height: z.int().min(1),
});

/**
 * What the page draws of a dashboard's file; whatever else is in it is left alone.
 *
 * @see https://docs.databricks.com/api/workspace/lakeview/create (`serialized_dashboard`)
 */
export const dashboardFileShape = z.looseObject({
  datasets: z.array(dataset).default([]),
  pages: z
    .array(
      z.looseObject({
        displayName: z.string().default(""),
        layout: z.array(z.looseObject({ widget, position })).default([]),
      }),
    )
    .default([]),
});

/** The encodings of the kinds of widgets that the page draws. */
export const ENCODINGS = {
  counter: z.looseObject({ value: encoding }),
  bar: z.looseObject({ x: scaled, y: encoding, color: encoding.optional() }),
  line: z.looseObject({ x: scaled, y: encoding, color: encoding.optional() }),
  table: z.looseObject({ columns: z.array(encoding).min(1) }),
} as const;

const contentShape = z.looseObject({
  pages: z.array(z.looseObject({})).optional(),
  datasets: z.array(z.looseObject({})).optional(),
});

/** Query parameters of a create or an update: where the queries of all data sets look for tables. */
export interface DatasetPlace {
  readonly catalog: string | null;
  readonly schema: string | null;
}

/**
 * As the service keeps it: verbatim unless it changes something, with one line break at the end. It types every page,
 * and writes the data sets' place into them.
 *
 * @see https://github.com/databricks/cli/blob/main/libs/testserver/dashboards.go
 */
export function keptDashboard(text: string, { catalog, schema }: DatasetPlace): string {
  const content = contentShape.parse(JSON.parse(text));
  const place = { ...(catalog !== null && { catalog }), ...(schema !== null && { schema }) };
  const isPlaced = content.datasets !== undefined && Object.keys(place).length > 0;
  if (content.pages === undefined && !isPlaced) return withLineBreak(text);
  const pages = content.pages?.map((page) => ({ ...page, pageType: "PAGE_TYPE_CANVAS" }));
  const datasets = content.datasets?.map((dataset) => ({ ...dataset, ...place }));
  return withLineBreak(
    JSON.stringify({ ...content, ...(pages && { pages }), ...(datasets && { datasets }) }),
  );
}

function withLineBreak(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
