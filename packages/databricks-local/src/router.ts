import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Caller } from "./access/identity";
import { ApiError } from "./api-error";
import type { DescribedCall } from "./faults/faults";
import { answerWithFaults } from "./faults/faulty-answers";
import type { Operation } from "./operation";
import { OPERATIONS } from "./operations";
import { readBody, receiveBody } from "./request-body";
import type { Workspace } from "./workspace";

type Connection = Context<{ Bindings: HttpBindings }>;

/** Routes every call: checks its token, delays it, shows it a fault, answers it, writes it down. */
export function createRouter(workspace: Workspace, clock: () => Date) {
  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false });
  for (const operation of OPERATIONS) {
    app.on(operation.method, [...operation.paths], (connection) =>
      respond(connection, async () => {
        const caller = operation.needsToken === false ? nobody(workspace) : identify(connection);
        return answer(operation, connection, caller, workspace);
      }),
    );
  }
  app.notFound((connection) =>
    respond(connection, () => {
      identify(connection);
      // The service names the path without `/api` and its version.
      const path = connection.req.path.replace(/^\/api\/\d+\.\d+(?=\/)/, "");
      throw new ApiError(404, "ENDPOINT_NOT_FOUND", `No API found for '${connection.req.method} ${path}'`);
    }),
  );
  return app;

  function identify(connection: Connection): Caller {
    return workspace.tokens.identify(connection.req.header("authorization"));
  }

  async function respondWith(work: () => object | Promise<object>): Promise<Response> {
    const response = await toResponse(work);
    // The SDKs read the workspace's id here.
    response.headers.set("x-databricks-org-id", workspace.workspaceId);
    return response;
  }

  async function respond(connection: Connection, answerCall: () => object | Promise<object>) {
    const start = performance.now();
    const at = clock().toISOString();
    const { pathname, search } = new URL(connection.req.url);
    if (isAdministration(`${pathname}${search}`)) return respondWith(answerCall);
    const { method } = connection.req;
    const readBytes = () => receiveBody(connection.env.incoming);
    const call = await describeCall(method, `${pathname}${search}`, readBytes, workspace);
    const isRest = pathname.startsWith("/api/");
    if (isRest && workspace.latencyMs > 0) await sleep(workspace.latencyMs);
    const { incoming, outgoing } = connection.env;
    const work = () => {
      if (isRest) workspace.rateLimit.check();
      return answerCall();
    };
    const answered = await answerWithFaults(call, work, {
      faults: workspace.faults,
      outgoing,
      toResponse: respondWith,
    });
    const isDropped = answered === "dropped";
    const status = isDropped ? undefined : answered instanceof Response ? answered.status : answered.sent;
    const { path, operation } = call;
    workspace.requests.addRequest({
      method,
      path,
      at,
      durationMs: performance.now() - start,
      ...(operation !== undefined && { operation }),
      ...(status !== undefined && { status }),
    });
    if (answered instanceof Response) return answered;
    if (isDropped) incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
}

/** The page and what it asks: no fault hits it, and it is no client whose calls are written down. */
function isAdministration(path: string): boolean {
  return path.startsWith("/_local/") || /^\/(\?|$)/.test(path);
}

/** Calls without a token change nothing that is anybody's. */
function nobody({ userName }: Workspace): Caller {
  return { userName, kind: "user" };
}

async function answer(
  operation: Operation,
  connection: Connection,
  caller: Caller,
  workspace: Workspace,
): Promise<object> {
  const bytes = await receiveBody(connection.env.incoming);
  const { searchParams, origin } = new URL(connection.req.url);
  return operation.handle({
    param: (name) => connection.req.param(name) ?? "",
    query: searchParams,
    header: (name) => connection.req.header(name),
    origin,
    caller,
    body: (schema) => readBody(schema, bytes),
    bytes,
    workspace,
  });
}

async function toResponse(answerCall: () => object | Promise<object>): Promise<Response> {
  const requestId = randomUUID();
  try {
    const body = await answerCall();
    if (body instanceof Response) return body;
    return Response.json(body, { headers: { "x-request-id": requestId } });
  } catch (error) {
    const refusal =
      error instanceof ApiError
        ? error
        : new ApiError(500, "INTERNAL_ERROR", `Defect of the local workspace: ${String(error)}`);
    const headers = new Headers({ "x-request-id": requestId });
    if (refusal.retryAfter !== undefined) headers.set("retry-after", String(refusal.retryAfter));
    return Response.json(refusal.body(requestId), { status: refusal.status, headers });
  }
}

const statementShape = z.object({ statement: z.string() });

/** What a call is about, read from its body before it is answered; nothing where that cannot be read. */
async function describeCall(
  method: string,
  path: string,
  readBytes: () => Promise<Buffer>,
  workspace: Workspace,
): Promise<DescribedCall> {
  const call = { method, path };
  if (method !== "POST") return call;
  try {
    if (path.startsWith("/sql/")) return { ...call, ...(await workspace.describeThrift(await readBytes())) };

    if (path === "/api/2.0/sql/statements") {
      const json: unknown = JSON.parse((await readBytes()).toString("utf8"));
      return { ...call, statement: statementShape.parse(json).statement };
    }
  } catch {
    // Whoever answers the call says what is wrong with it.
  }
  return call;
}
