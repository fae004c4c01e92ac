import { z } from "zod";

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
