import { ExpectedError } from "../messages/expected-error";

/** No token could be had. The message names what was tried, and never holds a token. */
export class SignInError extends ExpectedError {
  override readonly name = "SignInError";
}
