// What all requests of one client share: connections, the concurrency cap, the brake. Speaks for any credential.
import type { Got } from "got";
import type { Secret } from "../../secret.js";
import type { ClientOptions } from "../client.js";
import type { Http } from "../http.js";
import { Brake } from "./brake.js";
import { openConnections } from "./connections.js";
import { deliver } from "./deliver.js";
import { type Edge, realEdge } from "./edge.js";
import { Gate } from "./gate.js";
import { type Mask, maskOf } from "./mask.js";

/** What a call needs beside itself. */
export interface Sender {
  readonly options: ClientOptions;
  readonly edge: Edge;
  readonly gate: Gate;
  readonly brake: Brake;
  readonly got: () => Promise<Got>;
  readonly credential: Secret;
  readonly mask: Mask;
}

export function createTransport(options: ClientOptions): (credential: Secret) => Http {
  const edge = { ...realEdge, ...options.edge };
  const gate = new Gate(options.maxConcurrentRequests);
  const brake = new Brake(edge);
  let opened: Promise<Got> | undefined;
  const got = () => {
    opened ??= openConnections();
    return opened;
  };
  const own = [options.apiKey, ...(options.userBearerToken ? [options.userBearerToken] : [])];
  return (credential) => {
    const mask = maskOf([...own, credential]);
    const sender: Sender = { options, edge, gate, brake, got, credential, mask };
    return { request: (call, callOptions) => deliver(call, callOptions, sender) };
  };
}
