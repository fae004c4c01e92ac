import assert from "node:assert/strict";
import type { AlertDefinition, RunAs } from "../../../alerting/definition";
import { askableSides, askedAs, notAskedText } from "../../../review/asked-as";
import type { AlertChange } from "../../../review/changes/alert-change";
import { replayedAlert } from "../../program/review/replay/replayed-alert";
import { plannedAlert } from "../alerting/planned-alert";

const ME = { name: "deployer", isChosen: false };
const LOW: RunAs = { servicePrincipalName: "low" };
const WANTED = "SELECT count(*) AS v FROM main.pay.runs";
const EDITED = "SELECT max(salary) AS v FROM main.hr.pay";

function definition(queryText: string, runAs?: RunAs): AlertDefinition {
  return { ...replayedAlert(queryText), ...(runAs && { runAs }) };
}

function change(more: Partial<AlertChange>): AlertChange {
  return { alertId: "A-1", kind: "changed", fields: [], drift: [], isBaseUnknown: false, ...more };
}

function live(queryText: string, runAs?: RunAs, ownerUserName = "mallory@example.com") {
  const lifecycleState = "ACTIVE" as const;
  return { live: { id: "1", lifecycleState, ownerUserName, definition: definition(queryText, runAs) } };
}

function planned(runAs?: RunAs) {
  return { planned: plannedAlert("A-1", definition(WANTED, runAs)) };
}

/** The texts that are asked, of what is deployed and of the row. */
function asked(more: Partial<AlertChange>, asker = ME, allowedFunctions: readonly string[] = []) {
  const { before, after } = askableSides(change(more), asker, { allowedFunctions });
  return [before?.queryText, after?.queryText];
}

describe("a review that asks as the deployer", () => {
  const hostile: readonly (readonly [string, Partial<AlertChange>, readonly (string | undefined)[]])[] = [
    [
      "of a deleted alert that runs as another",
      { kind: "deleted", ...live(EDITED, LOW) },
      [undefined, undefined],
    ],
    ["of a deleted alert that another owns", { kind: "deleted", ...live(EDITED) }, [undefined, undefined]],
    [
      "of an alert that runs as another, and whose row says that it will not",
      { ...live(EDITED, LOW), ...planned() },
      [undefined, WANTED],
    ],
    [
      "of an alert that somebody lets run as another",
      { kind: "drifted", ...live(EDITED, { userName: "low@example.com" }), ...planned() },
      [undefined, WANTED],
    ],
    [
      "of an alert that is taken over from another",
      { ...live(EDITED), ...planned(), isTakenOver: true },
      [undefined, WANTED],
    ],
    [
      "of an alert that will run as another, what its row wants",
      { ...live(EDITED), ...planned(LOW) },
      [EDITED, undefined],
    ],
    [
      "of an alert into which somebody wrote secret()",
      { kind: "drifted", ...live("SELECT secret('s', 'k') AS v"), ...planned() },
      [undefined, WANTED],
    ],
    [
      "of an alert into which somebody wrote a call of another host",
      { ...live("SELECT http_request(conn => 'c', path => 'x') AS v"), ...planned() },
      [undefined, WANTED],
    ],
    [
      "of an alert into which somebody wrote a file",
      { ...live("SELECT count(*) AS v FROM csv.`/Volumes/a/b/c`"), ...planned() },
      [undefined, WANTED],
    ],
    [
      "of a deleted alert into which somebody wrote ai_query()",
      { kind: "deleted", ...live("SELECT ai_query('m', 'x') AS v", undefined, "Deployer") },
      [undefined, undefined],
    ],
  ];
  for (const [what, more, expected] of hostile) {
    it(`asks nothing ${what}`, () => {
      assert.deepEqual(asked(more), expected);
    });
  }

  it("asks both where both are the deployer's, or somebody chose who asks", () => {
    const own: RunAs = { servicePrincipalName: "DEPLOYER" };
    assert.deepEqual(asked({ ...live(EDITED, own), ...planned(own) }), [EDITED, WANTED]);
    assert.deepEqual(asked({ ...live(EDITED), ...planned() }), [EDITED, WANTED]);
    assert.deepEqual(asked({ kind: "deleted", ...live(EDITED, undefined, "Deployer") }), [EDITED, undefined]);
    const chosen = { ...ME, isChosen: true };
    assert.deepEqual(asked({ ...live(EDITED, LOW), ...planned(LOW) }, chosen), [EDITED, WANTED]);
  });

  it("asks nothing that calls too much whoever was chosen, unless the stack allows the call", () => {
    const text = "SELECT secret('s', 'k') AS v";
    const more = { ...live(text), ...planned() };
    assert.deepEqual(asked(more, { ...ME, isChosen: true }), [undefined, WANTED]);
    assert.deepEqual(asked(more, ME, ["secret"]), [text, WANTED]);
  });

  it("names what it left out, side by side", () => {
    const changes = [
      change({ alertId: "A-1", kind: "deleted", ...live(EDITED, LOW) }),
      change({ alertId: "A-2", ...live(EDITED, LOW), ...planned({ userName: "b@example.com" }) }),
      change({ alertId: "A-3", ...live("SELECT secret('s', 'k') AS v"), ...planned() }),
    ];
    const left = changes.flatMap((one) => askableSides(one, ME, {}).left);
    const advice =
      "and this review asks as deployer, who may read more. Sign in as the principal of the alerts, or as one that may only " +
      "read what alerts may, and name it by --as or DATABRICKS_PREVIEW_CLIENT_ID.";
    assert.deepEqual(notAskedText(left, ME), [
      `What A-2 would say now and would have said: to run as b@example.com, ${advice}`,
      `What A-1, A-2 as deployed says now and would have said: run as low, ${advice}`,
      "What A-3 as deployed says now and would have said: its query reaches beyond the tables by secret, which the stack does " +
        "not allow: the setting allowedFunctions can.",
    ]);
    assert.deepEqual(askedAs(ME, changes).others, ["b@example.com", "low"]);
  });
});
