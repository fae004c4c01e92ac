import { ExpectedError } from "./expected-error";

/** Something that the user can mend, said in one sentence; shown without a stack. */
export class EngineError extends ExpectedError {
  override name = "EngineError";
}

/** Something that Pulumi can do and this engine cannot: refused, since a wrong result would be worse. */
export class UnsupportedError extends EngineError {
  override name = "UnsupportedError";

  constructor(what: string) {
    super(`${what} is not supported by the local engine: use the Pulumi CLI`);
  }
}

/** The run cannot go on; why has been reported as a diagnostic. */
export class Bail extends Error {
  override name = "Bail";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
