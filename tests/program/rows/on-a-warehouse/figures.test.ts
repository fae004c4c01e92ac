import assert from "node:assert/strict";
import { episodesOf } from "../../../../rows/figures/episodes";
import { FIGURES, figures, type FiguresOf } from "../../../../rows/figures/figures";
import { neverFired } from "../../../../rows/figures/never-fired";
import { useConnection } from "../../review/use-connection";
import { alertRow, evaluation, makeTables, NAMES } from "./hand-written-history";

const PERIOD = { from: "TIMESTAMP '2026-11-16T00:00:00Z'", until: "TIMESTAMP '2026-11-23T00:00:00Z'" };

describe("the figures of a week", () => {
  const { connection } = useConnection();
  before(async () => {
    const sql = (statement: string) => connection().sql.execute({ sql: statement });
    await makeTables(sql);
    for (const [id, owner, isEnabled = true] of [
      ["A", "ana"],
      ["B", "ana"],
      ["C", "ben"],
      ["D", "ben", false],
      ["F", "cleo"],
    ] as const)
      await sql(alertRow(id, { owner, isEnabled }));

    await sql(
      evaluation([
        // Began in the week before: not counted as an episode of this one, but for its hour.
        { id: "A", at: "2026-11-15 22:00", status: "OK" },
        { id: "A", at: "2026-11-15 23:00", status: "TRIGGERED" },
        { id: "A", at: "2026-11-16 01:00", status: "OK" },
        // Three hours with an error in between: one episode, no trouble, seen after half an hour.
        {
          id: "A",
          at: "2026-11-17 10:00",
          status: "TRIGGERED",
          told: true,
          ms: 2000,
          said: "FALSE_POSITIVE",
          seen: "2026-11-17 10:30",
        },
        { id: "A", at: "2026-11-17 11:00", status: "ERROR" },
        { id: "A", at: "2026-11-17 12:00", status: "TRIGGERED", told: false, ms: 4000 },
        { id: "A", at: "2026-11-17 13:00", status: "OK" },
        // Two people do not agree: it was trouble to one of them.
        {
          id: "A",
          at: "2026-11-18 10:00",
          status: "TRIGGERED",
          said: "FALSE_POSITIVE",
          seen: "2026-11-18 11:45",
        },
        {
          id: "A",
          at: "2026-11-18 11:00",
          status: "TRIGGERED",
          said: "TRUE_POSITIVE",
          seen: "2026-11-18 11:30",
        },
        { id: "A", at: "2026-11-18 12:00", status: "OK" },
        // Nobody judged it; what a score held back is no episode, and its judgement no episode's.
        { id: "A", at: "2026-11-19 10:00", status: "TRIGGERED" },
        { id: "A", at: "2026-11-19 10:30", status: "OK", isHeldBack: true, said: "FALSE_POSITIVE" },
        // From the alerts API: first seen while it fired, without durations, and nobody knows who was told.
        { id: "B", at: "2026-11-20 00:00", status: "TRIGGERED", before: "TRIGGERED", isOfApi: true, ms: 0 },
        { id: "B", at: "2026-11-20 06:00", status: "OK", isOfApi: true, ms: 0 },
        { id: "B", at: "2026-11-21 00:00", status: "ERROR", isOfApi: true, ms: 0 },
        { id: "B", at: "2026-11-22 00:00", status: "TRIGGERED", isOfApi: true, ms: 0 },
        { id: "C", at: "2026-11-01 00:00", status: "OK" },
        { id: "C", at: "2026-11-20 00:00", status: "OK", told: false },
        // Its row is switched off: nobody knows when it was over.
        { id: "D", at: "2026-11-20 00:00", status: "TRIGGERED" },
        { id: "D", at: "2026-11-20 02:00", status: "TRIGGERED" },
        // Its row is gone.
        { id: "E", at: "2026-11-21 00:00", status: "TRIGGERED", told: true, ms: 6000 },
        { id: "E", at: "2026-11-21 01:00", status: "OK" },
        // After the week.
        { id: "C", at: "2026-11-23 00:00", status: "ERROR" },
      ]),
    );
  });

  /** Those that are neither nought nor NULL. */
  const ask = async (of: FiguresOf, key: string) => {
    const rows = await connection().sql.query({ sql: figures(NAMES, PERIOD, of) });
    return Object.fromEntries(
      rows.map((row) => [
        key === "" ? "all" : String(row[key]),
        Object.fromEntries(
          FIGURES.flatMap((figure) => {
            const value = row[figure];
            return value === null || Number(value) === 0 ? [] : [[figure, Number(value)]];
          }),
        ),
      ]),
    );
  };
  const A = {
    evaluations: 10,
    errors: 1,
    messages: 1,
    held_back: 1,
    episodes: 3,
    earlier_episodes: 1,
    // (30 + 90) / 2 and (180 + 120 + 30) / 3 minutes; 1 + 3 + 2 + 0.5 hours; 6 s of two evaluations.
    judged: 2,
    false_positives: 1,
    false_positive_pct: 50,
    acknowledged: 2,
    mean_minutes_to_acknowledge: 60,
    resolved: 3,
    mean_minutes_to_ok: 110,
    hours_firing: 6.5,
    query_minutes: 0.1,
    mean_query_seconds: 3,
  };

  it("are those of each alert", async () => {
    assert.deepEqual(await ask("alert", "alert_id"), {
      A: { alerts: 1, ...A },
      // 6 hours of what was seen to go on, and 24 until the end of the week.
      B: {
        alerts: 1,
        evaluations: 4,
        errors: 1,
        episodes: 1,
        earlier_episodes: 1,
        open_episodes: 1,
        hours_firing: 30,
      },
      C: { alerts: 1, evaluations: 1 },
      D: { evaluations: 2, episodes: 1, hours_firing: 2 },
      E: {
        evaluations: 2,
        messages: 1,
        episodes: 1,
        resolved: 1,
        mean_minutes_to_ok: 60,
        hours_firing: 1,
        query_minutes: 0.1,
        mean_query_seconds: 6,
      },
      F: { alerts: 1 },
    });
  });

  it("are those of each owner, and say whose alerts have no row any more", async () => {
    assert.deepEqual(await ask("owner", "owner"), {
      ana: {
        ...A,
        alerts: 2,
        evaluations: 14,
        errors: 2,
        episodes: 4,
        earlier_episodes: 2,
        open_episodes: 1,
        hours_firing: 36.5,
      },
      ben: { alerts: 1, evaluations: 3, episodes: 1, hours_firing: 2 },
      cleo: { alerts: 1 },
      "no row any more": {
        evaluations: 2,
        messages: 1,
        episodes: 1,
        resolved: 1,
        mean_minutes_to_ok: 60,
        hours_firing: 1,
        query_minutes: 0.1,
        mean_query_seconds: 6,
      },
    });
  });

  it("are those of all, from sums and not from means of means", async () => {
    assert.deepEqual(await ask("all", ""), {
      all: {
        alerts: 4,
        evaluations: 19,
        errors: 2,
        messages: 2,
        held_back: 1,
        episodes: 6,
        earlier_episodes: 2,
        open_episodes: 1,
        judged: 2,
        false_positives: 1,
        false_positive_pct: 50,
        acknowledged: 2,
        mean_minutes_to_acknowledge: 60,
        // (180 + 120 + 30 + 60) / 4; 12 s of three evaluations.
        resolved: 4,
        mean_minutes_to_ok: 97.5,
        hours_firing: 39.5,
        query_minutes: 0.2,
        mean_query_seconds: 4,
      },
    });
  });

  it("say NULL, and never 0, of what nobody said or recorded", async () => {
    const rows = await connection().sql.query({ sql: figures(NAMES, PERIOD, "alert") });
    const unsaid = Object.fromEntries(
      rows.map((row) => [String(row["alert_id"]), FIGURES.filter((figure) => row[figure] === null)]),
    );
    const none = ["false_positive_pct", "mean_minutes_to_acknowledge"];
    const queries = ["query_minutes", "mean_query_seconds"];
    assert.deepEqual(unsaid, {
      A: [],
      B: ["messages", ...none, "mean_minutes_to_ok", ...queries],
      C: [...none, "mean_minutes_to_ok", ...queries],
      D: ["messages", ...none, "mean_minutes_to_ok", ...queries],
      E: none,
      F: ["messages", ...none, "mean_minutes_to_ok", ...queries],
    });
  });

  it("count each episode by itself, as it was judged", async () => {
    const rows = await connection().sql.query({
      sql:
        `WITH ${episodesOf(NAMES, PERIOD)} SELECT alert_id, CAST(began_at AS STRING) AS began, ` +
        "CAST(ended_at AS STRING) AS ended, judgement, is_new FROM episodes ORDER BY alert_id, began_at",
    });
    assert.deepEqual(
      rows.map((row) => Object.values(row)),
      [
        ["A", "2026-11-15 23:00:00", "2026-11-16 01:00:00", null, false],
        ["A", "2026-11-17 10:00:00", "2026-11-17 13:00:00", "FALSE_POSITIVE", true],
        ["A", "2026-11-18 10:00:00", "2026-11-18 12:00:00", "TRUE_POSITIVE", true],
        ["A", "2026-11-19 10:00:00", "2026-11-19 10:30:00", null, true],
        ["B", "2026-11-20 00:00:00", "2026-11-20 06:00:00", null, false],
        ["B", "2026-11-22 00:00:00", null, null, true],
        ["D", "2026-11-20 00:00:00", null, null, true],
        ["E", "2026-11-21 00:00:00", "2026-11-21 01:00:00", null, true],
      ],
    );
  });

  it("name the enabled alerts that were never seen to fire, and of how many evaluations that is known", async () => {
    const rows = await connection().sql.query({ sql: neverFired(NAMES) });
    assert.deepEqual(
      rows.map((row) => [row["alert_id"], Number(row["evaluations"])]),
      [
        ["C", 3],
        ["F", 0],
      ],
    );
  });
});
