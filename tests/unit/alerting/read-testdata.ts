import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { AlertDefinition } from "../../../alerting/definition";
import type { PlanInput } from "../../../alerting/plan-alerts";
import type { Fault } from "../../../alerting/row-faults";

type Row = Record<string, unknown>;

/** One row and the alert it becomes. */
export interface GoodAlert {
  readonly row: Row;
  readonly destinations?: Row[];
  readonly settings?: Partial<PlanInput["settings"]>;
  readonly warnings?: Fault[];
  readonly definition: AlertDefinition;
}

/** Rows and everything that is wrong with them. */
export interface BadAlerts {
  readonly rows: Row[];
  readonly destinations?: Row[];
  readonly faults: Fault[];
}

const TESTDATA = join(__dirname, "../../testdata");

/** All files of a folder of `tests/testdata/alerts`, by their names. */
export function readAlerts<Content>(folder: "good" | "bad"): [name: string, content: Content][] {
  const path = join(TESTDATA, "alerts", folder);
  return readdirSync(path).map((file) => {
    // The files are ours: a wrong shape fails the test that uses it.
    const content = JSON.parse(readFileSync(join(path, file), "utf8")) as Content;
    return [basename(file, ".json").replaceAll("-", " "), content];
  });
}

/** What the testdata's alerts are planned with, unless a file says otherwise. */
export const PLAN_SETTINGS = {
  catalog: "health_monitor",
  goldSchema: "gold",
  parentPath: "/Alerting",
  defaultEmail: undefined,
  deleteDisabled: false,
} as const satisfies PlanInput["settings"];

export const WAREHOUSE_ID = "1234567890abcdef";
