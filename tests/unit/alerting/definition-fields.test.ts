import assert from "node:assert/strict";
import type { LiveDefinition } from "../../../alerting/definition";
import {
  changedFields,
  hashDefinition,
  hashFields,
  keptHashes,
  MANAGED_FIELDS,
  readHashes,
} from "../../../alerting/definition-fields";
import { readAlerts, type GoodAlert } from "./read-testdata";

const [, { definition }] =
  readAlerts<GoodAlert>("good").find(([name]) => name === "channels") ?? assert.fail();

function changes(changed: LiveDefinition, before: LiveDefinition = definition): string[] {
  return changedFields(hashFields(before), hashFields(changed));
}

describe("changedFields", () => {
  const { evaluation, schedule } = definition;
  const { notification } = evaluation;
  const edits: Record<string, LiveDefinition> = {
    displayName: { ...definition, displayName: "x" },
    queryText: { ...definition, queryText: "x" },
    warehouseId: { ...definition, warehouseId: "x" },
    customSummary: { ...definition, customSummary: "x" },
    customDescription: { ...definition, customDescription: "x" },
    customTemplateFormat: { ...definition, customSummary: "x", customTemplateFormat: "MARKDOWN" },
    runAs: { ...definition, runAs: { userName: "a@example.com" } },
    "evaluation.source": {
      ...definition,
      evaluation: { ...evaluation, source: { name: "n", aggregation: "SUM" } },
    },
    "evaluation.comparisonOperator": {
      ...definition,
      evaluation: { ...evaluation, comparisonOperator: "EQUAL" },
    },
    "evaluation.threshold": {
      ...definition,
      evaluation: { ...evaluation, threshold: { value: { stringValue: "100" } } },
    },
    "evaluation.emptyResultState": {
      ...definition,
      evaluation: { ...evaluation, emptyResultState: "ERROR" },
    },
    "evaluation.notification.subscriptions": {
      ...definition,
      evaluation: { ...evaluation, notification: { ...notification, subscriptions: [] } },
    },
    "evaluation.notification.notifyOnOk": {
      ...definition,
      evaluation: { ...evaluation, notification: { ...notification, notifyOnOk: true } },
    },
    "evaluation.notification.retriggerSeconds": {
      ...definition,
      evaluation: { ...evaluation, notification: { ...notification, retriggerSeconds: 1 } },
    },
    "schedule.quartzCronSchedule": {
      ...definition,
      schedule: { ...schedule, quartzCronSchedule: "0 0 8 * * ?" },
    },
    "schedule.timezoneId": { ...definition, schedule: { ...schedule, timezoneId: "UTC" } },
    "schedule.pauseStatus": { ...definition, schedule: { ...schedule, pauseStatus: "PAUSED" } },
  };
  for (const [field, changed] of Object.entries(edits)) {
    it(`names ${field} alone`, () => {
      const before = field === "customTemplateFormat" ? edits["customSummary"] : definition;
      assert.deepEqual(changes(changed, before), [field]);
    });
  }

  it("is tried for every managed field", () => {
    assert.deepEqual(Object.keys(edits), MANAGED_FIELDS);
  });

  it("does not care for the format of templates that are not there", () => {
    const markdown: LiveDefinition = { ...definition, customTemplateFormat: "MARKDOWN" };
    assert.deepEqual(changes(markdown), []);
    assert.deepEqual(changes(definition, markdown), []);
    const withTemplate = { ...definition, customDescription: "{{ALERT_NAME}}" };
    assert.deepEqual(changes(withTemplate, markdown), ["customDescription", "customTemplateFormat"]);
  });

  it("tells a column with a name of somebody's from the column itself", () => {
    const source = { ...evaluation.source, display: "n" };
    assert.deepEqual(changes({ ...definition, evaluation: { ...evaluation, source } }), [
      "evaluation.source",
    ]);
  });

  it("does not mind the order of subscriptions or of keys", () => {
    const subscriptions = [...notification.subscriptions].reverse();
    const turned = { ...notification, subscriptions };
    const { source, ...others } = evaluation;
    assert.deepEqual(changes({ ...definition, evaluation: { ...others, source, notification: turned } }), []);
  });

  it("takes a field that the old hashes do not know for one left out", () => {
    const current = hashFields({ ...definition, customSummary: "x" });
    const old = Object.fromEntries(
      Object.entries(current).filter(([field]) => !["customSummary", "customDescription"].includes(field)),
    );
    assert.deepEqual(changedFields(old, current), ["customSummary"]);
  });
});

