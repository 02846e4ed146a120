// A client against a server that answers by script, for one test.
import { afterEach } from "@jest/globals";
import type { ClientOptions, NewApiToken } from "../../../../src/client/index.js";
import { clientOf, type TestClient } from "./client.js";
import { type Script, serve, type TestServer } from "./server.js";

export interface ServerStage {
  /** The last one of the test. */
  readonly server: TestServer;
  against(
    script: Script,
    options?: Partial<ClientOptions>,
  ): Promise<TestClient & { readonly server: TestServer }>;
}

/** Of a file of tests: what a test starts is closed after it. */
export function useServer(defaults: Partial<ClientOptions> = {}): ServerStage {
  const servers: TestServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
  return {
    get server() {
      const server = servers.at(-1);
      if (server === undefined) throw new Error("the server runs only inside tests");
      return server;
    },
    against: async (script, options) => {
      const server = await serve(script);
      servers.push(server);
      return { server, ...clientOf(server.baseUrl, { ...defaults, ...options }) };
    },
  };
}

export const NEW_TOKEN: NewApiToken = {
  displayName: "n",
  description: "",
  personaQualifiedNames: [],
  validitySeconds: 1,
};
