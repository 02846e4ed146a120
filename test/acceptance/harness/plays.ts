// Engines and ways to sign in, in pairs: a story that either may change meets all of both, in no more runs than there are engines.
import { type Engine, engines } from "./engines.js";
import { type SignIn, signIn, signIns } from "./sign-in.js";

export interface Play extends Engine {
  readonly signIn: SignIn;
  /** `Terraform, signed in with an API key` */
  readonly called: string;
}

const WORDS = { api_key: "with an API key", oauth_client: "as an OAuth client" } as const;

const play = (engine: Engine, as: SignIn): Play => ({
  ...engine,
  signIn: as,
  called: `${engine.name}, signed in ${WORDS[as]}`,
});

/** With one engine both ways to sign in; with more of them one each, in turn. */
export const plays: readonly Play[] =
  engines.length === 1
    ? engines.flatMap((engine) => signIns.map((as) => play(engine, as)))
    : engines.map((engine, index) => play(engine, signIns[index % signIns.length] ?? signIn));
