import { z } from "zod";
import type { TableNames } from "../../alerting/table-names";
import { type Dataset, lakeviewDataset } from "./dataset";
import { SYNC_ERRORS, SYNC_LATENCY } from "./deployment-datasets";
import {
  EPISODE_TOTALS,
  EPISODES_PER_DAY,
  LONGEST_QUERIES,
  NEVER_FIRED,
  NOISE_BY_OWNER,
  NOISIEST_ALERTS,
} from "./episode-datasets";
import type { LakeviewFile, PlacedWidget, Widget } from "./lakeview";
import { ALERT_STATES, ALERT_TOTALS, CHANNELS, RECORDED, SCHEDULES } from "./rows-datasets";
import { SCORE_CALIBRATION } from "./score-calibration";
import { barChart, counter, lineChart, table } from "./widgets";

export const DATASETS: readonly Dataset[] = [
  RECORDED,
  ALERT_TOTALS,
  ALERT_STATES,
  EPISODE_TOTALS,
  EPISODES_PER_DAY,
  NOISIEST_ALERTS,
  NOISE_BY_OWNER,
  NEVER_FIRED,
  LONGEST_QUERIES,
  SCHEDULES,
  CHANNELS,
  SCORE_CALIBRATION,
  SYNC_LATENCY,
  SYNC_ERRORS,
];

const GRID_WIDTH = 6;
const STATE = ["state", "State"] as const;
const ALERTS = ["alerts", "Alerts"] as const;
const OWNER = ["owner", "Owner"] as const;
const EPISODES = ["episodes", "Episodes"] as const;
const OF_EPISODES = [
  EPISODES,
  ["false_positives_text", "False positives"],
  ["minutes_to_acknowledge_text", "Minutes until acknowledged"],
  ["minutes_to_ok_text", "Minutes until OK"],
  ["hours_firing", "Hours in TRIGGERED"],
  ["messages", "Messages"],
] as const;

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
      counter(EPISODE_TOTALS, "false_positives_text", "False positives (30 days)"),
      counter(EPISODE_TOTALS, "minutes_to_acknowledge_text", "Mean minutes until acknowledged (30 days)"),
      counter(EPISODE_TOTALS, "minutes_to_ok_text", "Mean minutes until OK again (30 days)"),
    ],
  },
  {
    height: 5,
    widgets: [
      table(RECORDED, "What the figures are made of", [
        ["source", "Source"],
        ["known_since", "Known since"],
        ["newest", "Newest"],
        ["records", "Records"],
        ["note", "Note"],
      ]),
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
      barChart(ALERT_STATES, { title: "Alerts by owner", x: OWNER, y: ALERTS, color: STATE }),
      table(SCHEDULES, "When alerts are checked", [
        ["schedule_cron", "Quartz expression"],
        ["schedule_timezone", "Time zone"],
        ["alerts", "Alerts"],
        ["paused", "Of them paused"],
      ]),
      table(CHANNELS, "Channels and their tests", [
        ["destination_id", "Channel"],
        ["owner", "Owner"],
        ["alerts", "Alerts"],
        ["last_tested_at", "Last tested"],
        ["last_test", "Outcome"],
      ]),
    ],
  },
  {
    height: 6,
    widgets: [
      barChart(EPISODES_PER_DAY, {
        title: "Episodes per day (30 days)",
        x: ["day", "Day"],
        y: EPISODES,
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
        ["owner", "Owner"],
        ...OF_EPISODES,
      ]),
    ],
  },
  {
    height: 6,
    widgets: [
      table(NOISE_BY_OWNER, "Noise by owner (30 days)", [OWNER, ["alerts", "Alerts"], ...OF_EPISODES]),
    ],
  },
  {
    height: 6,
    widgets: [
      table(NEVER_FIRED, "Never fired, as far as is recorded", [
        ["alert_id", "Alert"],
        ["alert_name", "Name"],
        OWNER,
        ["evaluations", "Evaluations"],
        ["known_since", "Known since"],
      ]),
      table(LONGEST_QUERIES, "Longest queries: minutes of evaluations (30 days)", [
        ["alert_id", "Alert"],
        ["alert_name", "Name"],
        ["evaluations", "Evaluations"],
        ["mean_query_seconds", "Mean seconds"],
        ["query_minutes", "Minutes in all"],
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
