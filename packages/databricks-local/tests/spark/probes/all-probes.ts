import { aggregateProbes } from "./aggregates";
import { castProbes } from "./casts";
import { corpusProbes } from "./corpus";
import { decimalProbes } from "./decimals";
import { everyTypeProbes } from "./every-type";
import { functionProbes } from "./function-probes";
import { operatorProbes } from "./operators";
import type { Probe } from "./probe";
import { textProbes } from "./texts";
import { twoTypesProbes } from "./two-types";
import { windowProbes } from "./windows";
import { writtenProbes } from "./written-queries";

/** Every statement that Spark and the local warehouse are asked, each once. */
export function allProbes(): Probe[] {
  const all = [
    ...functionProbes(),
    ...operatorProbes(),
    ...castProbes(),
    ...decimalProbes(),
    ...aggregateProbes(),
    ...windowProbes(),
    ...writtenProbes(),
    ...everyTypeProbes(),
    ...twoTypesProbes(),
    ...textProbes(),
    ...corpusProbes(),
  ];
  const bySql = new Map<string, Probe>();
  for (const probe of all) if (!bySql.has(probe.sql)) bySql.set(probe.sql, probe);
  return [...bySql.values()];
}
