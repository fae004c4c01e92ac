/** No token could be had. The message names what was tried, and never holds a token. */
export class SignInError extends Error {
  override readonly name = "SignInError";
}
