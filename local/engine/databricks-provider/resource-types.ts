import type { ResourceType } from "./resource-type";
import { sqlEndpoint } from "./types/sql-endpoint";

/** The types of resources of `@pulumi/databricks` that this engine manages. */
export const RESOURCE_TYPES: readonly ResourceType[] = [sqlEndpoint];
