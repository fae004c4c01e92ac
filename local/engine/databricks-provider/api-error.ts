/** The workspace's answer that something cannot be done. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    request: string,
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(`${request} failed: ${status}${code ? ` ${code}` : ""}${message ? `: ${message}` : ""}`);
  }

  /** What was asked for is not there. */
  get isMissing(): boolean {
    return this.status === 404;
  }
}
