import assert from "node:assert/strict";
import { Pseudonyms } from "../../../alert-tests/from-history/pseudonyms";
import { shrink } from "../../../alert-tests/from-history/shrink";
import type { ColumnType } from "../../../alert-tests/fixtures/column-type";
import { sourceConditions } from "../../../alert-tests/from-history/source-conditions";

describe("shrink", () => {
  const shrunk = async (count: number, needed: readonly number[]) => {
    let asked = 0;
    const all = Array.from({ length: count }, (_, index) => index);
    const kept = await shrink(all, (sets) => {
      asked += sets.length;
      return Promise.resolve(sets.map((set) => needed.every((one) => set.includes(one))));
    });
    return { kept, asked };
  };

  it("keeps what is needed and nothing else", async () => {
    assert.deepEqual((await shrunk(1000, [3])).kept, [3]);
    assert.deepEqual((await shrunk(200, [0, 77, 199])).kept, [0, 77, 199]);
    assert.deepEqual((await shrunk(5, [])).kept, []);
  });

  it("asks in bounds where everything is needed", async () => {
    const { kept, asked } = await shrunk(
      2000,
      Array.from({ length: 2000 }, (_, index) => index),
    );
    assert.equal(kept.length, 2000);
    assert.ok(asked < 2000);
  });
});

describe("sourceConditions", () => {
  it("finds what a WHERE says of one table alone", () => {
    const query = [
      "WITH days AS (SELECT day FROM main.gold.usage WHERE day >= current_date() - 7 AND unit = 'DBU' GROUP BY day),",
      "more AS (SELECT 1 FROM main.gold.usage u JOIN main.gold.prices AS p ON u.sku = p.sku",
      "  WHERE u.day > current_date() - 3 AND p.price > u.least AND p.kind = 'list' AND sku IS NOT NULL)",
      "SELECT * FROM days, main.gold.usage",
    ].join("\n");
    assert.deepEqual(sourceConditions(query, "main.gold.usage"), [
      { alias: "usage", conditions: ["day >= current_date() - 7", "unit = 'DBU'"] },
      { alias: "u", conditions: ["u.day > current_date() - 3"] },
      { alias: "usage", conditions: [] },
    ]);
    assert.deepEqual(sourceConditions(query, "main.gold.prices"), [
      { alias: "p", conditions: ["p.kind = 'list'"] },
    ]);
  });
});

describe("Pseudonyms", () => {
  it("are the same for the same text, and leave what the query names", () => {
    const string = { kind: "scalar", name: "string" } as const;
    const tables = [
      {
        name: "main.gold.runs",
        schema: new Map<string, ColumnType>([
          ["owner", string],
          ["job_id", string],
          ["state", string],
          ["sku", string],
          ["day", { kind: "scalar", name: "date" } as const],
          ["tags", { kind: "map", key: string, value: string } as const],
        ]),
        rows: [
          {
            owner: "ada@acme.example",
            job_id: "10042",
            state: "FAILED",
            sku: "PREMIUM_JOBS",
            day: "2026-11-01",
          },
          { owner: "bob@acme.example", job_id: "10042", state: "odd", tags: { team: "ada@acme.example" } },
        ],
      },
    ];
    const query = "SELECT 1 FROM main.gold.runs WHERE state = 'FAILED' AND sku LIKE '%JOBS%'";
    assert.deepEqual(new Pseudonyms(query).of(tables, () => true)[0]?.rows, [
      {
        owner: "owner-1@example.com",
        job_id: "1001",
        state: "FAILED",
        sku: "PREMIUM_JOBS",
        day: "2026-11-01",
      },
      {
        owner: "owner-2@example.com",
        job_id: "1001",
        state: "state-1",
        tags: { team: "owner-1@example.com" },
      },
    ]);
  });
});
