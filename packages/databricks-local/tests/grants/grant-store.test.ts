import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GrantStore } from "../../src/grants/grant-store";
import type { Securable } from "../../src/grants/securable";

const CATALOG: Securable = { type: "CATALOG", fullName: "main" };
const SCHEMA: Securable = { type: "SCHEMA", fullName: "main.gold" };
const TABLE: Securable = { type: "TABLE", fullName: "main.gold.rows" };

describe("The grants", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "grants-"));
  let grants = new GrantStore(dataDir);
  after(() => {
    grants.close();
    rmSync(dataDir, { recursive: true });
  });
  afterEach(() => grants.forget(CATALOG));

  it("are added and taken away, principal by principal, and kept", () => {
    grants.change(SCHEMA, [
      { principal: "writers", add: ["MODIFY", "USE_SCHEMA"] },
      { principal: "readers", add: ["USE_SCHEMA", "SELECT", "SELECT"] },
    ]);
    grants.close();
    grants = new GrantStore(dataDir);
    assert.deepEqual(grants.of(SCHEMA), [
      { principal: "readers", privileges: ["SELECT", "USE_SCHEMA"] },
      { principal: "writers", privileges: ["MODIFY", "USE_SCHEMA"] },
    ]);
    grants.change(SCHEMA, [{ principal: "readers", remove: ["SELECT"] }]);
    const left = grants.change(SCHEMA, [{ principal: "writers", remove: ["ALL_PRIVILEGES"] }]);
    assert.deepEqual(left, [{ principal: "readers", privileges: ["USE_SCHEMA"] }]);
  });

  it("on a parent are in effect on what lies in it", () => {
    grants.change(CATALOG, [{ principal: "readers", add: ["USE_CATALOG"] }]);
    grants.change(TABLE, [{ principal: "readers", add: ["SELECT"] }]);
    assert.deepEqual(Object.fromEntries(grants.effective(TABLE)), {
      readers: [{ privilege: "SELECT" }, { privilege: "USE_CATALOG", inheritedFrom: CATALOG }],
    });
  });

  it("go with the object that they were on, and with all that was in it", () => {
    for (const securable of [CATALOG, SCHEMA, TABLE])
      grants.change(securable, [{ principal: "readers", add: ["SELECT"] }]);

    grants.forget(SCHEMA);
    assert.deepEqual(
      [CATALOG, SCHEMA, TABLE].map((securable) => grants.of(securable).length),
      [1, 0, 0],
    );
  });

  it("do not mind the case of names", () => {
    grants.change({ type: "TABLE", fullName: "Main.Gold.ROWS" }, [{ principal: "readers", add: ["SELECT"] }]);
    assert.equal(grants.of(TABLE).length, 1);
  });
});
