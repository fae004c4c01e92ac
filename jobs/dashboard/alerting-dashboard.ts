import { z } from "zod";
import type { TableNames } from "../../alerting/table-names";
import {
  ALERT_STATES,
  ALERT_TOTALS,
  type Dataset,
  FIRING_TOTALS,
  FIRINGS_PER_DAY,
  lakeviewDataset,
  NOISIEST_ALERTS,
  SYNC_ERRORS,
  SYNC_LATENCY,
} from "./datasets";
import type { LakeviewFile, PlacedWidget, Widget } from "./lakeview";
import { SCORE_CALIBRATION } from "./score-calibration";
import { barChart, counter, lineChart, table } from "./widgets";

export const DATASETS: readonly Dataset[] = [
  ALERT_TOTALS,
  ALERT_STATES,
  FIRING_TOTALS,
  FIRINGS_PER_DAY,
  NOISIEST_ALERTS,
  SCORE_CALIBRATION,
  SYNC_LATENCY,
  SYNC_ERRORS,
];

const GRID_WIDTH = 6;
const STATE = ["state", "State"] as const;
const ALERTS = ["alerts", "Alerts"] as const;

/** The widgets, row by row; those of a row share its width. */
const ROWS: readonly { readonly height: number; readonly widgets: readonly Widget[] }[] = [
  {
    height: 3,
    widgets: [
      counter(ALERT_TOTALS, "triggered", "Triggered now"),
      counter(ALERT_TOTALS, "in_error", "In error now"),
      counter(ALERT_TOTALS, "enabled", "Enabled alerts"),
    ],
  },
  {
    height: 3,
    widgets: [
      counter(FIRING_TOTALS, "false_positive_pct", "False positives, % of the judged (30 days)"),
      counter(FIRING_TOTALS, "mean_minutes_to_ok", "Mean minutes until OK again (30 days)"),
      counter(FIRING_TOTALS, "hours_triggered", "Hours in TRIGGERED (30 days)"),
    ],
  },
  {
    height: 6,
    widgets: [
      barChart(ALERT_STATES, { title: "Alerts by state", x: STATE, y: ALERTS }),
      barChart(ALERT_STATES, {
        title: "Alerts by domain",
        x: ["agent_domain", "Domain"],
        y: ALERTS,
        color: STATE,
      }),
      barChart(ALERT_STATES, {
        title: "Alerts by severity",
        x: ["severity", "Severity"],
        y: ALERTS,
        color: STATE,
      }),
    ],
  },
  {
    height: 6,
    widgets: [
      barChart(FIRINGS_PER_DAY, {
        title: "Firings per day (30 days)",
        x: ["day", "Day"],
        y: ["firings", "Firings"],
        color: ["severity", "Severity"],
        isTime: true,
      }),
    ],
  },
  {
    height: 7,
    widgets: [
      table(NOISIEST_ALERTS, "Noisiest alerts (30 days)", [
        ["alert_id", "Alert"],
        ["alert_name", "Name"],
        ["severity", "Severity"],
        ["firings", "Firings"],
        ["false_positive_pct", "False positives, %"],
        ["mean_minutes_to_ok", "Mean minutes until OK"],
        ["hours_triggered", "Hours in TRIGGERED"],
      ]),
    ],
  },
  {
    height: 6,
    widgets: [
      table(SCORE_CALIBRATION, "Scores against judgements (180 days)", [
        ["score", "Score"],
        ["firings", "Firings"],
        ["held_back", "Held back"],
        ["judged", "Judged"],
        ["justified", "Justified"],
        ["justified_pct", "Justified, % of the judged"],
      ]),
    ],
  },
  {
    height: 6,
    widgets: [
      lineChart(SYNC_LATENCY, {
        title: "Latency of deployments (30 days)",
        x: ["started_at", "Deployment"],
        isTime: true,
        y: ["latency_ms", "Milliseconds"],
        color: ["measure", "Measure"],
      }),
      lineChart(SYNC_ERRORS, {
        title: "Errors of deployments (30 days)",
        x: ["started_at", "Deployment"],
        isTime: true,
        y: ["error_pct", "Failed alerts, %"],
      }),
    ],
  },
];

export const DASHBOARD_NAME = "Alerting";

/** Where it lies in the workspace: next to the alerts. */
export function dashboardPath(parentPath: string): string {
  return `${parentPath}/${DASHBOARD_NAME}.lvdash.json`;
}

/** The dashboard on the config tables, as Lakeview stores it. */
export function alertingDashboard(names: TableNames): LakeviewFile {
  return {
    datasets: DATASETS.map((dataset) => lakeviewDataset(dataset, names)),
    pages: [{ name: "alerting", displayName: "Alerting", pageType: "PAGE_TYPE_CANVAS", layout: layout() }],
  };
}

const Content = z.object({ datasets: z.array(z.looseObject({ name: z.string() })) });

/** Whether somebody's dashboard is this one, however it was edited since: it has a dataset of ours. */
export function isAlertingDashboard(text: string): boolean {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return false; // Not even a dashboard's content.
  }
  const ours = new Set(DATASETS.map(({ name }) => name));
  return Content.safeParse(json).data?.datasets.some(({ name }) => ours.has(name)) === true;
}

function layout(): PlacedWidget[] {
  let y = 0;
  return ROWS.flatMap(({ height, widgets }) => {
    const width = GRID_WIDTH / widgets.length;
    const placed = widgets.map((widget, index) => ({
      widget,
      position: { x: index * width, y, width, height },
    }));
    y += height;
    return placed;
  });
}
