import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { startProviders } from "../../../components/start-providers";

describe("startProviders", () => {
  const asked: string[] = [];

  beforeEach(async () => {
    asked.length = 0;
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
      call: ({ token }) => {
        asked.push(token);
        throw new Error(`unknown function ${token}`);
      },
    });
  });

  afterEach(() => {
    delete process.env["PULUMI_LOCAL"];
  });

  it("asks the Pulumi CLI for something of theirs, and heeds no refusal", async () => {
    startProviders();
    await settle();
    assert.deepEqual(asked, ["pulumi-nodejs:dynamic:none"]);
  });

  it("asks the local engine nothing, which has started them already", async () => {
    process.env["PULUMI_LOCAL"] = "1";
    startProviders();
    await settle();
    assert.deepEqual(asked, []);
  });
});

/** A refusal that nobody handles would be told by now. */
async function settle(): Promise<void> {
  for (let round = 0; round < 20; round++) await new Promise(setImmediate);
}
