import type { Channels } from "../../alerting/channels";
import type { LiveDefinition } from "../../alerting/definition";
import { type RouteChange, routeChanges, type RoutedAlert } from "../../alerting/destinations/routes";
import { severityIn } from "../../alerting/fields/name";
import type { RoutesReview } from "../report/alert-review";
import { subscriberWords } from "../words/alert-words";
import type { AlertChange } from "./alert-change";
import type { DestinationTarget } from "./destination-changes";

/** An alert as it was last deployed, and as its row wants it. */
interface RoutedSides {
  readonly before: RoutedAlert;
  readonly after: RoutedAlert;
}

/**
 * Who hears of what otherwise than before, over all alerts that change. Those that are made or deleted are none of them: that they are
 * says it all.
 */
export function changedRoutes(changes: readonly AlertChange[], channels: Channels): RouteChange[] {
  const sides = changes.flatMap((change) => routedSides(change, channels) ?? []);
  return routeChanges(
    sides.map(({ before }) => before),
    sides.map(({ after }) => after),
  );
}

/** The same of one alert; `undefined` where nothing changes. */
export function routesOfAlert(change: AlertChange, channels: Channels): RoutesReview | undefined {
  const changes = changedRoutes([change], channels);
  if (changes.length === 0) return undefined;
  const [severity] = changes.flatMap(({ severities }) => severities);
  const named = (of: "gone" | "added") =>
    changes.filter((one) => one[of].length > 0).map(({ receiver }) => receiver);
  return {
    gone: named("gone"),
    added: named("added"),
    ...(severity && { severity: { before: severity.before, after: severity.after } }),
  };
}

function routedSides(
  { alertId, kind, base, planned, destinations = [] }: AlertChange,
  channels: Channels,
): RoutedSides | undefined {
  if (kind !== "changed" || base === undefined || planned === undefined) return undefined;
  const side = (definition: LiveDefinition, behind: readonly string[]): RoutedAlert => {
    const severity = severityIn(definition);
    return {
      alertId,
      ...(severity !== undefined && { severity }),
      receivers: [...subscriberWords(definition, channels), ...behind],
    };
  };
  return {
    before: side(
      base,
      destinations.flatMap(({ name, before }) => placesBehind(name, before, before)),
    ),
    after: side(
      planned.definition,
      destinations.flatMap(({ name, before, after }) => placesBehind(name, after, before)),
    ),
  };
}

/** Where a destination goes that the stack makes. Secrets are compared only where those of before are known. */
function placesBehind(
  name: string,
  target: DestinationTarget | undefined,
  before: DestinationTarget | undefined,
): string[] {
  if (target === undefined) return [];
  const secrets =
    before !== undefined && before.secrets === undefined ? [] : Object.values(target.secrets ?? {});
  return [...target.addresses, ...secrets.map((secret) => `the secret ${secret}`)].map(
    (place) => `${place} by ${name}`,
  );
}
