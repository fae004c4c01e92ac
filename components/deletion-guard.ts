import * as pulumi from "@pulumi/pulumi";
import type { DeclaredGuard } from "../providers/deletion-guard";
import type { AlertingArgs } from "./alerting";
import { type ArgsOf, providerText } from "./dynamic-resource";

/** Refuses a run that would delete many alerts at once; all alerts depend on it. */
export class DeletionGuard extends pulumi.CustomResource {
  /** Rows that the last run declared and this one does not → when that was noticed, maybe in an earlier run; "" at a preview. */
  declare readonly removed: pulumi.Output<Readonly<Record<string, string>>>;

  constructor(name: string, args: ArgsOf<DeclaredGuard>, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:DeletionGuard",
      name,
      { ...args, removed: undefined, __provider: providerText("deletion-guard") },
      options,
    );
  }
}

/** What the guard is told of a run. */
export function guardArgs(args: Omit<AlertingArgs, "warehouse" | "destinations">): ArgsOf<DeclaredGuard> {
  const { settings, faulty = [], leaving } = args;
  const undeclared = faulty.flatMap(({ alertId, kept }) => (kept ? [] : [alertId]));
  const kept = faulty.flatMap((row) => (row.kept ? [row.alertId] : []));
  return {
    ...claimsAndNames(args),
    ...(leaving.size > 0 && { leaving: Object.fromEntries(leaving) }),
    parentPath: settings.parentPath,
    skipped: args.skipped,
    maxDeletes: settings.maxDeletes,
    ...(settings.deletionPolicy === "keep" && { keeps: true }),
    firstRun: args.firstRun,
    ...(undeclared.length > 0 && { faulty: undeclared }),
    ...(kept.length > 0 && { kept }),
    ...(args.unread && { unread: true }),
  };
}

/** Of the rows with faults, those that keep an alert are declared as much as any. */
function claimsAndNames({ alerts, faulty = [] }: Pick<AlertingArgs, "alerts" | "faulty">): {
  alerts: Record<string, string>;
  names: Record<string, string>;
} {
  const declared = [
    ...alerts.map(({ alertId, databricksAlertId = "", definition }) => ({
      alertId,
      databricksAlertId,
      name: definition.displayName,
    })),
    ...faulty.flatMap(({ alertId, kept }) =>
      kept ? [{ alertId, databricksAlertId: kept.databricksAlertId ?? "", name: kept.displayName }] : [],
    ),
  ];
  return {
    alerts: Object.fromEntries(
      declared.map(({ alertId, databricksAlertId }) => [alertId, databricksAlertId]),
    ),
    names: Object.fromEntries(declared.map(({ alertId, name }) => [alertId, name])),
  };
}
