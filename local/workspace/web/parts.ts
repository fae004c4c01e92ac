import { effectOf, targetOf } from "../faults/fault-words";
import type { Workspace } from "../workspace";

export interface PartGroup {
  readonly title: string;
  /** What to say when there is none. */
  readonly empty: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the workspace holds besides alerts and tables, as short tables. No secret of a destination is among it. */
export function describeParts(workspace: Workspace): { readonly groups: readonly PartGroup[] } {
  return { groups: [faults(workspace), warehouses(workspace), destinations(workspace)] };
}
export type Parts = ReturnType<typeof describeParts>;

function warehouses(workspace: Workspace): PartGroup {
  return {
    title: "Warehouses",
    empty: "There is none.",
    columns: ["Name", "Id", "State", "Size"],
    rows: workspace.warehouses
      .list()
      .map(({ warehouse: { settings, id, state } }) => [settings.name, id, state, settings.cluster_size]),
  };
}

function destinations(workspace: Workspace): PartGroup {
  return {
    title: "Notification destinations",
    empty: "None yet: rows of notification_destinations become some at npm run up.",
    columns: ["Name", "Kind", "Id"],
    rows: workspace.destinations
      .list()
      .map(({ display_name, destination_type, id }) => [display_name, destination_type, id]),
  };
}

function faults({ faults: { waiting }, latencyMs }: Workspace): PartGroup {
  const latency = latencyMs > 0 ? [["every REST call", `${latencyMs} ms later`, "–"]] : [];
  return {
    title: "Faults waiting",
    empty: "None waits: POST /_local/faults adds some.",
    columns: ["Hits", "Does", "Times left"],
    rows: [...latency, ...waiting.map((fault) => [targetOf(fault), effectOf(fault), String(fault.times)])],
  };
}
