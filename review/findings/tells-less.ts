import type { Channels } from "../../alerting/channels";
import { someOf } from "../../alerting/counted";
import type { AlertDefinition } from "../../alerting/definition";
import { shownText } from "../../alerting/shown-value";
import { duration } from "../words/duration";
import { newSubscriptions, wordsFor } from "../words/subscriber-words";
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
] as const satisfies readonly (readonly [keyof AlertDefinition, string])[];

function saysLess({ before, after }: DefinitionSides): Disarming[] {
  return TEMPLATES.flatMap(([field, word]): Disarming[] => {
    const [was, is] = [before[field]?.trim() ?? "", after[field]?.trim() ?? ""];
    const rule = "change/tells-less";
    if (was === "" || was === is) return [];
    if (is === "") {
      return [{ rule, message: `Its messages have no ${word} of their own any more.`, isDoubtful: true }];
    }
    const lost = partsOf(was).filter((part) => !partsOf(is).includes(part));
    const names = someOf(lost.map((part) => shownText(part)));
    return lost.length === 0
      ? []
      : [{ rule, message: `The ${word} of its messages no longer has ${names}.`, isSlight: true }];
  });
}

/** What a message brings along: figures of the alert, and addresses such as that of a runbook. */
function partsOf(template: string): string[] {
  const variables = [...template.matchAll(/\{\{\{?\s*[#&]?\s*(\w+)\s*\}?\}\}/g)].map(
    ([, name]) => `{{${name}}}`,
  );
  const links = template.match(/https?:\/\/[^\s)>"'\]]*[^\s)>"'\].,;:!?]/g) ?? [];
  return [...new Set([...variables, ...links])];
}
