import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { quietSdk } from "../../../components/quiet-sdk";

const load = createRequire(__filename);

/** What the SDK notes of its promises (`sdk/nodejs/runtime/debuggable.ts`). */
interface Noted {
  readonly _debugStackTrace: string;
}
const debuggable = load("@pulumi/pulumi/runtime/debuggable") as {
  debuggablePromise: (promise: Promise<number>, context: string) => Promise<number>;
};
const resources = load("@pulumi/pulumi/runtime/resource") as Record<string, unknown>;

describe("quietSdk", () => {
  const registerResource = resources["registerResource"];
  const { debuggablePromise } = debuggable;
  const { debug } = pulumi.log;
  const places = pulumi.Resource as unknown as { callsites: () => readonly object[] };
  const { callsites } = places;
  afterEach(() => {
    Object.assign(resources, { registerResource });
    Object.assign(debuggable, { debuggablePromise });
    Object.assign(pulumi.log, { debug });
    Object.assign(places, { callsites });
    delete process.env["ALERTS_DEBUG"];
  });

  function stackOfPromise(): string {
    const promise = Promise.resolve(7);
    void debuggable.debuggablePromise(promise, "seven");
    return (promise as unknown as Noted)._debugStackTrace;
  }

  it("leaves the SDK's notes without the stacks that cost most of a preview, and every other error with its own", async () => {
    assert.match(stackOfPromise(), /quiet-sdk\.test\.ts/);
    quietSdk();
    assert.equal(stackOfPromise(), "Error");
    assert.equal(await debuggable.debuggablePromise(Promise.resolve(7), "seven"), 7);
    assert.notEqual(resources["registerResource"], registerResource);
    assert.match(new Error("ours").stack ?? "", /quiet-sdk\.test\.ts/);
  });

  it("keeps the places where resources are declared out of the state", () => {
    assert.notDeepEqual(places.callsites(), []);
    quietSdk();
    assert.deepEqual(places.callsites(), []);
  });

  it("lets the SDK be as loud as it is with ALERTS_DEBUG=1, and its messages be seen", () => {
    process.env["ALERTS_DEBUG"] = "1";
    quietSdk();
    assert.match(stackOfPromise(), /quiet-sdk\.test\.ts/);
    assert.equal(resources["registerResource"], registerResource);
    assert.equal(pulumi.log.debug, pulumi.log.info);
    assert.equal(places.callsites, callsites);
  });
});
