import { useTitle } from "../frame";

interface SignInProps {
  readonly isRefused: boolean;
  readonly onToken: (token: string) => void;
}

/** The door, for whoever comes without the link. */
export function SignInView({ isRefused, onToken }: SignInProps) {
  useTitle("Sign in");
  return (
    <main class="door" id="main">
      <h1>This workspace wants its access token.</h1>
      <p>
        Open the link that <code>databricks-local start</code> prints: it brings the token along. Or put the
        token in here; it stays in this tab.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const token = new FormData(event.currentTarget).get("token");
          if (typeof token === "string" && token.trim() !== "") onToken(token.trim());
        }}
      >
        <label for="token">Access token</label>
        <input
          id="token"
          name="token"
          type="password"
          autocomplete="off"
          required
          aria-describedby="door-fault"
        />
        <button type="submit">Open the page</button>
        <p id="door-fault" class="fault" role="alert">
          {isRefused ? "The workspace refused the token: each start has a new one." : ""}
        </p>
      </form>
    </main>
  );
}
