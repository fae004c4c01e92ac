import { ExpectedError } from "../../../../local/expected-error";

/** One sentence for what commonly keeps a workspace from starting; other errors as they are. */
export function explainStartError(error: unknown, port: number | undefined): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return new ExpectedError(`Port ${port} is in use: name another one, or leave --port out.`);
  if (code === "EACCES" && port !== undefined) {
    return new ExpectedError(`Port ${port} may not be opened: name one above 1023, or leave --port out.`);
  }
  return error;
}
