/** Fields of a definition as people call them. */
const WORDS: Readonly<Record<string, string>> = {
  displayName: "the name",
  queryText: "the query",
  warehouseId: "the warehouse",
  parentPath: "the folder",
  customSummary: "the subject of its messages",
  customDescription: "the text of its messages",
  customTemplateFormat: "the format of its messages",
  runAs: "who it runs as",
  "evaluation.source": "the watched column",
  "evaluation.comparisonOperator": "the operator",
  "evaluation.threshold": "the threshold",
  "evaluation.emptyResultState": "the state of an empty result",
  "evaluation.notification.subscriptions": "who is notified",
  "evaluation.notification.notifyOnOk": "whether recovery is notified",
  "evaluation.notification.retriggerSeconds": "how often it reminds",
  "schedule.quartzCronSchedule": "the schedule",
  "schedule.timezoneId": "the time zone",
  "schedule.pauseStatus": "whether it is paused",
};

/** `the threshold`; a field that has no words is named by its path. */
export function fieldWords(field: string): string {
  return WORDS[field] ?? field;
}
