import { createHash } from "node:crypto";
import { html, Html } from "./html";

/** The page's whole style: no other file is needed, nor any script. */
const STYLE = `
:root { color-scheme: light dark; --ground: #fbfaf7; --ink: #1d2126; --soft: #57606a; --line: #d8d5cd; --card: #fff;
  --bad: #a61b1b; --warn: #7a4b00; --good: #1a6334; --add: #d9f2e0; --del: #fbe0de; --mark: #2457a6; }
@media (prefers-color-scheme: dark) { :root { --ground: #15171a; --ink: #e8e6e1; --soft: #a5adb6; --line: #3a3f45;
  --card: #1d2024; --bad: #ff9d94; --warn: #f0bf6a; --good: #7fd69b; --add: #14351f; --del: #401a1a; --mark: #8ab4f8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem 1rem 4rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 0; } h3 { font-size: .95rem; margin: 1rem 0 .25rem; }
a { color: var(--mark); } p { margin: .25rem 0; } code, pre { font: .88rem/1.45 ui-monospace, monospace; }
.soft, dt { color: var(--soft); } .error { color: var(--bad); } .warning { color: var(--warn); } .none { color: var(--good); }
.verdict { font-weight: 600; border-left: .3rem solid currentColor; padding: .25rem .75rem; margin: .75rem 0 1.25rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .9rem; margin: .5rem 0; } dd { margin: 0; }
del { color: var(--soft); } ins { text-decoration: none; font-weight: 600; }
pre { margin: .25rem 0; padding: .5rem; border: 1px solid var(--line); border-radius: .3rem; white-space: pre-wrap; }
pre ins, pre del { display: block; font-weight: 400; text-decoration: none; color: inherit; }
pre ins { background: var(--add); } pre del { background: var(--del); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; white-space: nowrap; } ul { margin: .25rem 0; padding-left: 1.2rem; }
svg { display: block; width: 100%; max-width: 40rem; height: auto; font: 11px system-ui, sans-serif; }
svg text { fill: var(--ink); } .bar { fill: var(--mark); } .old { fill: var(--soft); } .fires { fill: var(--bad); }
.axis { stroke: var(--line); } .limit { stroke: var(--bad); stroke-width: 2; } .was { stroke: var(--soft); stroke-dasharray: 4 3; stroke-width: 2; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .4rem; }
  table, tbody, tr, td { display: block; } thead { display: none; } tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  td { border: 0; padding: .05rem 0; } td[data-label]:not(:empty)::before { content: attr(data-label) ": "; color: var(--soft); } }
`;

/** A page as one file: no script, nothing from elsewhere. */
export function htmlDocument(title: string, body: Html): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  return `${
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta
            http-equiv="Content-Security-Policy"
            content="default-src 'none'; style-src 'sha256-${new Html(hash)}'"
          />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          ${new Html(`<style>${STYLE}</style>`)}
        </head>
        <body>
          ${body}
        </body>
      </html>`.text
  }\n`;
}
