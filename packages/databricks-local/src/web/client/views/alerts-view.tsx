import { useState } from "preact/hooks";
import type { AlertNotesAnswer } from "../../alert-notes";
import type { Overview } from "../../alert-summary";
import { useTitle } from "../frame";
import { useLive } from "../live";
import { AlertRow } from "../parts/alert-row";
import { FilterChips, SearchBox } from "../parts/list-filters";
import { EmptyState, FaultNote, Headline } from "../parts/page-notes";
import { type State, STATES_BY_GRAVITY, TimeAxis } from "../parts/state-mark";
import { selectAlerts, type Sorting, SORTINGS } from "./select-alerts";

const STEP = 200;
const WINDOWS = [
  { name: "24", title: "24 h" },
  { name: "168", title: "7 days" },
] as const;

/** All alerts: how they are, how they were, what is next. */
export function AlertsView() {
  const [hours, setHours] = useState<"24" | "168">("24");
  const { answer, fault } = useLive<Overview>(`/_local/overview?hours=${hours}`);
  const notes = useLive<AlertNotesAnswer>("/_local/notes");
  const troubled =
    answer?.alerts.filter(({ state }) => state === "TRIGGERED" || state === "ERROR").length ?? 0;
  useTitle(troubled === 0 ? "Alerts" : `(${troubled}) Alerts`);
  if (answer === undefined) return <FaultNote fault={fault} />;
  return (
    <>
      <Headline alerts={answer.alerts} />
      <FaultNote fault={fault} />
      <FaultNote fault={notes.fault} />
      {notes.answer?.problems.map((problem) => (
        <FaultNote key={problem} fault={problem} />
      ))}
      {answer.alerts.length === 0 ? (
        <EmptyState title="No alerts yet">
          Any client can create some: an SDK, Terraform, Pulumi. <code>databricks-local evaluate NAME</code>{" "}
          runs one then.
        </EmptyState>
      ) : (
        <AlertList overview={answer} hours={hours} onHours={setHours} notes={notes.answer?.notes ?? {}} />
      )}
    </>
  );
}

interface AlertListProps {
  readonly overview: Overview;
  readonly hours: "24" | "168";
  readonly onHours: (hours: "24" | "168") => void;
  readonly notes: AlertNotesAnswer["notes"];
}

function AlertList({ overview, hours, onHours, notes }: AlertListProps) {
  const [text, setText] = useState("");
  const [state, setState] = useState<State | "ALL">("ALL");
  const [sorting, setSorting] = useState<Sorting>("trouble");
  const [limit, setLimit] = useState(STEP);
  const found = selectAlerts(overview.alerts, { text, state, sorting });
  const countOf = (wanted: State) => overview.alerts.filter((alert) => alert.state === wanted).length;
  return (
    <section aria-label="Alerts">
      <div class="tools">
        <SearchBox label="Search alerts" text={text} onText={setText} />
        <FilterChips
          label="State"
          chosen={state}
          onChoose={setState}
          chips={[
            { name: "ALL", title: "All", count: overview.alerts.length },
            ...STATES_BY_GRAVITY.map((name) => ({ name, title: name, count: countOf(name) })),
          ]}
        />
        <label class="sort">
          Sort by
          <select value={sorting} onChange={(event) => setSorting(event.currentTarget.value as Sorting)}>
            {Object.entries(SORTINGS).map(([name, { title }]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <FilterChips label="Time line" chips={WINDOWS} chosen={hours} onChoose={onHours} />
      </div>
      <div class="alerts" role="table" aria-label="Alerts" aria-rowcount={found.length + 1}>
        <div class="alert-head" role="row">
          <span role="columnheader">State</span>
          <span role="columnheader">Alert</span>
          <span role="columnheader" class="axis-cell">
            <span class="visually-hidden">States over time</span>
            <TimeAxis from={overview.from} until={overview.until} />
          </span>
          <span role="columnheader">Value</span>
          <span role="columnheader">Next run</span>
        </div>
        {found.slice(0, limit).map((alert) => (
          <AlertRow
            key={alert.id}
            alert={alert}
            slots={overview.slots}
            hours={overview.hours}
            notes={notes[alert.id] ?? []}
          />
        ))}
      </div>
      {found.length === 0 && (
        <EmptyState title="No alert is like that">
          <button type="button" onClick={() => (setText(""), setState("ALL"))}>
            Show all {overview.alerts.length}
          </button>
        </EmptyState>
      )}
      {found.length > limit && (
        <button type="button" class="more" onClick={() => setLimit(limit + STEP)}>
          Show more: {found.length - limit} are left
        </button>
      )}
    </section>
  );
}
