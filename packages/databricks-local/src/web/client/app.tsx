import { useEffect, useState } from "preact/hooks";
import { Frame } from "./frame";
import { ConnectionContext, useConnection } from "./live";
import { type Route, useRoute } from "./route";
import { currentToken, forgetToken, keepToken, takeTokenFromLink } from "./session";
import { AlertView } from "./views/alert-view";
import { AlertsView } from "./views/alerts-view";
import { DashboardsView, DashboardView } from "./views/dashboards-view";
import { InboxView } from "./views/inbox-view";
import { PartsView } from "./views/parts-view";
import { RequestsView } from "./views/requests-view";
import { SignInView } from "./views/sign-in-view";
import { TablesView } from "./views/tables-view";

/** The whole page: a door, and behind it the views. */
export function App() {
  const [isSignedIn, setSignedIn] = useState(currentToken() !== null);
  const connection = useConnection(isSignedIn);
  const route = useRoute();
  const isRefused = connection.problem === "refused";
  useEffect(() => {
    if (!isRefused) return;
    forgetToken();
    setSignedIn(false);
  }, [isRefused]);
  useEffect(() => {
    // A new link that is opened in this tab changes the fragment only.
    takeTokenFromLink();
    if (currentToken() !== null) setSignedIn(true);
  }, [route.view]);
  if (!isSignedIn) {
    const enter = (token: string) => {
      keepToken(token);
      setSignedIn(true);
    };
    return <SignInView isRefused={isRefused} onToken={enter} />;
  }
  return (
    <ConnectionContext.Provider value={connection}>
      <Frame view={route.view}>
        <View {...route} />
      </Frame>
    </ConnectionContext.Provider>
  );
}

function View({ view, parts }: Route) {
  const [first] = parts;
  switch (view) {
    case "alerts":
      return first === undefined ? <AlertsView /> : <AlertView key={first} id={first} />;
    case "inbox":
      return <InboxView selected={first} />;
    case "tables":
      return <TablesView address={parts} />;
    case "dashboards":
      return first === undefined ? <DashboardsView /> : <DashboardView key={first} id={first} />;
    case "requests":
      return <RequestsView />;
    default:
      return <PartsView />;
  }
}
