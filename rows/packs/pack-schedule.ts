import { isAlias, isMap, isScalar, isSeq, parseDocument, stringify, type YAMLMap } from "yaml";

/** A pack's file with another schedule of one alert, or why it cannot be said there. */
export type EditedPack = { readonly text: string } | { readonly reason: string };

/**
 * Puts the schedule of an alert into the text of a `pack.yaml`. All else of the text stays as it is written: comments, quotes and
 * blanks. What the pack says for all its alerts stays, too: the one alert gets its own.
 */
export function withSchedule(text: string, alertId: string, schedule: string): EditedPack {
  const document = parseDocument(text);
  const alerts = document.get("alerts", true);
  const alert = isSeq(alerts)
    ? alerts.items.find((item) => isMap(item) && item.get("id") === alertId)
    : undefined;
  return isMap(alert) ? withValue(text, alert, { after: "id", key: "schedule", value: schedule }) : GONE;
}

/** The same in `packs/overrides/<stack>.yaml`, where the stack has a schedule of its own. */
export function withOwnSchedule(
  text: string,
  { pack, alertId }: { readonly pack: string; readonly alertId: string },
  schedule: string,
): EditedPack {
  const own = parseDocument(text).getIn([pack, "alerts", alertId, "schedule"], true);
  return isMap(own) ? withValue(text, own, { after: "because", key: "value", value: schedule }) : GONE;
}

const GONE = { reason: "it is not there any more" };

interface Entry {
  readonly key: string;
  readonly value: string;
  /** The entry that a new one comes behind. */
  readonly after: string;
}

function withValue(text: string, map: YAMLMap, { key, value, after }: Entry): EditedPack {
  const node = map.get(key, true);
  const said = stringify(value, { lineWidth: 0 }).trimEnd();
  if (isScalar(node) || isAlias(node)) {
    const [start, end] = node.range ?? [0, 0];
    return { text: text.slice(0, start) + said + text.slice(end) };
  }
  if (map.flow === true) return { reason: "it is written in braces, where no line can be put in" };
  const before = map.items.find(({ key: name }) => isScalar(name) && name.value === after);
  const name = before?.key;
  if (!isScalar(name) || !name.range) return GONE;
  const [start] = name.range;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", start);
  const at = lineEnd < 0 ? text.length : lineEnd + 1;
  const newline = text.charAt(at - 2) === "\r" ? "\r\n" : "\n";
  const line = `${" ".repeat(start - lineStart)}${key}: ${said}${newline}`;
  return { text: `${text.slice(0, at)}${lineEnd < 0 ? newline : ""}${line}${text.slice(at)}` };
}
