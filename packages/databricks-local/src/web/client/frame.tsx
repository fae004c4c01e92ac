import type { ComponentChildren } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import { ConnectionContext } from "./live";
import { ClockPanel } from "./parts/clock-panel";
import { linkTo } from "./route";

const VIEWS = [
  ["alerts", "Alerts"],
  ["inbox", "Inbox"],
  ["tables", "Tables"],
  ["dashboards", "Dashboards"],
  ["requests", "Requests"],
  ["parts", "Parts"],
] as const;

/** What stands around every view: the way around, and the clock. */
export function Frame({ view, children }: { readonly view: string; readonly children: ComponentChildren }) {
  const { problem } = useContext(ConnectionContext);
  const main = useRef<HTMLElement>(null);
  return (
    <>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          // The fragment is the view's address here.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <header class="masthead">
        <a class="wordmark" href={linkTo("alerts")}>
          <svg viewBox="0 0 32 20" aria-hidden="true">
            <path d="M1 13h7l4-10 6 14 4-9h5" />
            <circle cx="28.5" cy="8" r="2.6" />
          </svg>
          <span class="wordmark-text">Local workspace</span>
        </a>
        <nav aria-label="Views">
          {VIEWS.map(([name, title]) => (
            <a key={name} href={linkTo(name)} aria-current={view === name ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <ClockPanel />
      </header>
      {problem === "gone" && (
        <p class="notice" role="alert">
          The workspace does not answer: what you see is what it said last.{" "}
          <code>databricks-local start</code> starts it again.
        </p>
      )}
      <main id="main" tabIndex={-1} ref={main}>
        {children}
      </main>
    </>
  );
}

/** The view's name in the window's title; the reader's focus begins there when the view changes. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Local workspace`;
  }, [title]);
}
