import { useContext, useState } from "preact/hooks";
import type { AlertNote, AlertNotesAnswer } from "../../alert-notes";
import type { AlertDetails } from "../../alert-summary";
import { call } from "../api";
import { useTitle } from "../frame";
import { ConnectionContext, useLive } from "../live";
import { AlertFacts } from "../parts/alert-facts";
import { EvaluationTable } from "../parts/evaluation-table";
import { Moment } from "../parts/moment";
import { NoteList } from "../parts/note-list";
import { EmptyState, FaultNote } from "../parts/page-notes";
import { shortNumber } from "../parts/short-text";
import { SqlText } from "../parts/sql-text";
import { StateMark } from "../parts/state-mark";
import { ValueChart } from "../parts/value-chart";
import { linkTo } from "../route";
import { NotificationSection } from "./notification-section";

/** One alert. */
export function AlertView({ id }: { readonly id: string }) {
  const { answer: alert, fault } = useLive<AlertDetails>(`/_local/alerts/${encodeURIComponent(id)}`);
  const notes = useLive<AlertNotesAnswer>("/_local/notes");
  useTitle(alert?.name ?? "Alert");
  return (
    <article class="alert-page">
      <a class="back" href={linkTo("alerts")}>
        ← All alerts
      </a>
      <FaultNote fault={fault} />
      <FaultNote fault={notes.fault} />
      {alert && <AlertArticle alert={alert} notes={notes.answer?.notes[id] ?? []} />}
    </article>
  );
}

interface AlertPartProps {
  readonly alert: AlertDetails;
  readonly notes: readonly AlertNote[];
}

function AlertArticle({ alert, notes }: AlertPartProps) {
  const { pulse } = useContext(ConnectionContext);
  const { evaluations, evaluationCount } = alert;
  return (
    <>
      <AlertHeading alert={alert} notes={notes} />
      <div class="columns">
        <div class="main-column">
          <ValueChart points={alert.points} now={pulse?.now ?? ""} />
          <section>
            <h2 id="history-title">History</h2>
            {evaluationCount === 0 ? (
              <EmptyState title="Not evaluated yet">
                Evaluate it now, or move the clock past its next run.
              </EmptyState>
            ) : (
              <div class="scroll tall" tabIndex={0} role="region" aria-labelledby="history-title">
                <EvaluationTable evaluations={evaluations} />
              </div>
            )}
            {evaluationCount > evaluations.length && (
              <p class="quiet">
                The newest {evaluations.length} of {evaluationCount}.
              </p>
            )}
          </section>
          <section>
            <h2 id="query-title">Query</h2>
            <pre class="scroll code" tabIndex={0} role="region" aria-labelledby="query-title">
              <SqlText sql={alert.query} />
            </pre>
          </section>
          <NotificationSection alert={alert} />
        </div>
        <aside aria-label="Settings">
          <AlertFacts alert={alert} />
        </aside>
      </div>
    </>
  );
}

function AlertHeading({ alert, notes }: AlertPartProps) {
  const { refresh } = useContext(ConnectionContext);
  const [message, setMessage] = useState("");
  const evaluate = async () => {
    setMessage("Evaluating …");
    try {
      const { state } = await call<{ state: string }>("POST", `/_local/alerts/${alert.id}/evaluate`);
      setMessage(`Evaluated: ${state}.`);
    } catch (error) {
      setMessage(error instanceof Error ? error.message : String(error));
    }
    refresh();
  };
  return (
    <header class="alert-heading">
      <StateMark state={alert.state} />
      <h1>{alert.name}</h1>
      <p class="sentence">
        Triggers when <strong>{alert.condition}</strong>.{" "}
        {alert.lastEvaluatedAt !== null && (
          <>
            {alert.error === null
              ? `The value was ${alert.value === null ? "NULL" : shortNumber(alert.value)}`
              : "It could not be evaluated"}
            , <Moment at={alert.lastEvaluatedAt} as="relative" />.
          </>
        )}
        {alert.isPaused && " Its schedule is paused."}
        {alert.isTrashed && " It is in the trash."}
      </p>
      {alert.comment !== null && <p class="comment">{alert.comment}</p>}
      <NoteList notes={notes} />
      {alert.error !== null && <p class="why">{alert.error}</p>}
      <div class="row">
        <button type="button" class="primary" disabled={alert.isTrashed} onClick={() => void evaluate()}>
          Evaluate now
        </button>
        <span role="status">{message}</span>
      </div>
    </header>
  );
}
