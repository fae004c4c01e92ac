import type { Channels } from "../../alerting/channels";
import type { LiveDefinition } from "../../alerting/definition";
import { shownText, someOf } from "../../messages/words";
import type { Settings } from "../../settings/settings";
import type { AlertChange } from "../changes/alert-change";
import type { DestinationChange, DestinationTarget } from "../changes/destination-changes";
import { newSubscriptions, wordsFor } from "../words/alert-words";

/** Somebody who was not told before, or is not any more. */
export interface Told {
  readonly rule: "change/tells-more" | "change/tells-fewer";
  readonly message: string;
  /** Outside of the domains that are known. @default false */
  readonly isOutside?: boolean;
}

/**
 * The domains whose addresses are no surprise: those that the stack allows; where it allows all, those of the addresses that
 * its alerts told already, and of its own.
 */
export function knownDomains(
  { allowedEmailDomains, defaultEmail }: Pick<Settings, "allowedEmailDomains" | "defaultEmail">,
  deployed: readonly LiveDefinition[],
): ReadonlySet<string> {
  if (allowedEmailDomains.length > 0) return new Set(allowedEmailDomains);
  const told = deployed.flatMap(({ evaluation }) =>
    evaluation.notification.subscriptions.flatMap((one) => ("userEmail" in one ? [one.userEmail] : [])),
  );
  return new Set([...told, ...(defaultEmail === undefined ? [] : [defaultEmail])].map(domainOf));
}

/** Whom the next up tells that the last one did not, of an alert that is new or changed. */
export function tellsMore(
  { kind, base, planned, destinations = [] }: AlertChange,
  domains: ReadonlySet<string>,
  channels: Channels,
): Told[] {
  if (planned === undefined || (kind !== "changed" && kind !== "added")) return [];
  const added = newSubscriptions(base, planned.definition);
  const isOutside = (address: string) => domains.size > 0 && !domains.has(domainOf(address));
  const outside = added.filter((one) => "userEmail" in one && isOutside(one.userEmail));
  const inside = added.filter((one) => !outside.includes(one));
  const names = (of: typeof added) => someOf(wordsFor(of, channels).map((name) => shownText(name)));
  return [
    ...(outside.length === 0
      ? []
      : [
          {
            rule: "change/tells-more",
            message: `Newly notified, outside of ${someOf([...domains].sort())}: ${names(outside)}.`,
            isOutside: true,
          } as const,
        ]),
    ...(inside.length === 0
      ? []
      : [{ rule: "change/tells-more", message: `Newly notified: ${names(inside)}.` } as const]),
    ...destinations.flatMap((destination) => ofDestination(destination, isOutside)),
  ];
}

function ofDestination(
  { name, before, after, isTakenOver = false }: DestinationChange,
  isOutside: (address: string) => boolean,
): Told[] {
  const [was, is] = [before, after].map((target) =>
    (target?.addresses ?? []).map((address) => address.toLowerCase()),
  );
  const added = is?.filter((address) => was?.includes(address) !== true) ?? [];
  const gone = was?.filter((address) => is?.includes(address) !== true) ?? [];
  const went =
    before === undefined
      ? "it is new"
      : isTakenOver
        ? `it is there already, and is taken over from ${before.addresses.length > 0 ? placeWords(before) : "where no one can see"}`
        : `it went to ${placeWords(before)}`;
  const isElsewhere = added.length > 0 || before === undefined || gone.length === 0;
  return [
    ...(isElsewhere
      ? [
          {
            rule: "change/tells-more",
            message: `Its destination ${shownText(name)} goes to ${placeWords(after)}; ${went}.`,
            // Of a secret that is another nobody can say where it goes.
            isOutside: added.some(isOutside) || (before !== undefined && added.length === 0),
          } as const,
        ]
      : []),
    ...(gone.length === 0
      ? []
      : [
          {
            rule: "change/tells-fewer",
            message: `Its destination ${shownText(name)} no longer goes to ${someOf(gone.map((one) => shownText(one)))}.`,
          } as const,
        ]),
  ];
}

/** A secret is told by its name. */
function placeWords({ addresses, secrets = {} }: DestinationTarget): string {
  const names = Object.values(secrets).map((name) => `the secret ${shownText(name)}`);
  return someOf([...addresses.map((one) => shownText(one)), ...names]) || "nobody";
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
