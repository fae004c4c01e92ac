import { frameInSource } from "../loading/source-places.cjs";
import { visibleText } from "./words";

/**
 * A failure that was foreseen: its message says what failed, where, why and what to do, and is all that a user needs.
 * Whatever else is thrown is a defect of ours, and is shown with its stack.
 */
export class ExpectedError extends Error {
  override readonly name: string = "ExpectedError";

  /** What of a row or of a server is in the message is shown as what it is, line by line. */
  constructor(message: string, options?: ErrorOptions) {
    super(message.split("\n").map(visibleText).join("\n"), options);
  }
}

/** What the system refuses (a file, a port), it says in its own words, with the place. */
export function isExpected(error: unknown): error is Error {
  return error instanceof ExpectedError || (error instanceof Error && "syscall" in error);
}

/** With `ALERTS_DEBUG=1` every error shows its stack. */
export function isDebugging(): boolean {
  return process.env["ALERTS_DEBUG"] === "1";
}

/** All that a user is shown of an error that ended what they asked for. */
export function errorText(error: unknown): string {
  if (!isExpected(error)) return `${traceOf(error)}\n\n${DEFECT}`;
  return isDebugging() ? `${error.message}\n${traceOf(error)}` : error.message;
}

/** An error's reason within another text, where the rest goes on without what failed. */
export function reasonOf(error: unknown): string {
  return isDebugging() ? `${inOneLine(error)}\n${traceOf(error)}` : inOneLine(error);
}

const DEFECT =
  "This is a defect of databricks-alerts and none of your rows or settings: please report it, with these lines and the " +
  "command that you ran, where the issues of its repository are kept.";

/** The same without its stack, for a cell of a table. */
export function inOneLine(error: unknown): string {
  if (isExpected(error)) return error.message;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `a defect of databricks-alerts, ${what} (ALERTS_DEBUG=1 shows where; please report it)`;
}

/** Names, messages and frames alone: whatever else an error carries may lead to a request, and so to its token. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? [] : [`caused by ${traceOf(error.cause)}`];
  return [`${error.name}: ${error.message}`, ...framesOf(error), ...cause].join("\n");
}

/** With Pulumi's SDK loaded, places would be those of the compiled text, all of it one line; Node itself knows ours, or what loaded them. */
function framesOf(error: Error): string[] {
  const theirs = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
  Reflect.deleteProperty(Error, "prepareStackTrace");
  const { stack = "" } = error;
  if (theirs) Object.defineProperty(Error, "prepareStackTrace", theirs);
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .map(frameInSource);
}
