import type { AlertDetails } from "../../alert-summary";
import { linkTo } from "../route";
import { Moment } from "./moment";
import { exactDuration } from "./short-text";
import { StateMark } from "./state-mark";

type Evaluations = AlertDetails["evaluations"];

/** Evaluations, the newest first. */
export function EvaluationTable({ evaluations }: { readonly evaluations: Evaluations }) {
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">State</th>
          <th scope="col" class="number">
            Value
          </th>
          <th scope="col" class="number">
            Threshold
          </th>
          <th scope="col" class="number">
            Took
          </th>
          <th scope="col">What happened</th>
        </tr>
      </thead>
      <tbody>
        {evaluations.map((entry) => (
          <tr key={entry.evaluation_id}>
            <td data-label="When">
              <Moment at={entry.evaluated_at} />
            </td>
            <td data-label="State">
              <StateMark state={entry.state} />
            </td>
            <td data-label="Value" class="number">
              {entry.value ?? "–"}
            </td>
            <td data-label="Threshold" class="number">
              {entry.threshold ?? "–"}
            </td>
            <td data-label="Took" class="number">
              <Took entry={entry} />
            </td>
            <td data-label="What happened">
              <WhatHappened entry={entry} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** By the workspace's clock, which stands still while it is moved. */
function Took({ entry: { evaluated_at, ended_at } }: { readonly entry: Evaluations[number] }) {
  if (ended_at === undefined) return <>–</>;
  return <>{exactDuration(Date.parse(ended_at) - Date.parse(evaluated_at))}</>;
}

function WhatHappened({ entry }: { readonly entry: Evaluations[number] }) {
  const { skipped, error, notification_id, trigger, state, previous_state } = entry;
  if (skipped !== undefined) return <>not evaluated: {skipped}</>;
  const words = [
    trigger === "ON_DEMAND" ? "on demand" : "on schedule",
    ...(state === previous_state ? [] : [`was ${previous_state}`]),
  ];
  return (
    <>
      {words.join(", ")}
      {notification_id !== undefined && (
        <>
          , <a href={linkTo("inbox", notification_id)}>notified</a>
        </>
      )}
      {error !== undefined && <span class="why">{error}</span>}
    </>
  );
}
