/** Who sends a message of the Thrift protocol, and what runs their statements. */
export interface ThriftClient {
  readonly userName: string;
  /** Runs work on the warehouse that the message was sent to. */
  readonly onWarehouse: <Result>(
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result>,
  ) => Promise<Result>;
}
