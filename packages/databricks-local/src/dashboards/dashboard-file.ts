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
