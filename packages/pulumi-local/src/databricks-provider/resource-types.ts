import type { ResourceType } from "./resource-type";
import { catalog } from "./types/catalog";
import { dashboard } from "./types/dashboard";
import { directory } from "./types/directory";
import { grant } from "./types/grant";
import { grants } from "./types/grants";
import { job } from "./types/job";
import { notebook } from "./types/notebook";
import { notificationDestination } from "./types/notification-destination";
import { permissions } from "./types/permissions";
import { schema } from "./types/schema";
import { sqlEndpoint } from "./types/sql-endpoint";
import { workspaceFile } from "./types/workspace-file";

/** The types of resources of `@pulumi/databricks` that this engine manages; files are looked for in `projectDir`. */
export function resourceTypes(projectDir: string): readonly ResourceType[] {
  return [
    sqlEndpoint,
    schema,
    catalog,
    grants,
    grant,
    notificationDestination,
    permissions,
    directory,
    job,
    ...[notebook, workspaceFile, dashboard].map((type) => type(projectDir)),
  ];
}
