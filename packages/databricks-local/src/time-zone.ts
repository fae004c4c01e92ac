/** Ids of the JVM's list that `Intl` knows too, in their exact case; offsets such as `+02:00` are no ids. */
export function isTimeZone(id: string): boolean {
  if (!/^[A-Z]/.test(id)) return false;
  try {
    const known = new Intl.DateTimeFormat("en", { timeZone: id }).resolvedOptions().timeZone;
    return known === id || known.toLowerCase() !== id.toLowerCase();
  } catch {
    return false;
  }
}
