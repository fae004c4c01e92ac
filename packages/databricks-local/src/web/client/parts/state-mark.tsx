const STATES = ["TRIGGERED", "ERROR", "UNKNOWN", "OK"] as const;
export type State = (typeof STATES)[number];

/** The states, those that want a person first. */
export const STATES_BY_GRAVITY: readonly State[] = STATES;

/** A state by word, shape and colour; never by colour alone. */
export function StateMark({ state }: { readonly state: State }) {
  return (
    <span class={`state state-${state.toLowerCase()}`}>
      <StateShape state={state} />
      {state}
    </span>
  );
}

function StateShape({ state }: { readonly state: State }) {
  return (
    <svg class="shape" viewBox="0 0 16 16" aria-hidden="true">
      {state === "TRIGGERED" && <circle class="fill" cx="8" cy="8" r="6.5" />}
      {state === "ERROR" && <path class="fill" d="M8 1.2 15.4 14.6H.6Z" />}
      {state === "UNKNOWN" && <circle class="line dashed" cx="8" cy="8" r="5.8" />}
      {state === "OK" && <path class="line" d="m2.2 8.6 3.9 3.9 7.7-8.6" />}
    </svg>
  );
}
