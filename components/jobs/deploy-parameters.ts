import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import {
  faultOfFixedFile,
  FIXED_FILE,
  fixedSettings,
  type FixedSettings,
} from "../../jobs/notebooks/notebooks";
import type { Settings } from "../../settings/settings";
import type { JobsArgs } from "./jobs";

/**
 * The parameters of the deploy job, from the stack's own settings: what one run was given is not for later ones. Those
 * that name a setting are in `stack_settings`, too: the job overrides a setting only where a run was given something else.
 * Whoever may run the job chooses them, so none says what is run.
 */
export function deployParameters({ settings, warehouseId }: JobsArgs): Record<string, pulumi.Input<string>> {
  const ofTheStack = {
    catalog: settings.catalog,
    gold_schema: settings.goldSchema,
    warehouse_id: warehouseId,
    delete_disabled: String(settings.deleteDisabled),
  };
  return {
    ...ofTheStack,
    dry_run: String(settings.deployDryRun),
    api_base: "/api/2.0/alerts",
    stack_settings: pulumi.jsonStringify(ofTheStack),
  };
}

/** What is written into the deploy job's notebook. */
export function fixedOfStack(settings: Settings): FixedSettings {
  return fixedSettings(settings, { stack: pulumi.getStack(), folder: process.cwd() });
}

/** Of a notebook that comes from Git, whose settings must be there, too: in this very folder, a checkout of it. */
export function faultsOfGitNotebook(settings: Settings): readonly string[] {
  if (!settings.jobs || settings.deployGitUrl === undefined) return [];
  const file = path.join(process.cwd(), FIXED_FILE);
  const committed = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  return [faultOfFixedFile(committed, fixedOfStack(settings))].flatMap((fault) => fault ?? []);
}
