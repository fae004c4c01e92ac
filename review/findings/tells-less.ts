import type { Channels } from "../../alerting/channels";
import type { LiveDefinition } from "../../alerting/definition";
import { shownText, someOf } from "../../messages/words";
import { newSubscriptions, wordsFor } from "../words/alert-words";
import { duration } from "../words/figures";
import type { DefinitionSides, Disarming } from "./disarmings";

/** What a change takes from those who are told: who, how often, and what they read. */
export function tellsLess(sides: DefinitionSides, channels: Channels): Disarming[] {
  return [...tellsFewer(sides, channels), ...remindsLess(sides), ...saysLess(sides)];
}

function tellsFewer({ before, after }: DefinitionSides, channels: Channels): Disarming[] {
  const all = before.evaluation.notification.subscriptions;
  const gone = newSubscriptions(after, before);
  if (gone.length === 0) return [];
  const names = someOf(wordsFor(gone, channels).map((name) => shownText(name)));
  const message =
    after.evaluation.notification.subscriptions.length === 0
      ? `Nobody is notified any more; ${names} ${gone.length === 1 ? "was" : "were"}.`
      : gone.length === all.length
        ? `None of those who were notified is any more: ${names}.`
        : `No longer notified: ${names}.`;
  return [{ rule: "change/tells-fewer", message }];
}

function remindsLess({ before, after }: DefinitionSides): Disarming[] {
  const [was, is] = [before.evaluation.notification, after.evaluation.notification];
  const [from, to] = [was.retriggerSeconds, is.retriggerSeconds];
  const rule = "change/tells-less";
  return [
    ...(from > 0 && to === 0
      ? [
          {
            rule,
            message: "It tells of trouble once, and reminds nobody any more.",
            isDoubtful: true,
          } as const,
        ]
      : []),
    ...(from > 0 && to > from
      ? [
          {
            rule,
            message: `It reminds every ${often(to)}; it did every ${often(from)}.`,
            isSlight: true,
          } as const,
        ]
      : []),
    ...(was.notifyOnOk && !is.notifyOnOk
      ? [{ rule, message: "It no longer tells when all is well again.", isSlight: true } as const]
      : []),
  ];
}

/** 1 stands for every evaluation. */
function often(seconds: number): string {
  return seconds === 1 ? "evaluation" : duration(seconds);
}

const TEMPLATES = [
  ["customSummary", "subject"],
  ["customDescription", "text"],
] as const satisfies readonly (readonly [keyof LiveDefinition, string])[];

function saysLess({ before, after }: DefinitionSides): Disarming[] {
  return TEMPLATES.flatMap(([field, word]): Disarming[] => {
    const [was, is] = [before[field]?.trim() ?? "", after[field]?.trim() ?? ""];
    const rule = "change/tells-less";
    if (was === is) return [];
    if (is === "")
      return [{ rule, message: `Its messages have no ${word} of their own any more.`, isDoubtful: true }];

    if (was === "") {
      const message = `Its messages have a ${word} of their own now, and had the service's.`;
      return [{ rule, message, isSlight: true }];
    }
    const [had, has] = [shownAsBefore(was, was), shownAsBefore(is, was)];
    const lost = partsOf(had).filter((part) => !partsOf(has).includes(part));
    if (lost.length > 0) {
      const names = someOf(lost.map((part) => shownText(part)));
      return [{ rule, message: `The ${word} of its messages no longer has ${names}.`, isSlight: true }];
    }
    return wordsOf(had) === wordsOf(has)
      ? []
      : [{ rule, message: `The ${word} of its messages is another.`, isSlight: true }];
  });
}

const TAG = /\{\{\s*([#^/])\s*(\w+)\s*\}\}/g;
/** Of a template, and of HTML. */
const COMMENT = /\{\{\s*![\s\S]*?(?:\}\}|$)|<!--[\s\S]*?(?:-->|$)/g;

/** What of a template is shown wherever `before` was: nothing of sections that are new (`{{#NOPE}}…{{/NOPE}}`), nor of comments. */
function shownAsBefore(template: string, before: string): string {
  const known = new Set([...before.matchAll(TAG)].map(([, kind, name]) => `${kind}${name}`));
  const text = template.replace(COMMENT, " ");
  const hidden: string[] = [];
  let shown = "";
  let from = 0;
  for (const { 0: tag, 1: kind, 2: name = "", index } of text.matchAll(TAG)) {
    if (hidden.length === 0) shown += text.slice(from, index);
    from = index + tag.length;
    if (kind !== "/" && (hidden.length > 0 || !known.has(`${kind}${name}`))) hidden.push(name);
    else if (hidden.length === 0) shown += tag;
    else if (hidden.at(-1) === name) hidden.pop();
  }
  return hidden.length === 0 ? shown + text.slice(from) : shown;
}

/** The same for templates that differ in blanks, marks and case only. */
function wordsOf(template: string): string {
  const words = template.match(/\{\{[^{}]*\}\}|[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => word.replaceAll(/\s/g, "").toLowerCase()).join(" ");
}

/** What a message brings along: figures of the alert, and addresses such as that of a runbook. */
function partsOf(template: string): string[] {
  const variables = [...template.matchAll(/\{\{\{?\s*[#&]?\s*(\w+)\s*\}?\}\}/g)].map(
    ([, name]) => `{{${name}}}`,
  );
  const links = template.match(/https?:\/\/[^\s)>"'\]]*[^\s)>"'\].,;:!?]/g) ?? [];
  return [...new Set([...variables, ...links])];
}
