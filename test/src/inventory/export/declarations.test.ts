// What is declared of a tenant, what is left out and why: from an embedded tenant, as text of both languages.
import { afterEach, describe, expect, it } from "@jest/globals";
import { declarationsOf } from "../../../../src/inventory/export/declarations.js";
import { EXPORT_FORMATS, exportText } from "../../../../src/inventory/export/export-formats.js";
import type { Inventory } from "../../../../src/inventory/inventory.js";
import { startTenant, type Tenant, type TenantSeed } from "../../../../src/tenant/index.js";
import { controlOf } from "../../../tenant-control.js";
import { readTenant } from "../read-tenant.js";

let tenant: Tenant;
afterEach(() => tenant.stop());

const open = async (seed: TenantSeed) => {
  tenant = await startTenant({ seed: { users: [{ username: "amira", admin: true }], ...seed } });
  return controlOf(tenant);
};

const textOf = (inventory: Inventory, name: string): string => {
  const format = EXPORT_FORMATS.get(name);
  if (format === undefined) throw new Error(`Cannot export as ${name}`);
  return exportText(inventory, format, "1.2.3");
};

/** Without the tenant's own OAuth client. */
const only = async (displayName: string): Promise<Inventory> => {
  const inventory = await readTenant(tenant.env());
  const principals = inventory.principals.filter((one) => one.displayName === displayName);
  return { ...inventory, principals };
};

const DAY = 86_400;

describe("a token with a link and a right", () => {
  const linked = async () => {
    const control = await open({
      personas: [{ name: "Data Assets", qualifiedName: "default/persona" }],
      tokens: [
        { displayName: "nightly loader", personas: ["Data Assets"], validitySeconds: 30 * DAY },
      ],
      connections: [
        { name: "development", connectorName: "s3", qualifiedName: "default/s3/1700000000" },
      ],
    });
    const { connections, tokens } = await control.state();
    const token = tokens.find(({ displayName }) => displayName === "nightly loader");
    const [connection] = connections;
    if (token === undefined || connection === undefined) throw new Error("Cannot find the seed");
    await control.addFaults({
      match: { path: "users/current" },
      do: {
        before: [{ addAdminUsers: { guid: connection.guid, usernames: [token.username] } }],
      },
    });
    return { token, connection, inventory: await only("nightly loader") };
  };

  it("is a construct with its granting methods, in TypeScript", async () => {
    const { token, connection, inventory } = await linked();
    expect(textOf(inventory, "ts")).toContain(`import { TerraformStack } from "cdktf";
import { AtlanApiToken, AtlanProvider, DataAtlanConnection, DataAtlanPersona } from "cdktf-provider-atlan";
import type { Construct } from "constructs";

export class AtlanStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AtlanProvider(this, "atlan");

    const dataAssetsPersona = DataAtlanPersona.fromQualifiedName(this, "data_assets_persona", "default/persona");
    const developmentConnection = DataAtlanConnection.fromQualifiedName(this, "development_connection", "default/s3/1700000000");

    const nightlyLoader = new AtlanApiToken(this, "nightly_loader", {
      displayName: "nightly loader",
      validitySeconds: 2592000,
    });
    nightlyLoader.importFrom("${token.id}");
    nightlyLoader.bindPersona(dataAssetsPersona).importFrom("default/persona,${token.id}");
    nightlyLoader.grantConnectionAdmin(developmentConnection).importFrom("${connection.guid},${token.username}");
  }
}`);
  });

  it("is resources with import blocks, in HCL", async () => {
    const { token, connection, inventory } = await linked();
    expect(textOf(inventory, "hcl")).toContain(`
      version = "1.2.3"
    }
  }
}

data "atlan_persona" "data_assets_persona" {
  qualified_name = "default/persona"
}

data "atlan_connection" "development_connection" {
  qualified_name = "default/s3/1700000000"
}

resource "atlan_api_token" "nightly_loader" {
  display_name     = "nightly loader"
  validity_seconds = 2592000
}

import {
  to = atlan_api_token.nightly_loader
  id = "${token.id}"
}

resource "atlan_token_persona_binding" "nightly_loader_data_assets_persona" {
  persona_qualified_name = data.atlan_persona.data_assets_persona.qualified_name
  token_ids              = atlan_api_token.nightly_loader.active_ids
}

import {
  to = atlan_token_persona_binding.nightly_loader_data_assets_persona
  id = "default/persona,${token.id}"
}

resource "atlan_connection_admin" "nightly_loader_development_connection" {
  connection_id = data.atlan_connection.development_connection.id
  usernames     = atlan_api_token.nightly_loader.active_usernames
}

import {
  to = atlan_connection_admin.nightly_loader_development_connection
  id = "${connection.guid},${token.username}"
}`);
  });

  it("names a persona that is gone by its qualified name", async () => {
    const { inventory } = await linked();
    const without = { ...inventory, personas: [] };
    expect(textOf(without, "ts")).toContain(
      'nightlyLoader.bindPersona("default/persona", { id: "nightly_loader_default_persona" }).importFrom(',
    );
    expect(textOf(without, "hcl")).toContain('persona_qualified_name = "default/persona"');
  });
});

