import assert from "node:assert/strict";
import { Random } from "../generated/random";
import { createAlert, insertRow, statusOf, TABLE } from "../engine/alert-row";
import { errorsOf, LocalStack, stepsOf } from "../engine/local-stack";

const ROWS = ["T-0", "T-1", "T-2", "T-3", "T-4"] as const;
const nameOf = (alertId: string) => `[INFO] Alert ${alertId}`;

/** The engine asks about no other resource than the targets: what an alert needs has to come with itself. */
describe("an up of some targets", function () {
  this.timeout(240_000);
  let stack: LocalStack;

  beforeEach(async () => {
    stack = await LocalStack.start();
    await stack.succeed("up");
  });
  afterEach(() => stack.stop());

  it("takes over the alert that a row names, whatever its name, where the settings say so, and makes no second one", async () => {
    const id = await createAlert(stack, "By hand");
    await insertRow(stack, "COST-777", { databricks_alert_id: `'${id}'` });
    await stack.succeed("up", { targets: ["COST-777"], config: { adoptAlerts: `COST-777=${id}` } });
    assert.deepEqual(
      (await stack.alerts()).map(({ display_name }) => display_name),
      [nameOf("COST-777"), "[INFO] Custom Template Test", "[WARNING] Tag Coverage Drop"],
    );
    assert.equal((await stack.alert(nameOf("COST-777"))).id, id);
    assert.deepEqual(await statusOf(stack, "COST-777"), {
      databricks_alert_id: id,
      last_sync_status: "UPDATED",
      last_sync_error: null,
    });
  });

  it("does not take the alert of another row, which it does not ask about", async () => {
    const id = await createAlert(stack, nameOf("A"));
    await insertRow(stack, "OWNER", { databricks_alert_id: `'${id}'` });
    await insertRow(stack, "A");
    const result = await stack.run("up", { targets: ["A"] });
    // The workspace refuses equal names, and the alert that has this one belongs to another row.
    assert.deepEqual(errorsOf(result), [
      `alert_configurations row A: the name "${nameOf("A")}" is that of alert ${id} in /Alerting, and a run of some ` +
        "targets does not know whether that gives it up. Run `npm run up` for all rows, rename that alert, or give the row " +
        "another name.",
    ]);
    await stack.succeed("up", { targets: ["OWNER"], config: { adoptAlerts: `OWNER=${id}` } });
    assert.equal((await statusOf(stack, "OWNER"))?.["databricks_alert_id"], id);
    await stack.succeed("up");
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("leaves nothing to do for them, whatever they are, and touches nothing else", async () => {
    for (const seed of [1, 2, 3]) {
      const random = new Random(seed);
      await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id LIKE 'T-%'`);
      await stack.succeed("up", { config: { maxDeletes: "100" } });
      const handMade = new Map<string, string>();
      const adopted: string[] = [];
      for (const row of ROWS) {
        const kind = random.one(["new", "named", "alike", "deployed"]);
        const alert = kind === "named" ? `By hand ${row}` : nameOf(row);
        if (kind === "named" || kind === "alike") handMade.set(row, await createAlert(stack, alert));
        await insertRow(
          stack,
          row,
          kind === "named" ? { databricks_alert_id: `'${handMade.get(row) ?? ""}'` } : {},
        );
        if (kind === "named") adopted.push(`${row}=${handMade.get(row) ?? ""}`);
        if (kind === "deployed") await stack.succeed("up", { targets: [row] });
        if (kind === "deployed" && random.chance(0.5))
          await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 9 WHERE alert_id = '${row}'`);
      }
      const before = await stack.alerts();
      const targets = random.some(ROWS);
      if (targets.length === 0) targets.push(ROWS[0]);
      const config = { adoptAlerts: adopted.join(",") };
      await stack.succeed("up", { targets, config });
      const rest = ROWS.filter((row) => !targets.includes(row));
      const untouched = ({ id, display_name }: { id: string; display_name: string }) =>
        rest.some((row) => display_name === nameOf(row) || handMade.get(row) === id);
      assert.deepEqual((await stack.alerts()).filter(untouched), before.filter(untouched));
      assert.deepEqual(stepsOf(await stack.succeed("preview", { targets })), []);
      await stack.succeed("up", { excludes: targets, config });
      assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
      for (const row of ROWS) {
        const { id } = await stack.alert(nameOf(row));
        assert.equal(id, handMade.get(row) ?? id);
        assert.equal((await statusOf(stack, row))?.["databricks_alert_id"], id);
      }
      assert.equal((await stack.alerts()).length, ROWS.length + 2);
    }
  });
});
