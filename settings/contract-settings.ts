import { z } from "zod";

/** Whether new and changed rows are checked against the workspace, and whether a run goes on with what is found. */
export const CONTRACT_MODES = ["off", "warn", "fail"] as const;

/** Whether a run that would fail for a right that is missing stops before anything is made, and says so. */
export const RIGHTS_MODES = ["off", "warn", "fail"] as const;

/** What is asked of the workspace before anything is declared, and what that may cost. */
export const contractSettingsShape = z.object({
  contractChecks: z
    .enum(CONTRACT_MODES, { error: `must be one of ${CONTRACT_MODES.join(", ")}` })
    .default("warn"),
  checkRights: z.enum(RIGHTS_MODES, { error: `must be one of ${RIGHTS_MODES.join(", ")}` }).default("fail"),
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
