import { Agent, request } from "undici";

/** A refusal of the workspace. */
export class WorkspaceClientError extends Error {
  override readonly name = "WorkspaceClientError";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Plain calls to a local workspace, for the commands; keeps no connection open. */
export class WorkspaceClient {
  readonly #agent = new Agent({ pipelining: 0 });

  constructor(
    private readonly host: string,
    private readonly token: string,
  ) {}

  async call(method: "GET" | "POST", path: string, body?: object, timeoutMs = 120_000): Promise<unknown> {
    const answer = await request(`${this.host}${path}`, {
      method,
      dispatcher: this.#agent,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode === 200) return JSON.parse(text);
    throw new WorkspaceClientError(
      answer.statusCode,
      `${method} ${path} failed: ${answer.statusCode} ${text}`,
    );
  }
}
