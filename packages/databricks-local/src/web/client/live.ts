import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { ApiFault, call } from "./api";

const POLL_MS = 1500;

export interface Pulse {
  /** Changes when anything does that the page shows. */
  readonly revision: string;
  /** The workspace's time. */
  readonly now: string;
  /** Whether alerts run by themselves. */
  readonly scheduled: boolean;
}

export interface Connection {
  readonly pulse: Pulse | undefined;
  readonly problem: "refused" | "gone" | undefined;
  /** Asks at once, after something was done. */
  readonly refresh: () => void;
}

export const ConnectionContext = createContext<Connection>({
  pulse: undefined,
  problem: undefined,
  refresh: () => undefined,
});

/** Asks the workspace for its pulse, a hundred bytes, while somebody looks at the page. */
export function useConnection(isSignedIn: boolean): Connection {
  const [state, setState] = useState<Omit<Connection, "refresh">>({ pulse: undefined, problem: undefined });
  const ask = useRef<() => void>(() => undefined);
  useEffect(() => {
    if (!isSignedIn) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async () => {
      clearTimeout(timer);
      try {
        const pulse = await call<Pulse>("GET", "/_local/revision");
        if (!isOver) setState({ pulse, problem: undefined });
      } catch (error) {
        const isRefused = error instanceof ApiFault && [401, 403].includes(error.status);
        const problem = isRefused ? "refused" : "gone";
        if (!isOver) setState((last) => ({ pulse: last.pulse, problem }));
      }
      if (!isOver && !document.hidden) timer = setTimeout(() => void poll(), POLL_MS);
    };
    const onVisible = () => {
      if (!document.hidden) void poll();
    };
    ask.current = () => void poll();
    document.addEventListener("visibilitychange", onVisible);
    void poll();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [isSignedIn]);
  return { ...state, refresh: () => ask.current() };
}

export interface Loaded<Answer> {
  readonly answer: Answer | undefined;
  readonly fault: string | undefined;
}

/** What the path answers, asked again whenever the workspace has changed. While that is under way the last answer stays. */
export function useLive<Answer>(path: string): Loaded<Answer> {
  const { pulse } = useContext(ConnectionContext);
  return useAnswer<Answer>(path, pulse?.revision ?? "");
}

/** What the path answers, asked once. */
export function useOnce<Answer>(path: string): Loaded<Answer> {
  return useAnswer<Answer>(path, "once");
}

function useAnswer<Answer>(path: string, revision: string): Loaded<Answer> {
  const [loaded, setLoaded] = useState<Loaded<Answer> & { readonly path: string }>({
    path,
    answer: undefined,
    fault: undefined,
  });
  useEffect(() => {
    let isOver = false;
    call<Answer>("GET", path).then(
      (answer) => !isOver && setLoaded({ path, answer, fault: undefined }),
      (error: unknown) => {
        const fault = error instanceof Error ? error.message : String(error);
        if (!isOver)
          setLoaded((last) => ({ path, answer: last.path === path ? last.answer : undefined, fault }));
      },
    );
    return () => {
      isOver = true;
    };
  }, [path, revision]);
  return loaded.path === path ? loaded : { answer: undefined, fault: undefined };
}
