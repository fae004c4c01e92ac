import { render } from "preact";
import { App } from "./app";
import { takeTokenFromLink } from "./session";

takeTokenFromLink();
const root = document.getElementById("page");
if (root !== null) render(<App />, root);
