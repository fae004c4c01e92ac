import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../alerting/settings";
import type { JobsArgs } from "./jobs";

/**
 * The parameters of the deploy job, from the stack's own settings: what one run was given is not for later ones. Those
 * that name a setting are in `stack_settings`, too: the job overrides a setting only where a run was given something else.
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
    stack: settings.deployStack ?? pulumi.getStack(),
    runner: settings.deployRunner,
    project_folder: projectFolder(settings),
    backend_url: settings.deployBackend ?? "",
    secret_scope: settings.deploySecretScope ?? "",
    node: settings.deployNode ?? "",
    pulumi: settings.deployPulumi ?? "",
    plugin: settings.deployPlugin ?? "",
  };
}

/** Empty where the notebook comes from Git with the rest of the program. */
function projectFolder({ deployFolder, deployRunner }: Settings): string {
  return deployFolder ?? (deployRunner === "npm" ? process.cwd() : "");
}
