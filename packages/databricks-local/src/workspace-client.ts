import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { ExpectedError } from "./expected-error";

/** A refusal of the workspace. */
export class WorkspaceClientError extends ExpectedError {
  override readonly name = "WorkspaceClientError";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Plain calls to a local workspace, for the commands; keeps no connection open. By Node's own client: to load another one
 * would take a tenth of a second of each command.
 */
export class WorkspaceClient {
  readonly #host: string;
  readonly #token: string;

  constructor(host: string, token: string) {
    this.#host = host;
    this.#token = token;
  }

  async call(method: "GET" | "POST", path: string, body?: object, timeoutMs = 120_000): Promise<unknown> {
    const answer = await this.#send(method, path, body, AbortSignal.timeout(timeoutMs));
    const answered = await text(answer);
    if (answer.statusCode === 200) return JSON.parse(answered);
    const { statusCode: status = 0 } = answer;
    throw new WorkspaceClientError(status, `${method} ${path} failed: ${status} ${answered}`);
  }

  #send(
    method: string,
    path: string,
    body: object | undefined,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const headers = { authorization: `Bearer ${this.#token}`, "content-type": "application/json" };
    return new Promise((resolve, reject) => {
      request(`${this.#host}${path}`, { method, headers, signal, agent: false }, resolve)
        .on("error", reject)
        .end(body && JSON.stringify(body));
    });
  }
}
