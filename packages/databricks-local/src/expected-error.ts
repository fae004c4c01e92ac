/** A failure that was foreseen: its message is all that a user needs. Whatever else is thrown is a defect of ours. */
export class ExpectedError extends Error {
  override readonly name: string = "ExpectedError";
}

/** What the system refuses (a file, a port) and what a provider answers say in their own words what and where. */
function isExpected(error: unknown): error is Error {
  return (
    error instanceof ExpectedError || (error instanceof Error && ("syscall" in error || "details" in error))
  );
}

/** All that a user is shown of an error; with `LOCAL_DEBUG=1` with its stack. */
export function errorText(error: unknown): string {
  if (!isExpected(error)) return `${traceOf(error)}\n\n${DEFECT}`;
  return process.env["LOCAL_DEBUG"] === "1" ? `${error.message}\n${traceOf(error)}` : error.message;
}

const DEFECT =
  "This is a defect of databricks-local: please report it, with these lines and the command that you ran.";

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? [] : [`caused by ${traceOf(error.cause)}`];
  return [`${error.name}: ${error.message}`, ...frames, ...cause].join("\n");
}
