/** What program and providers get of the shell's environment: where things are, how to speak and how much, nothing else. */
const PASSED_ON = [
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TMP", "TEMP", "TZ", "TERM"],
  ...["LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "NODE_EXTRA_CA_CERTS", "ALERTS_DEBUG"],
  // What a run of the deploy job was given.
  "ALERTS_RUN_SETTINGS",
  ...["SystemRoot", "ComSpec", "PATHEXT", "APPDATA", "LOCALAPPDATA", "USERPROFILE"],
];

/** Tells program, providers and commands whose commands to advise: npm's in the stead of the Pulumi CLI's. */
export const OF_LOCAL_ENGINE = { ALERTS_ENGINE: "local" };

/** A fresh environment: whatever the shell says about a real workspace or a cloud does not get in. */
export function childEnvironment(
  shell: NodeJS.ProcessEnv,
  workspace: Record<string, string>,
): NodeJS.ProcessEnv {
  const passed = PASSED_ON.flatMap((name) =>
    shell[name] === undefined ? [] : [[name, shell[name]] as const],
  );
  return { ...Object.fromEntries(passed), ...workspace, NO_PROXY: "127.0.0.1,localhost" };
}
