// The app as it is deployed for good: the stack of `stack.ts`, with its state in PostgreSQL.
import { App, PgBackend } from "cdktf";
import { Loader } from "./stack";

const app = new App();
const stack = new Loader(app, "loader", {
  persona: process.env.LOADER_PERSONA ?? "default/loader",
});
new PgBackend(stack, { connStr: "postgres://" });
app.synth();
