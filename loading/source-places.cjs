"use strict";
// Where in a file something stands of which V8 has what a translator made of that file: Node knows that of what it compiles itself alone.
const { SourceMap } = require("node:module");

const MAP = /\/\/# sourceMappingURL=data:application\/json;(?:charset=[\w-]+;)?base64,([\w+/=]+)\s*$/;
const PLACE = /^(.*[ (])([^ ()]+?):(\d+):(\d+)(\)?)$/;

let translationOf = () => undefined;

/** `read`: what was compiled in the place of a file, with its map at the end; `undefined` where Node did it itself. */
function knowTranslations(read) {
  translationOf = read;
}

/** A line of a stack, with the place in the file in the place of that in the translation. */
function frameInSource(frame) {
  const [, before, file, line, column, after] = PLACE.exec(frame) ?? [];
  const [, text] = MAP.exec(translationOf(file) ?? "") ?? [];
  if (text === undefined) return frame;
  const map = new SourceMap(JSON.parse(Buffer.from(text, "base64").toString()));
  const { originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
  return originalLine === undefined
    ? frame
    : `${before}${file}:${originalLine + 1}:${originalColumn + 1}${after}`;
}

module.exports = { frameInSource, knowTranslations };
