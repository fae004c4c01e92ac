import type * as grpc from "@grpc/grpc-js";
import { errorText, ExpectedError } from "../expected-error";

/** The largest message that either side takes, as in Pulumi's SDK. */
export const CHANNEL_OPTIONS: grpc.ChannelOptions = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  // Everything is on loopback: a proxy of the environment must not see it.
  "grpc.enable_http_proxy": 0,
};

/** One unary call as a promise. */
export function call<Response>(
  start: (callback: (error: grpc.ServiceError | null, response: Response) => void) => grpc.ClientUnaryCall,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => {
      if (!error) return resolve(response);
      // Without "2 UNKNOWN: " before what the other side said.
      error.message = error.details;
      reject(error);
    });
  });
}

/** The server's side of a unary call, written as an async function. */
export function unary<Request, Response>(
  handle: (request: Request) => Promise<Response> | Response,
): grpc.handleUnaryCall<Request, Response> {
  return (serverCall, callback) => {
    void (async () => {
      try {
        callback(null, await handle(serverCall.request));
      } catch (error) {
        callback({ code: codeOf(error), details: errorText(error) });
      }
    })();
  };
}

/** An error that carries the gRPC status to answer with. */
export class StatusError extends ExpectedError {
  constructor(
    readonly code: grpc.status,
    message: string,
  ) {
    super(message);
  }
}

const UNKNOWN_STATUS = 2;

function codeOf(error: unknown): grpc.status {
  return error instanceof StatusError ? error.code : UNKNOWN_STATUS;
}
