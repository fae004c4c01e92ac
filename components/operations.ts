import { createRequire } from "node:module";
import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../alerting/settings";
import type * as JobsRoom from "./jobs/jobs";

// Not `import()`: that one does not pass through the TypeScript loader.
const load = createRequire(__filename);

/** Id and address of something in the workspace. */
interface Place {
  readonly id: string;
  readonly url: string;
}

export interface OperationsArgs {
  readonly settings: Settings;
  readonly warehouseId: pulumi.Input<string>;
  /** Scheme and host, for links. */
  readonly host: string;
}

export interface Operations {
  /** Name → where the job is. */
  readonly jobs?: pulumi.Output<Record<string, Place>>;
}

/** The jobs, where the settings ask for them. Loaded only then: the classes of `@pulumi/databricks` take their time. */
export function declareOperations({ settings, warehouseId, host }: OperationsArgs): Operations {
  return { ...(settings.jobs && { jobs: declareJobs() }) };

  function declareJobs() {
    const { Jobs } = load("./jobs/jobs") as typeof JobsRoom;
    const { ids } = new Jobs("jobs", { settings, warehouseId });
    return ids.apply((found) =>
      Object.fromEntries(
        Object.entries(found).map(([name, id]) => [name, { id, url: `${host}/jobs/${id}` }]),
      ),
    );
  }
}
