import { isShadow } from "../../alerting/fields/name";
import { channelSubscription } from "../../alerting/fields/notification";
import { nearestWord, shownText, someOf } from "../../messages/words";
import type { LintRule } from "../lint-rule";
import { knownVariables, templateNames } from "../template-names";

const NOTIFY_CRITICAL_BY_EMAIL: LintRule = {
  id: "notify/critical-by-email",
  severity: "info",
  title: "A CRITICAL alert is told by e-mail only.",
  reason: "Nobody reads mail at three in the morning: what cannot wait needs a channel that wakes somebody.",
  fix: "Add a destination of type PAGERDUTY, SLACK, TEAMS or WEBHOOK.",
  check({ row, definition, context }) {
    const { subscriptions } = definition.evaluation.notification;
    const mails = new Set(
      [...context.channels.byId.values()]
        .filter(({ destination_type: type }) => type === "EMAIL")
        .map(({ databricks_destination_id: id }) => id),
    );
    const isMail = subscriptions.every((each) => "userEmail" in each || mails.has(each.destinationId));
    return row.severity === "CRITICAL" && subscriptions.length > 0 && isMail
      ? [
          {
            column: "notification_channels",
            message: "The alert is CRITICAL, and all who are told get a mail.",
          },
        ]
      : [];
  },
};

const NOTIFY_UNTESTED: LintRule = {
  id: "notify/untested",
  severity: "info",
  title: "No channel of a CRITICAL alert was ever tested.",
  reason:
    "An address that is wrong by one letter, or a token that has run out, shows in the night when the alert fires, and then by silence.",
  fix: "Send a test message: npm run notify -- <alert_id> --all-channels.",
  check({ alertId, row, context: { channels }, isPaused }) {
    const named = row.notification_channels.flatMap((channel) => channels.byId.get(channel.trim()) ?? []);
    const isTested = named.some(({ last_tested_at: at }) => at !== null);
    return row.severity === "CRITICAL" &&
      !isPaused &&
      channels.areTestsKept === true &&
      named.length > 0 &&
      !isTested
      ? [
          {
            column: "notification_channels",
            message: `The alert is CRITICAL, and no test message was ever sent to ${someOf(named.map((channel) => channel.destination_id))}.`,
            fix: `Send one: npm run notify -- ${alertId} --all-channels.`,
          },
        ]
      : [];
  },
};

const NOTIFY_NOBODY: LintRule = {
  id: "notify/nobody",
  severity: "warning",
  title: "Nobody is told when the alert fires.",
  reason: "The alert costs a run each time, and its firings can only be found by who looks for them.",
  fix: "Name an e-mail address or a destination in notification_channels, or pause the alert.",
  check({ definition, isPaused, row }) {
    const { subscriptions } = definition.evaluation.notification;
    if (isPaused || subscriptions.length > 0 || isShadow(row)) return [];

    const message = row.notify_on_ok
      ? "The alert has no subscriber, so notify_on_ok tells nobody either."
      : "The alert has no subscriber.";
    return [{ column: "notification_channels", message }];
  },
};

const NOTIFY_TWICE: LintRule = {
  id: "notify/twice",
  severity: "info",
  title: "Two channels of the row reach the same subscriber.",
  reason: "Whoever takes one of them out believes that the subscriber is gone, and it is not.",
  fix: "Keep one of the channels.",
  check({ row, context }) {
    const seen = new Map<string, string>();
    return row.notification_channels.flatMap((listed) => {
      const channel = listed.trim();
      const subscription = channelSubscription(channel, context.channels, context.settings);
      const key = JSON.stringify(subscription ?? channel).toLowerCase();
      const earlier = seen.get(key);
      seen.set(key, channel);
      return earlier === undefined
        ? []
        : [
            {
              column: "notification_channels" as const,
              about: channel,
              message: `${channel} reaches the same subscriber as ${earlier === channel ? "the channel of that name before it" : earlier}.`,
            },
          ];
    });
  },
};

const RUNBOOK_MISSING: LintRule = {
  id: "runbook/missing",
  severity: "warning",
  title: "A CRITICAL alert says nowhere what to do.",
  reason: "Who is woken by it has minutes, and may see it for the first time.",
  fix: "Write down the first steps, and put the page's address into runbook_url.",
  check: ({ row }) =>
    row.severity === "CRITICAL" && (row.runbook_url ?? "").trim() === ""
      ? [{ column: "runbook_url", message: "The alert is CRITICAL and has no runbook." }]
      : [],
};

