import { nearestWord } from "../messages/nearest-word";
import { shownText } from "../messages/shown-value";

/** `lookback/sourcelag is no rule; did you mean lookback/source-lag?` */
export function unknownRule(id: string, ids: readonly string[]): string {
  const near = nearestWord(id, ids);
  return `${shownText(id)} is no rule${near === undefined ? "" : `; did you mean ${near}?`}`;
}
