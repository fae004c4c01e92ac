/** What a command gets of the shell's environment: where things are, how to speak and how much, nothing else. */
const PASSED_ON = [
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TMP", "TEMP", "TZ", "TERM"],
  ...["LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "NODE_EXTRA_CA_CERTS", "LOCAL_DEBUG"],
  ...["SystemRoot", "ComSpec", "PATHEXT", "APPDATA", "LOCALAPPDATA", "USERPROFILE"],
];

/**
 * A fresh environment: whatever the shell says about a real workspace or a cloud does not get in.
 *
 * @param variables those of the local workspace, which go before the shell's
 * @param pass names of more of the shell's variables that are handed on
 */
export function childEnvironment(
  shell: NodeJS.ProcessEnv,
  variables: Readonly<Record<string, string>>,
  pass: readonly string[] = [],
): NodeJS.ProcessEnv {
  const passed = [...PASSED_ON, ...pass].flatMap((name) =>
    shell[name] === undefined ? [] : [[name, shell[name]] as const],
  );
  return { ...Object.fromEntries(passed), ...variables, NO_PROXY: "127.0.0.1,localhost" };
}
