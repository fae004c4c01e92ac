import { ExpectedError } from "../expected-error";

/** The workspace's answer that something cannot be done. */
export class ApiError extends ExpectedError {
  override name = "ApiError";

  readonly #request: string;
  readonly #words: string;

  constructor(
    request: string,
    readonly status: number,
    readonly code: string,
    words: string,
    /** What was asked for is not there. */
    readonly isMissing = status === 404,
  ) {
    super(`${request} failed: ${status}${code ? ` ${code}` : ""}${words ? `: ${words}` : ""}`);
    this.#request = request;
    this.#words = words;
  }

  /** Where the service says by another status that there is no such thing. */
  asMissing(): ApiError {
    return new ApiError(this.#request, this.status, this.code, this.#words, true);
  }
}
