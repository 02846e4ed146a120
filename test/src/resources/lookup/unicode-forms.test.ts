// Every lookup finds what people see, however the tenant composes it, and gives back what the configuration says.
import { afterEach, describe, expect, it } from "@jest/globals";
import type { AnyDataSource, ObjectValue } from "../../../../src/framework/index.js";
import { apiTokenDataSource } from "../../../../src/resources/api-token/data-source.js";
import { collectionDataSource } from "../../../../src/resources/collection/data-source.js";
import { connectionDataSource } from "../../../../src/resources/connection/data-source.js";
import { personaDataSource } from "../../../../src/resources/persona/data-source.js";
import type { Session } from "../../../../src/resources/provider/session.js";
import { userDataSource } from "../../../../src/resources/user/data-source.js";
import type { TenantSeed, TenantSnapshot } from "../../../../src/tenant/index.js";
import { lookUp } from "../look-up.js";
import { type Rig, tenantSession } from "../tenant-session.js";

let rig: Rig;
afterEach(() => rig.tenant.stop());

interface Kind {
  readonly dataSource: AnyDataSource<Session>;
  readonly seed: (name: string) => TenantSeed;
  readonly settings: (name: string) => ObjectValue;
  readonly idIn: (state: TenantSnapshot, name: string) => string | undefined;
}

const assetIn =
  (list: "personas" | "connections" | "collections") => (state: TenantSnapshot, name: string) =>
    state[list].find((asset) => asset.name === name)?.guid;

const kinds: readonly (readonly [string, Kind])[] = [
  [
    "atlan_api_token",
    {
      dataSource: apiTokenDataSource,
      seed: (name) => ({ tokens: [{ displayName: name }] }),
      settings: (name) => ({ display_name: name }),
      idIn: ({ tokens }, name) => tokens.find(({ displayName }) => displayName === name)?.id,
    },
  ],
  [
    "atlan_persona",
    {
      dataSource: personaDataSource,
      seed: (name) => ({ personas: [{ name }] }),
      settings: (name) => ({ name }),
      idIn: assetIn("personas"),
    },
  ],
  [
    "atlan_connection",
    {
      dataSource: connectionDataSource,
      seed: (name) => ({ connections: [{ name, connectorName: "snowflake" }] }),
      settings: (name) => ({ name, connector_name: "snowflake" }),
      idIn: assetIn("connections"),
    },
  ],
  [
    "atlan_collection",
    {
      dataSource: collectionDataSource,
      seed: (name) => ({ collections: [{ name }] }),
      settings: (name) => ({ name }),
      idIn: assetIn("collections"),
    },
  ],
  [
    "atlan_user",
    {
      dataSource: userDataSource,
      seed: (name) => ({ users: [{ username: "amira", admin: true }, { username: name }] }),
      settings: (name) => ({ username: name }),
      idIn: ({ users }, name) => users.find(({ username }) => username === name)?.id,
    },
  ],
];

const COMPOSED = "café à la carte".normalize("NFC");
const DECOMPOSED = COMPOSED.normalize("NFD");
/** No search finds it by a spelling of ours: only the list shows it. */
const MIXED = `${DECOMPOSED.slice(0, 5)}${COMPOSED.slice(4)}`;

describe.each(kinds)("%s", (_type, { dataSource, seed, settings, idIn }) => {
  it.each([
    ["stored composed, looked up decomposed", COMPOSED, DECOMPOSED],
    ["stored decomposed, looked up composed", DECOMPOSED, COMPOSED],
    ["stored in both ways at once", MIXED, COMPOSED],
  ])("finds a name that is %s", async (_name, stored, wanted) => {
    rig = await tenantSession({ seed: seed(stored) });
    const id = idIn(await rig.control.state(), stored);
    const found = await lookUp(rig.session, dataSource, settings(wanted));
    expect(found).toMatchObject({ ...settings(wanted), id });
  });
});

const byId = kinds.filter(([type]) => !["atlan_user", "atlan_persona"].includes(type));

describe.each(byId)("%s", (_type, { dataSource, seed, idIn }) => {
  it("finds a GUID in upper case, and gives it back as it is written", async () => {
    rig = await tenantSession({ seed: seed("robot") });
    const id = idIn(await rig.control.state(), "robot")?.toUpperCase() ?? "";
    expect(await lookUp(rig.session, dataSource, { id })).toMatchObject({ id });
  });
});
