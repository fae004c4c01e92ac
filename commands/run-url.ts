/**
 * The page of the run that this is a part of, which keeps the full report as its artifact; only GitHub Actions says where
 * that is.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export function runUrl(env: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  if (!server || !repository || !run) return undefined;
  return webAddress(`${server}/${repository}/actions/runs/${run}`);
}

/** The address as it is written in links; nothing, where it is none of a page. */
export function webAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === "https:" || url?.protocol === "http:" ? url.href : undefined;
}