describe("left out, with the reason, is", () => {
  it.each([
    [
      "a claim",
      {
        displayName: "x",
        description:
          "being created by cdktf-provider-atlan, claim 0b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01, stale after 2030-01-01T00:00:00Z",
      },
      "its creation has not ended",
    ],
    [
      "a predecessor",
      { displayName: "x (retired, succeeded by apikey-1)" },
      "a rotation has made its successor, and it will be deleted",
    ],
    ["a padded name", { displayName: " x " }, "must not begin or end with a blank"],
    ["a lifetime that has ended", { displayName: "x", validitySeconds: 1 }, "it has expired"],
  ])("%s", async (_name, token, reason) => {
    const control = await open({ tokens: [token] });
    await control.advance(DAY);
    const inventory = await only(token.displayName);
    const { leftOut, principals } = declarationsOf(inventory);
    const found = leftOut.find(({ displayName }) => displayName === token.displayName);
    expect(found?.reason).toContain(reason);
    expect(principals).toEqual([]);
    expect(textOf(inventory, "ts")).toContain(`- ${JSON.stringify(token.displayName)} (`);
  });

  it("the key that the tenant was read with", async () => {
    await open({});
    const { leftOut } = declarationsOf(await readTenant(tenant.env()));
    expect(leftOut.map(({ reason }) => reason).join()).toContain("the tenant was read with it");
  });
});

it.each(["ts", "hcl"])("lets nothing out of the comments of %s", async (format) => {
  await open({});
  const inventory = await readTenant(tenant.env());
  const hostile = ["\n", "\r", "\u2028", "\u2029", "\u0085", "\u202e"].join("evil()");
  const [principal] = inventory.principals;
  if (principal === undefined) throw new Error("Cannot find the tenant's own principal");
  const text = textOf(
    {
      ...inventory,
      readBy: hostile,
      gaps: [hostile],
      principals: [{ ...principal, standing: "expired", id: hostile, displayName: hostile }],
    },
    format,
  );
  const isComment = (line: string) => /^(\/\/|#)/.test(line);
  const lines = text.split(/[\n\r\u2028\u2029\u0085]/);
  expect(lines.filter((line) => line.includes("evil()")).every(isComment)).toBe(true);
  expect(text).not.toContain("\u202e");
});

it("leaves a lifetime out that a new token would not get", async () => {
  await open({
    tokens: [
      { displayName: "forever", validitySeconds: 409_968_000 },
      { displayName: "long", validitySeconds: 200_000_000 },
    ],
  });
  const { principals } = declarationsOf(await readTenant(tenant.env()));
  const tokens = principals.filter(({ kind }) => kind === "API token");
  expect(tokens.map((one) => one.arguments)).toEqual(
    expect.arrayContaining([{ display_name: "forever" }, { display_name: "long" }]),
  );
});

describe("an OAuth client", () => {
  const sync = async () => {
    await open({
      personas: [{ name: "Loaders", qualifiedName: "default/loaders" }],
      oauthClients: [{ displayName: "sync", role: "$guest", personas: ["Loaders"] }],
    });
    return only("sync");
  };

  it("is a construct with its role and its personas, in TypeScript", async () => {
    const inventory = await sync();
    expect(textOf(inventory, "ts")).toContain(`
    new AtlanOauthClient(this, "sync", {
      displayName: "sync",
      role: "Guest",
      personas: [loadersPersona],
    }).importFrom("${inventory.principals[0]?.id}");
`);
  });

  it("is a resource with its role and its personas, in HCL", async () => {
    const inventory = await sync();
    expect(textOf({ ...inventory, personas: [] }, "hcl")).toContain(`
resource "atlan_oauth_client" "sync" {
  display_name            = "sync"
  role                    = "Guest"
  persona_qualified_names = ["default/loaders"]
}

import {
  to = atlan_oauth_client.sync
  id = "${inventory.principals[0]?.id}"
}`);
  });
});
