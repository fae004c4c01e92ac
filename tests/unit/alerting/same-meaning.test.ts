import assert from "node:assert/strict";
import type { AlertDefinition } from "../../../alerting/definition";
import type { ManagedField } from "../../../alerting/definition-fields";
import { isSameMeaning } from "../../../alerting/same-meaning";
import { alertInputs } from "../providers/definitions";

const DEFINITION = alertInputs();
const { evaluation, schedule } = DEFINITION;
const { notification } = evaluation;

const query = (queryText: string): AlertDefinition => ({ ...DEFINITION, queryText });
const cron = (quartzCronSchedule: string): AlertDefinition => ({
  ...DEFINITION,
  schedule: { ...schedule, quartzCronSchedule },
});
const zone = (timezoneId: string): AlertDefinition => ({
  ...DEFINITION,
  schedule: { ...schedule, timezoneId },
});
const user = (userName: string): AlertDefinition => ({ ...DEFINITION, runAs: { userName } });
const told = (...emails: string[]): AlertDefinition => ({
  ...DEFINITION,
  evaluation: {
    ...evaluation,
    notification: { ...notification, subscriptions: emails.map((userEmail) => ({ userEmail })) },
  },
});

type Pair = readonly [what: string, field: ManagedField, one: AlertDefinition, other: AlertDefinition];

const SAME: readonly Pair[] = [
  ["line ends", "queryText", query("SELECT 1\r\nAS n\r\n"), query("SELECT 1\nAS n")],
  ["blanks at the ends of lines", "queryText", query("SELECT 1  \n  AS n"), query("SELECT 1\n  AS n\t")],
  [
    "names of days in another case",
    "schedule.quartzCronSchedule",
    cron("0 0 8 ? * mon-fri"),
    cron("0 0  8 ? * MON-FRI"),
  ],
  ["another name of a zone", "schedule.timezoneId", zone("US/Pacific"), zone("America/Los_Angeles")],
  ["a user name in another case", "runAs", user("Me@Example.com"), user("me@example.com")],
  [
    "addresses in another case and order",
    "evaluation.notification.subscriptions",
    told("A@x.io", "b@x.io"),
    told("b@x.io", "a@x.io"),
  ],
];

const DIFFERENT: readonly Pair[] = [
  ["blanks within a line", "queryText", query("SELECT 'a  b' AS n"), query("SELECT 'a b' AS n")],
  ["a blank that ends a comment", "queryText", query("SELECT 1 --\\\n AS n"), query("SELECT 1 --\\ \n AS n")],
  ["another query", "queryText", query("SELECT 1 AS n"), query("SELECT 2 AS n")],
  ["another hour", "schedule.quartzCronSchedule", cron("0 0 8 * * ?"), cron("0 0 9 * * ?")],
  ["another zone of the same time", "schedule.timezoneId", zone("Europe/Berlin"), zone("Europe/Paris")],
  ["zones that nobody knows", "schedule.timezoneId", zone("Mars/One"), zone("Mars/Two")],
  ["nobody", "runAs", user("me@example.com"), DEFINITION],
  ["fewer addresses", "evaluation.notification.subscriptions", told("a@x.io", "b@x.io"), told("a@x.io")],
];

describe("isSameMeaning", () => {
  for (const [what, field, one, other] of SAME)
    it(`says so of ${what}`, () => assert.equal(isSameMeaning(field, one, other), true));

  for (const [what, field, one, other] of DIFFERENT)
    it(`does not say so of ${what}`, () => assert.equal(isSameMeaning(field, one, other), false));
});
