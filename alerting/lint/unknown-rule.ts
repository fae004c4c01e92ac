import { nearestWord } from "../nearest-word";
import { shownText } from "../shown-value";

/** `lookback/sourcelag is no rule; did you mean lookback/source-lag?` */
export function unknownRule(id: string, ids: readonly string[]): string {
  const near = nearestWord(id, ids);
  return `${shownText(id)} is no rule${near === undefined ? "" : `; did you mean ${near}?`}`;
}
