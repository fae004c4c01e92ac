/** Whose token a call carries. */
export interface Caller {
  /** A user's e-mail address, or a service principal's application id. */
  readonly userName: string;
  readonly kind: "user" | "service principal";
}
