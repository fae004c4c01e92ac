import { ExpectedError } from "../messages/expected-error";

/** The warehouse could not be asked, or its answer did not arrive. The message says what to set, where that helps. */
export class SqlConnectionError extends ExpectedError {
  override readonly name = "SqlConnectionError";
}
