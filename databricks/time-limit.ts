/** The work's own end, or after the limit the error that `onExpiry` gives; a later end of the work is ignored. */
export async function withinTime<Result>(
  work: Promise<Result>,
  timeoutMs: number,
  onExpiry: () => Error,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onExpiry()), timeoutMs);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
