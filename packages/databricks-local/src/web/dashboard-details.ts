import { ZodError } from "zod";
import { ApiError } from "../api-error";
import { dashboardFileShape, type FileDataset, type FileWidget } from "../dashboards/dashboard-file";
import type { Workspace } from "../workspace";
import { askEngine, quotedName, type TextResult } from "./ask-engine";
import { isDrawn, WIDGET_KINDS, widgetView, type WidgetView } from "./widget-view";

type Run = (sql: string) => Promise<TextResult>;

/** Columns of the grid: old dashboards have 6, new ones 12. */
const GRID_WIDTHS = [6, 12];

/** The dashboards that are not in the trash. */
export function describeDashboards({ dashboards }: Workspace) {
  const active = dashboards.list().filter(({ dashboard }) => dashboard.lifecycle_state === "ACTIVE");
  return {
    dashboards: active.map(({ dashboard: { dashboard_id, display_name, path, update_time } }) => ({
      id: dashboard_id,
      name: display_name,
      path,
      changedAt: update_time,
    })),
  };
}
export type DashboardList = ReturnType<typeof describeDashboards>;

/** A dashboard with the rows behind its widgets, asked for now. A widget that cannot be drawn says why. */
export async function describeDashboard(workspace: Workspace, id: string) {
  const { display_name, path, lifecycle_state, serialized_dashboard } = workspace.dashboards.get(id);
  if (lifecycle_state !== "ACTIVE") throw ApiError.notFound(`The dashboard ${id} is in the trash`);
  const file = dashboardFileShape.safeParse(JSON.parse(serialized_dashboard));
  if (!file.success) {
    const [issue] = file.error.issues;
    throw ApiError.notFound(
      `The page cannot draw this dashboard: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`,
    );
  }
  const { pages, datasets } = file.data;
  const drawn = [];
  for (const { displayName, layout } of pages) {
    const right = Math.max(0, ...layout.map(({ position }) => position.x + position.width));
    const widgets = [];
    for (const { widget, position } of layout) {
      const { x, y, width, height } = position;
      const title = widget.spec?.frame.title ?? widget.name;
      widgets.push({
        name: widget.name,
        title,
        place: { x, y, width, height },
        view: await drawWidget(workspace, widget, datasets),
      });
    }
    drawn.push({ title: displayName, width: GRID_WIDTHS.find((width) => width >= right) ?? right, widgets });
  }
  return { id, name: display_name, path, pages: drawn };
}
export type DashboardDetails = Awaited<ReturnType<typeof describeDashboard>>;

async function drawWidget(
  workspace: Workspace,
  widget: FileWidget,
  datasets: readonly FileDataset[],
): Promise<WidgetView> {
  const kind = widget.spec?.widgetType ?? "text box";
  if (!isDrawn(kind))
    return fault(`A widget of the kind ${kind} is not drawn here: only ${WIDGET_KINDS.join(", ")}.`);

  const [main] = widget.queries;
  const dataset = datasets.find(({ name }) => name === main?.query.datasetName);
  if (main === undefined || dataset === undefined)
    return fault("The widget has no query, or its dataset is missing.");
  try {
    const statement = widgetStatement(main.query, dataset);
    const result = await askEngine(workspace, async (run) => {
      await goTo(dataset, run);
      return run(statement);
    });
    return widgetView(kind, widget, result);
  } catch (error) {
    if (error instanceof ApiError) return fault(error.message);
    if (error instanceof RangeError || error instanceof ZodError)
      return fault(`The widget cannot be drawn: ${messageOf(error)}`);
    throw error;
  }
}

/** Where the dataset's query looks for tables. */
async function goTo({ catalog, schema }: FileDataset, run: Run): Promise<void> {
  if (catalog !== undefined) await run(`USE CATALOG ${quotedName(catalog)}`);
  if (schema !== undefined) await run(`USE SCHEMA ${quotedName(schema)}`);
}

function messageOf(error: RangeError | ZodError): string {
  if (error instanceof RangeError) return error.message;
  return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}

function fault(message: string): WidgetView {
  return { kind: "fault", message };
}

const MOST_ROWS = 1000;
const AGGREGATE = /^\s*(SUM|COUNT|COUNT_IF|AVG|MIN|MAX|MEDIAN|STDDEV|ANY_VALUE|FIRST|LAST|MEASURE)\s*\(/i;

/** The statement behind a widget: its fields over the dataset's query, grouped by those that aggregate nothing. */
function widgetStatement(
  { fields, disaggregated }: FileWidget["queries"][number]["query"],
  dataset: FileDataset,
): string {
  const text = dataset.queryLines?.join("") ?? dataset.query ?? "";
  const query = text.trim().replace(/;$/, "");
  const columns = fields.map(({ name, expression }) => `${expression} AS ${quotedName(name)}`);
  const groups = fields.flatMap(({ expression }, index) => (AGGREGATE.test(expression) ? [] : [index + 1]));
  const isGrouped = !disaggregated && groups.length > 0;
  return [
    `SELECT ${columns.join(", ")} FROM (\n${query}\n)`,
    ...(isGrouped ? [`GROUP BY ${groups.join(", ")} ORDER BY ${groups.join(", ")}`] : []),
    `LIMIT ${MOST_ROWS}`,
  ].join("\n");
}
