import assert from "node:assert/strict";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { connect as connectTls } from "node:tls";
import fc from "fast-check";
import { Agent } from "undici";
import { OPERATIONS } from "../../src/operations";
import { alertBody } from "../alert-body";
import { faultsOfAnswer } from "../fuzz/answer-faults";
import { badBytes, badFrame } from "../fuzz/bad-bytes";
import { badRequests, type BadRequest } from "../fuzz/bad-requests";
import { TOKEN, useWorkspace } from "../use-workspace";

const SEED = 20261123;
const REQUESTS = 5000;
const LANES = 16;
const HANG_MS = 15_000;

describe("Bad input", () => {
  const { call, createAlert, workspace, restart } = useWorkspace();
  const ids = ["alertsv2", "warehouses", "nowhere", "1"];
  const agent = new Agent({
    connections: LANES / 2,
    headersTimeout: HANG_MS,
    bodyTimeout: HANG_MS,
    connect: { rejectUnauthorized: false },
  });
  let kept: unknown;

  before(async () => {
    for (const display_name of ["victim 1", "victim 2"])
      ids.push(await createAlert(alertBody({ display_name })));
    await query("CREATE TABLE main.default.kept (n INT, t STRING)");
    await query("INSERT INTO main.default.kept VALUES (1, 'one'), (2, 'zwei')");
    const id = await createAlert(alertBody({ display_name: "kept", parent_path: "/Shared/kept" }));
    await call("PUT", `/api/2.0/permissions/alertsv2/${id}`, {
      access_control_list: [{ group_name: "users", permission_level: "CAN_READ" }],
    });
    keptId = id;
    kept = await readKept();
  });
  after(() => agent.close());
  let keptId = "";

  it(`of ${REQUESTS} requests over every route is refused, without a crash, a hang or a 500`, async () => {
    const each = Math.ceil(REQUESTS / OPERATIONS.length);
    const perOperation = OPERATIONS.map((operation, index) =>
      fc.sample(
        badRequests(operation, operation.method === "DELETE" ? ids : [...ids, workspace().warehouseId]),
        {
          seed: SEED + index,
          numRuns: each,
        },
      ),
    );
    const requests = Array.from({ length: each }, (_, round) =>
      perOperation.flatMap((list) => list[round] ?? []),
    );
    assert.deepEqual(await faultsOf(requests.flat(), send), []);
  }).timeout(180_000);

  it("in Thrift frames is refused", async () => {
    const path = `/sql/1.0/warehouses/${workspace().warehouseId}`;
    const frames = fc.sample(badFrame, { seed: SEED, numRuns: 400 });
    const requests = frames.map((body) => ({ method: "POST", path, body, authorization: undefined }));
    assert.deepEqual(await faultsOf(requests, send), []);
  });

  it("above the limit of a body's size is refused", async () => {
    const body = Buffer.alloc(33 * 1024 * 1024, "[");
    const request = { method: "POST", path: "/api/2.0/sql/statements", body, authorization: undefined };
    assert.deepEqual(await send(request), []);
  });

  for (const [protocol, count] of [
    ["http", 400],
    ["https", 60],
  ] as const) {
    it(`that is no HTTP at all is refused or cut off, over ${protocol}`, async () => {
      const all = fc.sample(badBytes, { seed: SEED, numRuns: count });
      assert.deepEqual(await faultsOf(all, (bytes) => sendBytes(protocol, bytes)), []);
    });
  }

  it("leaves the workspace right, its data whole, and its token untold", async () => {
    assert.deepEqual(await readKept(), kept);
    assert.deepEqual(workspace().faults.waiting, []);
    assert.equal(JSON.stringify(workspace().requests.entries).includes(TOKEN), false);
    assert.deepEqual([Reflect.get({}, "polluted"), Object.keys(Object.prototype)], [undefined, []]);
    await restart();
    assert.deepEqual(await readKept(), kept);
    assert.match(await createAlert(alertBody({ display_name: "afterwards" })), /^\d{15}$/);
  });

  async function query(statement: string) {
    const body = { statement, warehouse_id: workspace().warehouseId, wait_timeout: "50s" };
    const answer = await call("POST", "/api/2.0/sql/statements", body);
    assert.match(JSON.stringify(answer.body.status), /"state":"SUCCEEDED"/);
    return answer.body.result;
  }

  async function readKept() {
    return {
      rows: await query("SELECT * FROM main.default.kept ORDER BY n"),
      alert: (await call("GET", `/api/2.0/alerts/${keptId}`)).body,
      permissions: (await call("GET", `/api/2.0/permissions/alertsv2/${keptId}`)).body,
    };
  }

  /** Every third one over TLS. */
  async function send({ method, path, body, authorization }: BadRequest): Promise<string[]> {
    const { host, port } = workspace();
    const origin = path.length % 3 === 0 ? `https://127.0.0.1:${port}` : host;
    const headers = { authorization: authorization ?? `Bearer ${TOKEN}`, "content-type": "application/json" };
    const answer = await agent.request({ origin, path, method, headers, body: body ?? null });
    const contentType = String(answer.headers["content-type"] ?? "");
    const faults = faultsOfAnswer(method, path, {
      status: answer.statusCode,
      contentType,
      text: await answer.body.text(),
    });
    return faults.map(
      (fault) => `${method} ${path.slice(0, 200)} ${body?.toString().slice(0, 300)}: ${fault}`,
    );
  }

  /** Writes the bytes, closes that side, and reads to the end. */
  async function sendBytes(protocol: "http" | "https", bytes: Buffer): Promise<string[]> {
    const { port } = workspace();
    const target = { host: "127.0.0.1", port, rejectUnauthorized: false };
    const socket = protocol === "http" ? connect(target) : connectTls(target);
    socket.setTimeout(HANG_MS, () => socket.destroy(new Error("hangs")));
    socket.end(bytes);
    const received = await text(socket).catch((error: NodeJS.ErrnoException) => {
      // Cut off while we still wrote: nothing was said.
      if (error.code === "ECONNRESET" || error.code === "EPIPE") return "";
      throw error;
    });
    socket.destroy();
    const [head = "", body = ""] = received.split("\r\n\r\n");
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
    if (received === "" || status < 400) return [];
    const contentType = /^content-type: (.*)$/im.exec(head)?.[1] ?? "";
    const length = Number(/^content-length: (.*)$/im.exec(head)?.[1]);
    const faults = faultsOfAnswer("RAW", "", { status, contentType, text: body.slice(0, length) });
    return faults.map((fault) => `${JSON.stringify(bytes.toString("latin1")).slice(0, 300)}: ${fault}`);
  }
});

/** What went wrong with any of the inputs, the first twenty; several are sent at once. */
async function faultsOf<Input>(
  inputs: readonly Input[],
  send: (input: Input) => Promise<string[]>,
): Promise<string[]> {
  const waiting = inputs.values();
  const faults: string[] = [];
  const lane = async () => {
    for (const input of waiting) {
      if (faults.length >= 20) return;
      faults.push(
        ...(await send(input).catch((error: unknown) => [
          `${JSON.stringify(input).slice(0, 300)}: ${String(error)}`,
        ])),
      );
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return faults;
}
