/** The alert's page in the workspace. */
export function alertUrl(host: string, id: string): string {
  return `${host}/sql/alerts-v2/${id}`;
}
