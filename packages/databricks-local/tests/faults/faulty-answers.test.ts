import assert from "node:assert/strict";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { alertBody } from "../alert-body";
import { refusal, TOKEN, useWorkspace } from "../use-workspace";

describe("Faults of calls", () => {
  const { call, workspace } = useWorkspace();
  afterEach(() => workspace().faults.clear());

  it("answer as many matching calls as they say, instead of the operation", async () => {
    const added = await call("POST", "/_local/faults", {
      faults: [
        {
          kind: "status",
          method: "GET",
          path: "^/api/2.0/alerts",
          times: 2,
          status: 429,
          errorCode: "BUSY",
          retryAfter: 3,
        },
      ],
    });
    assert.equal(added.status, 200);
    assert.equal((await call("GET", "/api/2.0/sql/warehouses")).status, 200);
    const first = await call("GET", "/api/2.0/alerts?page_size=1");
    assert.deepEqual(refusal(first), [429, "BUSY", "Injected by the local workspace"]);
    assert.equal(first.headers.get("retry-after"), "3");
    assert.equal((await call("GET", "/api/2.0/alerts")).status, 429);
    assert.equal((await call("GET", "/api/2.0/alerts")).status, 200);
    assert.deepEqual((await call("GET", "/_local/faults")).body, { faults: [] });
  });

  it("drop the connection before the operation: nothing was carried out", async () => {
    workspace().faults.add({ kind: "drop-before", method: "POST" });
    workspace().requests.clear();
    await assert.rejects(call("POST", "/api/2.0/alerts", alertBody()), /fetch failed/);
    assert.deepEqual(
      workspace().requests.requests.map(({ method, status }) => [method, status]),
      [["POST", undefined]],
    );
    assert.deepEqual((await call("GET", "/api/2.0/alerts")).body, { alerts: [] });
  });

  it("drop the connection after the operation: the answer is lost, the alert is there", async () => {
    workspace().faults.add({ kind: "drop-after", method: "POST" });
    await assert.rejects(call("POST", "/api/2.0/alerts", alertBody()), /fetch failed/);
    const { body } = await call("GET", "/api/2.0/alerts");
    assert.ok(Array.isArray(body.alerts));
    assert.equal(body.alerts.length, 1);
  });

  it("name the code as a number where the service's gateway does, also after the work", async () => {
    workspace().faults.add({
      kind: "status",
      status: 503,
      errorCode: 503,
      when: "after-work",
      method: "POST",
    });
    assert.deepEqual(refusal(await call("POST", "/api/2.0/alerts", alertBody({ display_name: "late" }))), [
      503,
      503,
      "Injected by the local workspace",
    ]);
    const { body } = await call("GET", "/api/2.0/alerts");
    assert.match(JSON.stringify(body), /"display_name":"late"/);
  });

  it("refuse a token as the service refuses one that has expired", async () => {
    workspace().faults.add({ kind: "expired-token" }, { kind: "expired-token", status: 401 });
    assert.deepEqual(refusal(await call("GET", "/api/2.0/alerts")), [403, 403, "Invalid access token."]);
    assert.deepEqual(refusal(await call("GET", "/api/2.0/alerts")), [401, 401, "Invalid access token."]);
  });

  it("hit the calls after the first, every so many, and as often as they say", async () => {
    const busy = { kind: "status", status: 429, errorCode: "BUSY" } as const;
    workspace().faults.add({ ...busy, skip: 1, every: 2, times: 2 });
    const statuses = [];
    for (let count = 0; count < 7; count += 1) statuses.push((await call("GET", "/api/2.0/alerts")).status);
    assert.deepEqual(statuses, [200, 200, 429, 200, 429, 200, 200]);
  });

  it("hit by chance, and the same seed throws the same dice", async () => {
    const throwDice = async (seed: number) => {
      workspace().faults.clear();
      workspace().faults.add({
        kind: "status",
        status: 500,
        errorCode: "DICE",
        times: "always",
        probability: 0.5,
        seed,
      });
      const statuses = [];
      for (let count = 0; count < 12; count += 1)
        statuses.push((await call("GET", "/api/2.0/alerts")).status);
      return statuses.map((status) => (status === 500 ? "x" : ".")).join("");
    };
    const first = await throwDice(7);
    assert.equal(await throwDice(7), first);
    assert.notEqual(await throwDice(8), first);
    assert.match(first, /x.*\.|\..*x/);
  });

  it("delay a call within bounds, and let it meet another fault behind", async () => {
    workspace().faults.add(
      { kind: "latency", ms: 60, upToMs: 90 },
      { kind: "status", status: 500, errorCode: "BEHIND" },
    );
    workspace().requests.clear();
    assert.equal((await call("GET", "/api/2.0/alerts")).status, 500);
    const [request] = workspace().requests.requests;
    assert.ok(request !== undefined && request.durationMs >= 59, `${request?.durationMs} ms`);
  });

  /** What comes over the wire, to the last byte before the connection closes. */
  async function raw(path: string) {
    const socket = connect(workspace().port, "127.0.0.1");
    socket.write(
      `GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${TOKEN}\r\nconnection: close\r\n\r\n`,
    );
    const pieces: number[] = [];
    socket.on("data", (piece: Buffer) => pieces.push(piece.length));
    const [head = "", body = ""] = (await text(socket)).split("\r\n\r\n");
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    return { status: head.slice(9, 12), length, body, pieces: pieces.length };
  }

  it("cut an answer off in its middle, under the length of the whole", async () => {
    const { body: whole } = await raw("/.well-known/databricks-config");
    workspace().faults.add({ kind: "half-answer" }, { kind: "half-answer", fraction: 0 });
    const { status, length, body } = await raw("/.well-known/databricks-config");
    assert.deepEqual([status, length, body], ["200", whole.length, whole.slice(0, whole.length / 2)]);
    assert.deepEqual([(await raw("/.well-known/databricks-config")).body], [""]);
    workspace().faults.add({ kind: "half-answer" });
    await assert.rejects(call("GET", "/api/2.0/alerts"), /terminated/);
  });

  it("let an answer trickle", async () => {
    const { body: whole } = await raw("/.well-known/databricks-config");
    workspace().faults.add({ kind: "slow-answer", bytesPerSecond: 200 });
    const { body, pieces } = await raw("/.well-known/databricks-config");
    assert.equal(body, whole);
    assert.ok(pieces >= 3, `${pieces} pieces`);
  });

  it("send what is no JSON, under its own length", async () => {
    workspace().faults.add({ kind: "wrong-json" }, { kind: "wrong-json", body: "<html>" });
    const { status, length, body } = await raw("/api/2.0/alerts");
    assert.deepEqual([status, length, body], ["200", 15, '{"unfinished": ']);
    assert.equal((await raw("/api/2.0/alerts")).body, "<html>");
  });

  it("hold a call before its work, and say so to whoever waits for it", async () => {
    workspace().faults.add({ kind: "pause", method: "POST" });
    const waiting = call("GET", "/_local/held?waitSeconds=10");
    const created = call("POST", "/api/2.0/alerts", alertBody({ display_name: "held" }));
    assert.deepEqual((await waiting).body, {
      held: [{ method: "POST", path: "/api/2.0/alerts", when: "before" }],
    });
    assert.doesNotMatch(JSON.stringify((await call("GET", "/api/2.0/alerts")).body), /held/);
    await call("DELETE", "/_local/held");
    assert.equal((await created).status, 200);
    assert.deepEqual((await call("GET", "/_local/held")).body, { held: [] });
  });

  it("hold a call after its work: it is done, and not answered", async () => {
    workspace().faults.add({ kind: "pause", method: "POST", when: "after-work" });
    const created = call("POST", "/api/2.0/alerts", alertBody({ display_name: "done" }));
    await call("GET", "/_local/held?waitSeconds=10");
    assert.match(JSON.stringify((await call("GET", "/api/2.0/alerts")).body), /"done"/);
    // To clear the faults lets go on, too.
    await call("DELETE", "/_local/faults");
    assert.equal((await created).status, 200);
  });

  it("hold all other calls after an answer", async () => {
    workspace().faults.add({ kind: "pause", when: "after-answer" });
    assert.equal((await call("GET", "/api/2.0/alerts")).status, 200);
    assert.equal((await call("GET", "/_local/held?waitSeconds=10")).status, 200);
    let isAnswered = false;
    const next = call("GET", "/api/2.0/alerts").then(() => (isAnswered = true));
    await call("GET", "/_local/clock");
    assert.equal(isAnswered, false);
    await call("DELETE", "/_local/held");
    await next;
  });

  it("refuse a wait that is none", async () => {
    assert.deepEqual(refusal(await call("GET", "/_local/held?waitSeconds=x")), [
      400,
      "INVALID_PARAMETER_VALUE",
      "waitSeconds must be a number from 0 to 100",
    ]);
  });

  it("are refused when they make no sense", async () => {
    const answer = await call("POST", "/_local/faults", { faults: [{ kind: "drop-before", path: "(" }] });
    const message = "faults[0].path: is not a regular expression";
    assert.deepEqual(refusal(answer), [400, "INVALID_PARAMETER_VALUE", message]);
  });
});

describe("Calls beyond --requests-per-second", () => {
  const { call } = useWorkspace({ requestsPerSecond: 3 });

  it("are refused with the time to wait", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => call("GET", "/api/2.0/alerts")));
    const [refused, ...others] = answers.filter(({ status }) => status !== 200);
    assert.equal(others.length, 0);
    assert.ok(refused !== undefined);
    assert.deepEqual(refusal(refused), [
      429,
      "REQUEST_LIMIT_EXCEEDED",
      "The workspace takes 3 requests a second. Please retry after the time that Retry-After names.",
    ]);
    assert.equal(refused.headers.get("retry-after"), "1");
    assert.equal((await call("GET", "/_local/faults")).status, 200);
  });
});
