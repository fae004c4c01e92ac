/** The places between characters that Java's `$`, `^` and `\b` mean, as JavaScript writes them. */

/** What ends a line. */
const LINE_ENDS = "[\\n\\r\\u{85}\\u{2028}\\u{2029}]";
export const END = `(?:(?=(?:\\r\\n|${LINE_ENDS})?$)(?<!\\r(?=\\n)))`;
export const LINE_END = `(?:$|(?=${LINE_ENDS})(?<!\\r(?=\\n)))`;
export const LINE_START = `(?:^|(?<=${LINE_ENDS})(?<!\\r(?=\\n))(?!$))`;

/** Letters and digits of any script. */
const WORD = "[\\p{L}\\p{Nd}_]";
export const WORD_EDGE = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`;
export const NO_WORD_EDGE = `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`;