const RUNBOOK_NO_LINK: LintRule = {
  id: "runbook/no-link",
  severity: "warning",
  title: "The runbook's address cannot be opened.",
  reason: "In a message it is the one thing to click on.",
  fix: "Write the whole address, with https:// in front.",
  check({ row }) {
    const address = (row.runbook_url ?? "").trim();
    return address === "" || (URL.canParse(address) && /^https?:/i.test(address))
      ? []
      : [{ column: "runbook_url", message: `"${shownText(address)}" is no address of a page.` }];
  },
};

const TEMPLATE_ANONYMOUS: LintRule = {
  id: "template/anonymous",
  severity: "warning",
  title: "The message's subject does not say which alert it is.",
  reason: "Messages of different alerts look the same, and mail programs fold them into one conversation.",
  fix: "Put {{ALERT_NAME}} or {{ALERT_ID}} into custom_subject_template.",
  check({ row }) {
    const subject = row.use_custom_template ? (row.custom_subject_template ?? "").trim() : "";
    const isNamed =
      /\{\{\{?&?\s*(ALERT_NAME|ALERT_ID)\s*\}/.test(subject) ||
      subject.includes(row.alert_name.trim()) ||
      subject.includes(row.alert_id);
    return subject === "" || isNamed
      ? []
      : [{ column: "custom_subject_template", message: "The subject names neither the alert nor its id." }];
  },
};

const TEMPLATE_COLUMN_MISSING: LintRule = {
  id: "template/column-missing",
  severity: "warning",
  title: "A template shows a column that a message does not have.",
  reason:
    "In the message its place stays empty. A message has the result's rows; with an aggregation it has one row, which holds the aggregated value alone.",
  fix: "Name a column of the result, or add the column to the query.",
  check(subject) {
    const { row, definition, resultColumns } = subject;
    const { name: compared, aggregation } = definition.evaluation.source;
    const columns = aggregation === undefined ? resultColumns : [compared.toLowerCase()];
    if (columns === undefined || columns.includes("")) return [];

    return templateNames(row)
      .filter(({ name, isOfRow }) => isOfRow && !columns.includes(name.toLowerCase().split(".")[0] ?? ""))
      .map(({ name, column }) => {
        const isTaken = aggregation !== undefined && (resultColumns?.includes(name.toLowerCase()) ?? true);
        return {
          column,
          about: name,
          message: isTaken
            ? `{{${name}}} stays empty: with ${aggregation} a message has one row, which holds ${compared} alone.`
            : `{{${name}}} is no column of the result, which has ${(resultColumns ?? columns).join(", ")}.`,
          ...(isTaken && { fix: WITHOUT_AGGREGATION }),
        };
      });
  },
};

const WITHOUT_AGGREGATION =
  "Set aggregation_type to NONE and order the query so that the worst row comes first: a message then has its rows and columns.";

const TEMPLATE_VARIABLE_UNKNOWN: LintRule = {
  id: "template/variable-unknown",
  severity: "warning",
  title: "A template names a variable that nobody fills in.",
  reason:
    "Neither the service nor the row has it, and names are told apart by case: in the message its place stays empty.",
  fix: "Use a variable of the service or of the row. A column of the result stands in {{#QUERY_RESULT_ROWS}} … {{/QUERY_RESULT_ROWS}}.",
  check({ row, resultColumns }) {
    return templateNames(row)
      .filter(({ isOfRow }) => !isOfRow)
      .map(({ name, column }) => {
        const near = nearestWord(name.toUpperCase(), knownVariables(row));
        const isColumn = resultColumns?.includes(name.toLowerCase()) ?? false;
        const fix = isColumn
          ? `Write {{#QUERY_RESULT_ROWS}}{{${name}}}{{/QUERY_RESULT_ROWS}}: ${name} is a column of the result.`
          : near && `Write {{${near}}}.`;
        return {
          column,
          about: name,
          message: `{{${name}}} is a variable neither of the service nor of the row.`,
          ...(fix !== undefined && { fix }),
        };
      });
  },
};

export const MESSAGE_RULES: readonly LintRule[] = [
  NOTIFY_CRITICAL_BY_EMAIL,
  NOTIFY_NOBODY,
  NOTIFY_TWICE,
  NOTIFY_UNTESTED,
  RUNBOOK_MISSING,
  RUNBOOK_NO_LINK,
  TEMPLATE_ANONYMOUS,
  TEMPLATE_COLUMN_MISSING,
  TEMPLATE_VARIABLE_UNKNOWN,
];
