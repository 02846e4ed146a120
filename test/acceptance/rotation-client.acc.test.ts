// An OAuth client's life under rotation, with real engines: rotated with its grants, and an access token that outlives the rotation.

import { describe, expect, it } from "@jest/globals";
import { accessTokenIn, askCurrentUser, askForAccessToken } from "../program-calls.js";
import { engines } from "./harness/engines.js";
import { DAY, PERIOD, rotationSeed as seed } from "./harness/rotating-stack.js";
import { type Stage, stages, stoppedClock } from "./harness/stage.js";
import { succeeded } from "./harness/succeeded.js";

const CLIENT = "atlan_oauth_client.sync";

const stack = async ({ control }: Stage, role: string): Promise<string> => {
  const { personas, connections, collections } = await control.state();
  return `
resource "atlan_oauth_client" "sync" {
  display_name            = "sync"
  role                    = "${role}"
  persona_qualified_names = ["${personas[0]?.qualifiedName}"]
  rotation = {
    rotate_every_seconds = ${PERIOD}
    overlap_seconds      = ${DAY}
  }
}

resource "atlan_connection_admin" "development" {
  connection_id = "${connections[0]?.guid}"
  usernames     = ${CLIENT}.active_usernames
}

resource "atlan_collection_viewer" "finance" {
  collection_id = "${collections[0]?.guid}"
  usernames     = ${CLIENT}.active_usernames
}
`;
};

const client = ({ workspace }: Stage) => workspace.attributes(CLIENT);

/** Null where the tenant refuses the secret. */
async function accessTokenOf({ tenant }: Stage, state: Record<string, unknown>) {
  const { client_id: clientId, client_secret: clientSecret } = state;
  const reply = await askForAccessToken(tenant, { clientId, clientSecret });
  return reply.ok ? await accessTokenIn(reply) : null;
}

const statusOf = async ({ tenant }: Stage, bearer: string | null): Promise<number> =>
  (await askCurrentUser(tenant, bearer)).status;

const holders = async ({ control }: Stage) => {
  const { connections, collections } = await control.state();
  return [connections[0]?.adminUsers, collections[0]?.viewerUsers];
};

const holding = (...clients: readonly Record<string, unknown>[]) => {
  const usernames = clients.map(({ username }) => username);
  return [["amira", ...usernames], usernames];
};

describe.each(engines)("an OAuth client that rotates, under $name", ({ binary }) => {
  const open = stages({ tenant: { seed, clock: stoppedClock() } });

  it("keeps every right, and both secrets work until the old one retires", async () => {
    const stage = await open("", { binary });
    const { control, workspace } = stage;
    await workspace.configure(await stack(stage, "Member"));
    await succeeded(workspace.apply());
    const old = await client(stage);
    expect((await workspace.plan()).exitCode).toBe(0);

    await control.advance(PERIOD);
    const fetched = await accessTokenOf(stage, old);
    const rotated = await succeeded(workspace.apply());
    expect(rotated.output).toContain("0 added, 3 changed, 0 destroyed");
    const successor = await client(stage);
    expect(successor.id).not.toBe(old.id);
    expect(await holders(stage)).toEqual(holding(old, successor));
    expect(await statusOf(stage, fetched)).toBe(200);
    for (const state of [old, successor]) expect(await accessTokenOf(stage, state)).not.toBeNull();
    expect((await workspace.plan()).exitCode).toBe(0);

    await control.advance(DAY + 60);
    await succeeded(workspace.apply());
    expect(await accessTokenOf(stage, old)).toBeNull();
    expect(await accessTokenOf(stage, successor)).not.toBeNull();
    expect(await holders(stage)).toEqual(holding(successor));
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it("rotates for another role, which is fixed when a client is made", async () => {
    const stage = await open("", { binary });
    const { control, workspace } = stage;
    await workspace.configure(await stack(stage, "Member"));
    await succeeded(workspace.apply());
    const old = await client(stage);
    await control.advance(600);
    await workspace.configure(await stack(stage, "Admin"));
    const rotated = await succeeded(workspace.apply());
    expect(rotated.prose).toContain("because role changes");
    expect(rotated.output).toContain("0 added, 3 changed, 0 destroyed");
    const successor = await client(stage);
    expect(successor).toMatchObject({ role: "Admin", role_name: "$admin" });
    expect(await holders(stage)).toEqual(holding(old, successor));
  });
});
