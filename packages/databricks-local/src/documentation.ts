/** Where an operation is described, and what shows that the service has it. */
export interface Documentation {
  /** The page of `docs/` that says more. */
  readonly page: DocumentationPage;
  readonly sources: readonly [Source, ...Source[]];
}

type DocumentationPage =
  "alerts" | "evaluation" | "faults" | "files" | "jobs" | "neighbours" | "page" | "rights" | "sql-statements";

/** What a source shows, in words. */
export const SOURCES = {
  sdk: "method and path stand in the official SDK for Python, which is generated like the REST reference",
  provider: "the Terraform provider, which is also Pulumi's, was recorded sending it",
  cli: "the source of the Databricks CLI",
  driver: "the source of `@databricks/sql` and `databricks-sql-connector`",
  guess: "nothing was found: our guess",
  local: "not the service's: an endpoint of the local workspace",
} as const;

export type Source = keyof typeof SOURCES;
