import type { z } from "zod";
import type { Caller } from "./access/caller";
import type { Documentation } from "./documentation";
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
