import type { z } from "zod";
import type { Caller } from "./access/identity";
import type { Workspace } from "./workspace";

/** One operation of the service: it stands in the file of its noun in `operations/`, and in the list there. */
export interface Operation {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As hono writes them: `/api/2.0/alerts/:id`. */
  readonly paths: readonly string[];
  /** @default true */
  readonly needsToken?: boolean;
  /** One list drives the routing and the documentation. */
  readonly documentation: Documentation;
  /** Answers 200 with the returned object as JSON, or with the returned `Response`; refuses by `ApiError`. */
  readonly handle: (call: Call) => object | Promise<object>;
}

/** One call of an operation, after authentication. */
export interface Call {
  /** A `:name` part of the path. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  /** The body as JSON in the given shape; anything else is refused with 400. */
  readonly body: <Shape>(schema: z.ZodType<Shape>) => Shape;
  /** The body as it came. */
  readonly bytes: Buffer;
  /** A header of the request. */
  readonly header: (name: string) => string | undefined;
  /** Scheme, host and port that the client called. */
  readonly origin: string;
  /** Whose token it carries; the workspace's user where none is needed. */
  readonly caller: Caller;
  readonly workspace: Workspace;
}

/** Where an operation is described, and what shows that the service has it. */
interface Documentation {
  /** The page of `docs/` that says more. */
  readonly page: DocumentationPage;
  readonly sources: readonly [Source, ...Source[]];
}

type DocumentationPage =
  | "alerts"
  | "evaluation"
  | "faults"
  | "files"
  | "jobs"
  | "legacy"
  | "neighbours"
  | "page"
  | "rights"
  | "sql-statements";

/** What a source shows, in words. */
export const SOURCES = {
  sdk: "method and path stand in the official SDK for Python, which is generated like the REST reference",
  provider: "the Terraform provider, which is also Pulumi's, was recorded sending it",
  cli: "the source of the Databricks CLI",
  driver: "the source of `@databricks/sql` and `databricks-sql-connector`",
  guess: "nothing was found: our guess",
  local: "not the service's: an endpoint of the local workspace",
} as const;

type Source = keyof typeof SOURCES;
