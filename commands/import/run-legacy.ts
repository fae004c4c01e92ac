import { ExpectedError } from "../../messages/expected-error";
import type { CompareOptions, RetireOptions } from "../import";
import { planOf } from "../stack-plan";
import { compareLegacy, describeComparison, legacyPairs } from "./compare-legacy";
import { onConnection } from "../on-connection";
import { retireLegacy } from "./retire-legacy";

const DAY_MS = 86_400_000;

/** `npm run import -- compare`. */
export async function runCompare(alertIds: readonly string[], options: CompareOptions): Promise<void> {
  await onConnection(options, async (connection, settings) => {
    const plan = await planOf(connection, settings, options.stack);
    const pairs = await legacyPairs(connection, plan, alertIds);
    const since = new Date(Date.now() - options.days * DAY_MS);
    const { compared, notRead } = await compareLegacy(connection, pairs, since);
    const json = {
      version: 1,
      notRead,
      alerts: compared.map((one) => ({ ...one, legacy: one.legacy?.display_name })),
    };
    console.log(
      options.json ? JSON.stringify(json, undefined, 2) : describeComparison(compared, options.days, notRead),
    );
    if (compared.some(({ days }) => days.some(({ isAlike }) => isAlike === false))) process.exitCode = 1;
  });
}

/** `npm run import -- retire`. */
export async function runRetire(alertIds: readonly string[], options: RetireOptions): Promise<void> {
  if (alertIds.length > 0 === (options.all ?? false))
    throw new ExpectedError("Name the rows by their alert_id, or give --all.");
  await onConnection(options, async (connection, settings) => {
    const plan = await planOf(connection, settings, options.stack);
    const pairs = await legacyPairs(connection, plan, alertIds);
    if (pairs.length === 0) console.log("No row takes the place of a legacy alert.");
    if (!(await retireLegacy(connection, plan, pairs, console.log))) process.exitCode = 1;
  });
}
