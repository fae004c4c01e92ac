import { someOf } from "../../messages/words";
import { moment } from "../../review/words/figures";
import { named, unknown } from "./figure-words";
import type { Section } from "./sections";
import type { AlertReport, Quiet } from "./alert-report";

const HOW: Readonly<Record<Quiet["how"], string>> = {
  silence: "silenced in alert_silences",
  row: "silenced in its row",
  shadow: "in shadow: it tells nobody",
  paused: "paused: it is not checked",
};

export function quiet({ quiet: all }: AlertReport): Section {
  return {
    title: "What is silenced",
    note: "Now. What a silence hides is OK for the service, and no episode.",
    columns: ["alerts", "how", "until", "because"],
    rows: all.map(({ alerts, how, until, reason = "–" }) => [
      someOf(alerts),
      HOW[how],
      until === undefined ? "somebody ends it" : moment(until),
      reason,
    ]),
    ifNone: "Nothing.",
  };
}

const NEXT_CHECKS = 5;

export function nextChecks({ nextChecks: all }: AlertReport): Section {
  return {
    title: "What is checked next",
    columns: ["alert", "at", "schedule"],
    rows: all.slice(0, NEXT_CHECKS).map(({ alertId, at, words }) => [alertId, moment(at), words]),
    ifNone: "Nothing: no enabled alert has a schedule that runs.",
  };
}

export function untested({ untestedAlerts }: AlertReport): Section {
  return {
    title: "What nobody tests",
    note: "Enabled alerts without a file of tests (docs/alert-tests.md).",
    columns: ["alert", "owner"],
    rows: untestedAlerts.map((one) => [named(one), one.owner]),
    ifNone: "Every alert has a file of tests.",
  };
}

export function untestedChannels({ untestedChannels: channels }: AlertReport): Section {
  return {
    title: "Channels that were never tried",
    note: "By npm run notify, which sends a test message to one.",
    columns: ["channel", "alerts that name it"],
    rows: channels.map(({ name, alerts }) => [name, someOf(alerts) || "none"]),
    ifNone: "Every channel was.",
  };
}

export function madeOf({ recorded }: AlertReport): Section {
  return {
    title: "What this is made of",
    columns: ["source", "known since", "newest", "records", "note"],
    rows: recorded.map((one) => [
      one.source,
      unknown(one.known_since, moment, "–"),
      unknown(one.newest, moment, "–"),
      String(one.records),
      one.note,
    ]),
    ifNone: "Nothing.",
  };
}
