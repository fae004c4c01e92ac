/** An address, which may hold a key, or a long word of letters and digits: nothing that a person would call something. */
export function looksSecret(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(looksSecret);
  }
  if (typeof value !== "string" || value.includes("@")) {
    return false;
  }
  return (
    value.includes("://") || (/^[\w\-+/=.]{20,}$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value))
  );
}
