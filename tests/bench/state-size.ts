import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

export interface StateSize {
  readonly bytes: number;
  readonly alerts: number;
  /** Of an alert's record, its query text left out: the mean. */
  readonly bytesPerAlert: number;
}

const State = z.object({
  deployment: z.object({ resources: z.array(z.looseObject({ type: z.string() })) }),
});
const AlertInputs = z.object({ inputs: z.object({ queryText: z.string() }) });

export async function readStateSize(folder: string): Promise<StateSize> {
  const text = await readFile(path.join(folder, ".local", "state.json"), "utf8");
  const { resources } = State.parse(JSON.parse(text)).deployment;
  const alerts = resources.filter(({ type }) => type === "pulumi-nodejs:dynamic/databricks:AlertV2");
  const sizes = alerts.map((alert) => {
    const { queryText } = AlertInputs.parse(alert).inputs;
    // Once: a second copy of the text counts as the alert's.
    return bytesOf(alert) - bytesOf(queryText);
  });
  return {
    bytes: Buffer.byteLength(text),
    alerts: alerts.length,
    bytesPerAlert: sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length),
  };
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
