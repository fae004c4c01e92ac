import type { LintRule } from "../lint-rule";

export const TEMPLATE_ANONYMOUS: LintRule = {
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
