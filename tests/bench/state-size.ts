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

/** `text`: a deployment, as JSON. */
export function readStateSize(text: string): StateSize {
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
