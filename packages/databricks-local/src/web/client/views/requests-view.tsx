import { useState } from "preact/hooks";
import type { LogEntry } from "../../../request-log";
import { useTitle } from "../frame";
import { useLive } from "../live";
import { FilterChips, SearchBox } from "../parts/list-filters";
import { EmptyState, FaultNote } from "../parts/page-notes";
import { SqlText } from "../parts/sql-text";
import { isWanted, type RequestKind, type Run, runsOf } from "./request-runs";

const SHOWN = 400;
const KINDS = [
  { name: "all", title: "All" },
  { name: "changes", title: "Changes" },
  { name: "failures", title: "Failures" },
  { name: "statements", title: "SQL" },
] as const;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** What clients sent, run by run. */
export function RequestsView() {
  const { answer, fault } = useLive<{ requests: LogEntry[] }>("/_local/requests");
  const [kind, setKind] = useState<RequestKind>("all");
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  useTitle("Requests");
  const runs = runsOf(answer?.requests ?? []);
  const run = runs[chosen] ?? runs[0];
  return (
    <>
      <div class="headline">
        <h1>Requests</h1>
        {run && <p>{runInWords(run)}</p>}
      </div>
      <FaultNote fault={fault} />
      {answer !== undefined && run === undefined && (
        <EmptyState title="Nobody called yet">
          <code>databricks-local run -- COMMAND</code> shows what a command asks of the workspace.
        </EmptyState>
      )}
      {run && (
        <>
          <div class="tools">
            <SearchBox label="Search requests" text={text} onText={setText} />
            <FilterChips label="Kind" chips={KINDS} chosen={kind} onChoose={setKind} />
            {runs.length > 1 && (
              <label class="sort">
                Run
                <select value={chosen} onChange={(event) => setChosen(Number(event.currentTarget.value))}>
                  {runs.map(({ from, entries }, index) => (
                    <option key={from} value={index}>
                      {clock.format(new Date(from))}, {entries.length} calls
                    </option>
                  ))}
                </select>
              </label>
            )}
          </div>
          <Calls entries={run.entries.filter((entry) => isWanted(entry, kind, text))} />
        </>
      )}
    </>
  );
}

function Calls({ entries }: { readonly entries: readonly LogEntry[] }) {
  return (
    <>
      <table class="cards calls" aria-label="Requests and statements">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Method</th>
            <th scope="col">What</th>
            <th scope="col" class="number">
              Status
            </th>
            <th scope="col" class="number">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, SHOWN).map((entry, index) => (
            <Call key={index} entry={entry} />
          ))}
        </tbody>
      </table>
      {entries.length === 0 && <p class="quiet">None of these.</p>}
      {entries.length > SHOWN && (
        <p class="quiet">
          The newest {SHOWN} of {entries.length}: search to see others.
        </p>
      )}
    </>
  );
}

function Call({ entry }: { readonly entry: LogEntry }) {
  const when = (
    <td data-label="When" class="when">
      <time dateTime={entry.at}>{clock.format(new Date(entry.at))}</time>
    </td>
  );
  if (entry.kind === "statement") {
    return (
      <tr>
        {when}
        <td data-label="Method" class="method">
          SQL
        </td>
        <td data-label="What" colSpan={3}>
          <SqlText sql={entry.text} />
        </td>
      </tr>
    );
  }
  const { method, path, status, durationMs } = entry;
  const isFailure = status === undefined || status >= 400;
  return (
    <tr class={isFailure ? "failed" : undefined}>
      {when}
      <td data-label="Method" class="method">
        {method}
      </td>
      <td data-label="What" class="path">
        {path}
      </td>
      <td data-label="Status" class="number status">
        {status ?? "dropped"}
      </td>
      <td data-label="Took" class="number">
        {durationMs < 1 ? "<1" : Math.round(durationMs)} ms
      </td>
    </tr>
  );
}

function runInWords({ entries }: Run): string {
  const count = (wanted: (entry: LogEntry) => boolean) => entries.filter(wanted).length;
  const statements = count(({ kind }) => kind === "statement");
  const failures = count((entry) => isWanted(entry, "failures", ""));
  const parts = [`${entries.length - statements} requests`, `${statements} statements`];
  return [...parts, ...(failures > 0 ? [`${failures} failed`] : [])].join(" · ");
}
