/** The warehouse had taken the statement when the driver failed with `cause`: it may be carried out all the same. */
export class AcceptedStatementError extends Error {
  override readonly name = "AcceptedStatementError";
  constructor(cause: unknown) {
    super("The statement was accepted, its end is not known.", { cause });
  }
}
