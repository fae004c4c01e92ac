import assert from "node:assert/strict";
import { CachedToken } from "../../../databricks/token-source";

describe("CachedToken", () => {
  /** Numbered tokens and a clock that stands still until it is moved. */
  const numbered = (lifetimeSeconds?: number) => {
    const clock = { seconds: 0 };
    let issued = 0;
    const fetch = () =>
      Promise.resolve({ token: `t${++issued}`, ...(lifetimeSeconds !== undefined && { lifetimeSeconds }) });
    return { clock, cached: new CachedToken(fetch, () => clock.seconds * 1000) };
  };

  it("renews a token five minutes before its end", async () => {
    const { clock, cached } = numbered(3600);
    assert.equal(await cached.get(), "t1");
    clock.seconds = 3299;
    assert.equal(await cached.get(), "t1");
    clock.seconds = 3300;
    assert.equal(await cached.get(), "t2");
  });

  it("keeps a short token for four fifths of its life", async () => {
    const { clock, cached } = numbered(100);
    await cached.get();
    clock.seconds = 79;
    assert.equal(await cached.get(), "t1");
    clock.seconds = 80;
    assert.equal(await cached.get(), "t2");
  });

  it("keeps a token without an end", async () => {
    const { clock, cached } = numbered();
    await cached.get();
    clock.seconds = 1e9;
    assert.equal(await cached.get(), "t1");
  });

  it("asks again after a failure", async () => {
    let calls = 0;
    const cached = new CachedToken(() =>
      ++calls === 1 ? Promise.reject(new Error("unreachable")) : Promise.resolve({ token: "t" }),
    );
    await assert.rejects(cached.get(), { message: "unreachable" });
    assert.equal(await cached.get(), "t");
  });
});
