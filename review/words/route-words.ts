import type { RouteChange } from "../../alerting/destinations/routes";
import { counted, someOf } from "../../messages/words";
import type { AlertReview } from "../report/alert-review";
import type { ReviewReport } from "../report/report";

type Shown = (text: string) => string;

/**
 * `no longer oncall@example.com; newly finops (SLACK); as CRITICAL and no longer as WARNING`.
 *
 * @param shown makes a name harmless where it is shown
 */
export function alertRouteWords({ routes }: Pick<AlertReview, "routes">, shown: Shown): string {
  if (routes === undefined) return "";
  const names = (list: readonly string[]) => someOf(list.map(shown));
  const { gone, added, severity } = routes;
  return [
    ...(gone.length === 0 ? [] : [`no longer ${names(gone)}`]),
    ...(added.length === 0 ? [] : [`newly ${names(added)}`]),
    ...(severity === undefined ? [] : [`as ${severity.after} and no longer as ${severity.before}`]),
  ].join("; ");
}

/** Of fewer alerts each says it by itself. */
const MANY = 2;

/** A line for each receiver of whom several alerts change: by one row of a destination all of them may. */
export function routeLines({ routes = [] }: Pick<ReviewReport, "routes">, shown: Shown): string[] {
  return routes.flatMap((route) => {
    const parts = partsOf(route, shown);
    return parts.length === 0 ? [] : [`${shown(route.receiver)} ${parts.join("; ")}`];
  });
}

function partsOf({ gone, added, severities }: RouteChange, shown: Shown): string[] {
  const ids = (alerts: readonly string[]) =>
    `${counted(alerts.length, "alert")}: ${someOf(alerts.map(shown))}`;
  return [
    ...(gone.length < MANY ? [] : [`no longer hears of ${ids(gone)}`]),
    ...(added.length < MANY ? [] : [`newly hears of ${ids(added)}`]),
    ...severities
      .filter(({ alerts }) => alerts.length >= MANY)
      .map(({ before, after, alerts }) => `hears as ${after}, and no longer as ${before}, of ${ids(alerts)}`),
  ];
}
