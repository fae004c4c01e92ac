import { counted } from "../../messages/words";
import { duration, moment, rounded } from "../../review/words/figures";
import {
  episodesWords,
  falsePositives,
  firing,
  messages,
  minutes,
  named,
  sorted,
  unknown,
} from "./figure-words";
import type { FiguresOfAlert } from "./read-figures";
import type { Section } from "./sections";
import type { AlertReport } from "./alert-report";

/** Of a time of which no check is recorded. */
const NOTHING_KNOWN = "Not known: no check of these days is recorded.";

export function fired({ alerts, totals }: AlertReport): Section {
  return {
    title: "What fired",
    columns: [
      "alert",
      "owner",
      "severity",
      "episodes",
      "firing",
      "messages",
      "mean until seen",
      "mean until OK",
      "false positives",
    ],
    rows: sorted(
      alerts.filter((one) => one.episodes + one.earlier_episodes > 0),
      ({ episodes }) => episodes,
    ).map((one) => [
      named(one),
      one.owner,
      one.severity,
      episodesWords(one),
      firing(one),
      messages(one),
      unknown(one.mean_minutes_to_acknowledge, minutes, "–"),
      unknown(one.mean_minutes_to_ok, minutes, "–"),
      one.episodes === 0 ? "–" : falsePositives(one),
    ]),
    ifNone: totals.evaluations === 0 ? NOTHING_KNOWN : "Nothing.",
  };
}

export function noise({ alerts, totals }: AlertReport): Section {
  return {
    title: "What was noise",
    note: "Episodes that people judged to be no trouble. npm run feedback judges one.",
    columns: ["alert", "owner", "no trouble", "of judged", "not judged", "messages"],
    rows: sorted(
      alerts.filter((one) => one.false_positives > 0),
      (one) => one.false_positives,
    ).map((one) => [
      named(one),
      one.owner,
      String(one.false_positives),
      String(one.judged),
      String(one.episodes - one.judged),
      messages(one),
    ]),
    ifNone:
      totals.judged > 0
        ? `Nothing of the ${counted(totals.judged, "episode")} that were judged.`
        : "Not judged: nobody said of an episode of these days what it was.",
  };
}

export function owners({ owners: all }: AlertReport): Section {
  return {
    title: "By owner",
    columns: [
      "owner",
      "alerts",
      "episodes",
      "firing",
      "messages",
      "mean until seen",
      "mean until OK",
      "false positives",
    ],
    rows: sorted(all, ({ episodes }) => episodes).map((one) => [
      one.owner,
      String(one.alerts),
      String(one.episodes),
      firing(one),
      messages(one),
      unknown(one.mean_minutes_to_acknowledge, minutes, "–"),
      unknown(one.mean_minutes_to_ok, minutes, "–"),
      one.episodes === 0 ? "–" : falsePositives(one),
    ]),
    ifNone: "There are no alerts.",
  };
}

export function failed({ alerts, totals }: AlertReport): Section {
  return {
    title: "What could not be evaluated",
    note: "A check that ends in ERROR sees nothing, and tells nobody.",
    columns: ["alert", "owner", "errors", "of checks"],
    rows: sorted(
      alerts.filter(({ errors }) => errors > 0),
      ({ errors }) => errors,
    ).map((one) => [named(one), one.owner, String(one.errors), String(one.evaluations)]),
    ifNone: totals.evaluations === 0 ? NOTHING_KNOWN : "Nothing.",
  };
}

export function silent({ neverFired }: AlertReport): Section {
  return {
    title: "What never fired",
    note: "As far back as evaluations are recorded. Either all is well, or it cannot fire: a test of it shows which.",
    columns: ["alert", "owner", "severity", "checks", "known since"],
    rows: neverFired.map((one) => [
      named(one),
      one.owner,
      one.severity,
      one.evaluations === 0 ? "none recorded" : String(one.evaluations),
      unknown(one.known_since, moment, "–"),
    ]),
    ifNone: "Every enabled alert has fired.",
  };
}

export function longest({ alerts, totals }: AlertReport): Section {
  const share = ({ query_minutes: own }: FiguresOfAlert) =>
    own === null || totals.query_minutes === null || totals.query_minutes === 0
      ? "–"
      : `${rounded((100 * own) / totals.query_minutes)} %`;
  return {
    title: "What takes longest",
    note:
      "Minutes of checks, from their start to their end. That is no bill: waiting for the warehouse is in it, and what a " +
      "warehouse costs goes by how long it is up, which checks of several alerts at once share and which no table here has. What schedules cost says npm run schedule.",
    columns: ["alert", "owner", "checks", "mean", "in all", "share"],
    rows: sorted(
      alerts.filter((one) => one.query_minutes !== null),
      (one) => one.query_minutes ?? 0,
    ).map((one) => [
      named(one),
      one.owner,
      String(one.evaluations),
      unknown(one.mean_query_seconds, duration),
      unknown(one.query_minutes, minutes),
      share(one),
    ]),
    ifNone: "Not known: no recorded check says how long it took.",
  };
}
