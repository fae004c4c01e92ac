import type { DestinationRow } from "../tables/notification-destinations";

/** A destination that this program makes, as its row's `config_json` asks for it. */
export interface ManagedDestination {
  /** The row's key. */
  readonly destinationId: string;
  readonly displayName: string;
  readonly kind: DestinationRow["destination_type"];
  /** Argument → value, as it stands in the row. */
  readonly plain: Readonly<Record<string, string | readonly string[]>>;
  /** Argument → name of the secret in the stack's configuration. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What stands for its id in definitions: the one that the row has, else a name that no destination has. */
  readonly plannedId: string;
  /** One of the row's name and kind that the workspace has: taken over where the state does not have it. */
  readonly existingId?: string;
  /**
   * The one that the row names by its id, of another name or kind: renamed, or made anew, where the state has it. Whoever may
   * write the row may write any id, so nobody else's becomes the row's by that.
   */
  readonly namedOther?: ExistingDestination;
}

/** A destination that the workspace has, as it lists it. */
export interface ExistingDestination {
  readonly id: string;
  readonly displayName: string;
  /** `EMAIL`, `MICROSOFT_TEAMS`, … */
  readonly type: string;
}

/** How the stack's configuration has a key: encrypted, in clear, or not at all. */
export type SecretState = (name: string) => "secret" | "clear" | "missing";