describe("hashFields", () => {
  it("gives 32 hexadecimal characters, which begin as those of every release", () => {
    const hashes = hashFields(definition);
    assert.match(hashes.queryText, /^2c7b057d[0-9a-f]{24}$/);
    assert.match(hashes["evaluation.threshold"], /^f7a67324[0-9a-f]{24}$/);
    assert.match(hashes["evaluation.notification.subscriptions"], /^71e3663b[0-9a-f]{24}$/);
    assert.equal(hashes.runAs, "absent");
  });

  it("tells two texts apart that somebody chose so that the first 32 bits are the same", () => {
    const [one, other] = [
      "SELECT 0 AS n -- 11804",
      "SELECT sum(failed) AS n FROM main.pay.runs -- 29312",
    ].map((queryText) => hashFields({ ...definition, queryText }));
    assert.ok(one && other);
    assert.equal(one.queryText.slice(0, 8), other.queryText.slice(0, 8));
    assert.deepEqual(changedFields(one, other), ["queryText"]);
  });

  it("is compared with the eight characters that a state of the first releases has", () => {
    const short = Object.fromEntries(
      Object.entries(hashFields(definition)).map(([field, hash]) => [field, hash.slice(0, 8)]),
    );
    assert.deepEqual(changedFields(short, hashFields(definition)), []);
    assert.deepEqual(changedFields(short, hashFields({ ...definition, queryText: "SELECT 1" })), [
      "queryText",
    ]);
  });
});

describe("keptHashes", () => {
  const all = { ...definition, customSummary: "x", runAs: { userName: "a@example.com" } };

  it("are read back, whichever fields are left out", () => {
    for (const one of [definition, all]) {
      const read = readHashes(keptHashes(hashFields(one)));
      assert.deepEqual(changedFields(read ?? {}, hashFields(one)), []);
    }
    const read = readHashes(keptHashes(hashFields(definition)));
    assert.deepEqual(changedFields(read ?? {}, hashFields(all)), ["customSummary", "runAs"]);
    const reversed = readHashes(keptHashes(hashFields(all)));
    assert.deepEqual(changedFields(reversed ?? {}, hashFields(definition)), ["customSummary", "runAs"]);
  });

  it("have a name of its own for each field", () => {
    const each = Object.fromEntries(MANAGED_FIELDS.map((field, index) => [field, `hash-${index}`]));
    assert.deepEqual(readHashes(keptHashes(each)), each);
  });

  it("are read from a state that has them field by field", () => {
    assert.deepEqual(readHashes(hashFields(all)), hashFields(all));
  });

  it("are none where it says something else", () => {
    for (const kept of [undefined, null, 7, "", "displayName", ["x", 1], { displayName: 1 }])
      assert.equal(readHashes(kept), undefined, JSON.stringify(kept));
  });
});

describe("hashDefinition", () => {
  it("gives twelve hexadecimal characters over all fields and the folder", () => {
    assert.equal(hashDefinition({ ...definition, parentPath: "/Shared/alerting" }), "0af31ce239f5");
    assert.notEqual(hashDefinition({ ...definition, parentPath: "/Shared/x" }), hashDefinition(definition));
    assert.notEqual(hashDefinition({ ...definition, queryText: "x" }), hashDefinition(definition));
  });
});
