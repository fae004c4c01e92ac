import { createRequire } from "node:module";
import type { SqlEngine } from "./sql/sql-engine";
import type { ThriftClient } from "./thrift/thrift-client";
import type * as Endpoint from "./thrift/thrift-endpoint";

// Not `import()`: that one does not pass through the TypeScript loader.
const load = createRequire(__filename);

/** The SQL drivers' endpoint; the driver's message definitions are loaded by the first message. */
export function openThrift(engine: SqlEngine, onStatement: (sql: string) => void) {
  let endpoint: Endpoint.ThriftEndpoint | undefined;
  const open = () => {
    const module = load("./thrift/thrift-endpoint") as typeof Endpoint;
    return new module.ThriftEndpoint(engine, onStatement);
  };
  return {
    handle: (message: Buffer, client: ThriftClient) => (endpoint ??= open()).handle(message, client),
    describe: (message: Buffer) => (endpoint ??= open()).describe(message),
    close: async () => endpoint?.close(),
  };
}
