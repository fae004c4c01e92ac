import assert from "node:assert/strict";
import { lackingPrivileges, privilegesLacked } from "../../../databricks/privileges";
import { RestClient } from "../../../databricks/rest-client";
import { scriptedServer } from "./scripted-server";

const TABLE = { type: "table", name: "main.gold.alerts" } as const;

/** What ana@example.com lacks of MODIFY. */
async function lacking(owner: string, holder: string) {
  const json = { privilege_assignments: [{ principal: holder, privileges: [{ privilege: "MODIFY" }] }] };
  await using server = await scriptedServer([{ status: 200, json }]);
  const token = () => Promise.resolve("t");
  const rest = new RestClient({ host: new URL(server.url), token, describe: "a test" });
  const who = { userName: "ana@example.com", groups: ["FinOps"] };
  return await lackingPrivileges(rest, who, TABLE, { owner }, ["MODIFY"]);
}

describe("lackingPrivileges", () => {
  it("takes an owner's e-mail address in other letters for the same", async () => {
    assert.deepEqual(await lacking("Ana@Example.com", "bob@example.com"), []);
  });

  it("takes the e-mail address of a grant in other letters for the same", async () => {
    assert.deepEqual(await lacking("bob@example.com", "ANA@example.com"), []);
  });

  it("takes a group's name as it is written", async () => {
    assert.deepEqual(await lacking("bob@example.com", "finops"), [
      { privilege: "MODIFY", groups: ["finops"] },
    ]);
  });

  it("leaves MANAGE out of ALL PRIVILEGES", () => {
    const held = [{ principal: "ana@example.com", privileges: [{ privilege: "ALL_PRIVILEGES" }] }];
    const who = { userName: "ana@example.com", groups: [] };
    assert.deepEqual(privilegesLacked(held, who, {}, ["MODIFY", "MANAGE"]), [
      { privilege: "MANAGE", groups: [] },
    ]);
  });
});
