/** What decides about somebody's rights. */
export interface Identity {
  /** Whoever is in the group `admins` may do everything; so may somebody whom the workspace does not know. */
  readonly isAdmin: boolean;
  /** Their name, their groups, also through other groups, and `account users`: whom rights are given to. */
  readonly names: ReadonlySet<string>;
}

export type WhoIs = (userName: string) => Identity;

export const EVERYBODY = "account users";

/** Whose token a call carries. */
export interface Caller {
  /** A user's e-mail address, or a service principal's application id. */
  readonly userName: string;
  readonly kind: "user" | "service principal";
}
