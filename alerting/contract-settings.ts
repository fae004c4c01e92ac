import { z } from "zod";

/** Whether new and changed rows are checked against the workspace, and whether a run goes on with what is found. */
export const CONTRACT_MODES = ["off", "warn", "fail"] as const;

/** What the checks of one run may cost. */
export const contractSettingsShape = z.object({
  contractChecks: z
    .enum(CONTRACT_MODES, { error: `must be one of ${CONTRACT_MODES.join(", ")}` })
    .default("off"),
  contractCheckStatements: count("200", "statements"),
  contractCheckSeconds: count("30", "seconds"),
});

function count(usual: string, unit: string) {
  return z
    .string()
    .regex(/^[1-9]\d*$/, `must be a whole number of ${unit}, at least 1`)
    .default(usual)
    .transform(Number);
}
