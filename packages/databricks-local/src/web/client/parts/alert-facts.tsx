import type { ComponentChildren } from "preact";
import type { AlertDetails } from "../../alert-summary";
import { Moment } from "./moment";
import { duration } from "./short-text";

/** What an alert is set to. */
export function AlertFacts({ alert }: { readonly alert: AlertDetails }) {
  return (
    <dl class="facts">
      <Fact name="Schedule">
        {alert.schedule}
        <small>
          <code>{alert.cron}</code> in {alert.zone}
        </small>
      </Fact>
      <Fact name="Next runs">
        {alert.isPaused ? "paused" : alert.nextRuns.length === 0 ? "never" : null}
        {alert.nextRuns.map((run) => (
          <span key={run} class="line">
            <Moment at={run} /> <Moment at={run} as="relative" />
          </span>
        ))}
      </Fact>
      <Fact name="Subscribers">
        {alert.subscribers.length === 0
          ? "nobody"
          : alert.subscribers.map((who) => <span class="line">{who}</span>)}
        <small>{retriggerWords(alert)}</small>
      </Fact>
      <Fact name="No rows mean">{alert.emptyResultState}</Fact>
      {alert.parameters.length > 0 && (
        <Fact name="Parameters">
          {alert.parameters.map(({ name, value }) => (
            <code key={name} class="line">
              :{name} = {value ?? "NULL"}
            </code>
          ))}
        </Fact>
      )}
      <Fact name="Folder">{alert.folder}</Fact>
      <Fact name="Owner">{alert.owner}</Fact>
      {alert.runAs !== alert.owner && <Fact name="Runs as">{alert.runAs}</Fact>}
      <Fact name="Warehouse">
        <code>{alert.warehouseId}</code>
      </Fact>
      <Fact name="Id">
        <code>{alert.id}</code>
      </Fact>
      {alert.updatedAt !== null && (
        <Fact name="Changed">
          <Moment at={alert.updatedAt} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function retriggerWords({ retriggerSeconds, notifyOnOk }: AlertDetails): string {
  const again =
    retriggerSeconds === 0
      ? "told once until it is OK"
      : retriggerSeconds === 1
        ? "told at every evaluation that triggers"
        : `told again after ${duration(retriggerSeconds)}`;
  return notifyOnOk ? `${again}, and when it is OK again` : again;
}
