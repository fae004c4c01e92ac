import assert from "node:assert/strict";
import { withoutGuards } from "../../../../alerting/authored-alert";
import { readSilence } from "../../../../alerting/silences/silence";
import type { RawRow } from "../../../../alerting/tables/row-reader";
import { replay, type ReplayedAlert } from "../../../../review/replay/replay";
import { ReplaySession } from "../../../../review/replay/replay-session";
import { useConnection } from "../use-connection";
import { replayedAlert } from "./replayed-alert";

const WINDOW = { from: new Date("2026-11-09T10:00:30Z"), to: new Date("2026-11-09T16:00:30Z") };
const HEEDED = { view: "`main`.`gold`.`alert_silences_in_force`", alertId: "COST-001" };

/** Six checks, at 11:00 to 16:00, of which those from 12:00 to 15:00 fire. */
const ALERT: ReplayedAlert = {
  ...replayedAlert("SELECT CASE WHEN hour(now()) BETWEEN 12 AND 15 THEN 11 ELSE 1 END AS v", {
    cron: "0 0 * * * ?",
  }),
  silences: HEEDED,
};

function silence(id: string, [from, to]: readonly [string, string], cells: RawRow = {}) {
  const row = { silence_id: id, match_alert_id: "COST-*", reason: "the move", ...cells };
  const [starts_at, ends_at] = [`2026-11-09T${from}:00Z`, `2026-11-09T${to}:00Z`];
  return readSilence({ ...row, starts_at, ends_at });
}

describe("the replay of silences", () => {
  const { connection } = useConnection();
  const replayed = async (changes: Partial<ReplayedAlert>) => {
    const found = await replay({ ...ALERT, ...changes }, new ReplaySession(connection().sql), WINDOW);
    assert.ok("evaluations" in found, JSON.stringify(found));
    const { evaluations, firing, hidden, episodes, messages, caveats } = found;
    return [
      evaluations,
      firing,
      hidden,
      episodes,
      messages,
      ...caveats.filter((text) => /hidden/.test(text)),
    ];
  };

  it("counts what they hid as hidden, and not as fired, and names them", async () => {
    assert.deepEqual(await replayed({}), [6, 4, undefined, 1, 1]);
    const silencedBy = [silence("noon", ["11:30", "13:00"]), silence("late", ["14:30", "15:30"])];
    assert.deepEqual(await replayed({ silencedBy }), [
      6,
      2,
      2,
      1,
      1,
      "2 firings besides are hidden by silences (noon, late): they count as OK.",
    ]);
  });

  it("tells as a new episode what still holds when they end", async () => {
    assert.deepEqual(await replayed({ silencedBy: [silence("one", ["12:30", "13:30"])] }), [
      6,
      3,
      1,
      2,
      2,
      "1 firing besides is hidden by silences (one): it counts as OK.",
    ]);
  });

  it("passes over those that hold at no firing, that are wrong, and all where the alert heeds none", async () => {
    const none = [6, 4, undefined, 1, 1];
    const wrong = silence("wrong", ["11:30", "13:00"], { repeats: "SOMETIMES" });
    assert.deepEqual(await replayed({ silencedBy: [silence("early", ["10:00", "12:00"]), wrong] }), none);
    const unguarded = withoutGuards(ALERT);
    const found = await replay(
      { ...unguarded, silencedBy: [silence("noon", ["11:30", "13:00"])] },
      new ReplaySession(connection().sql),
      WINDOW,
    );
    assert.ok("evaluations" in found && found.firing === 4 && !("hidden" in found), JSON.stringify(found));
  });

  it("goes by hours of the week, and leaves the rule of noise what it counts", async () => {
    const hours = { repeats: "MON 12:00-13:00", repeats_timezone: "UTC" };
    const silencedBy = [silence("lunch", ["10:00", "16:00"], hours)];
    assert.deepEqual((await replayed({ silencedBy })).slice(0, 3), [6, 3, 1]);
    // At 13:00 the condition held at 12:00, too, though nobody was told then.
    const firesFor = { times: 2, checks: 2 };
    assert.deepEqual((await replayed({ silencedBy, firesFor })).slice(0, 3), [6, 3, undefined]);
  });
});
