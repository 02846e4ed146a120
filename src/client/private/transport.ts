// Turns the client's options into something that speaks for a credential.
import type { Secret } from "../../secret.js";
import type { ClientOptions } from "../client.js";
import type { Http } from "../http.js";

export function createTransport(_options: ClientOptions): (credential: Secret) => Http {
  throw new Error("Cannot make a client: not there yet");
}
