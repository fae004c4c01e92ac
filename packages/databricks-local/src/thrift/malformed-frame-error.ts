/** A request body that is no Thrift message: HTTP answers 400, no operation was started. */
export class MalformedFrameError extends Error {
  override readonly name = "MalformedFrameError";
  constructor(reason: string, options?: ErrorOptions) {
    super(`The body is not a message of the Thrift binary protocol: ${reason}`, options);
  }
}
