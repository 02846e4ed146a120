// Who can do what, as the tenant's page reads it out of the tenant's state.
import { expect, test } from "@jest/globals";
import { tenantAccess } from "../../../src/page/tenant/tenant-access.js";
import type { FaultOperation } from "../../../src/tenant/index.js";
import { useTenant } from "../tenant/use-tenant.js";

const stage = useTenant({
  users: [{ username: "amira", admin: true }],
  personas: [{ name: "Loaders", users: ["amira"], groups: ["stewards"] }],
  connections: [
    { name: "development", connectorName: "snowflake", adminUsers: [], adminRoles: ["$admin"] },
  ],
  collections: [{ name: "Finance queries", adminUsers: ["amira"] }],
  tokens: [{ displayName: "loader", personas: ["Loaders"], validitySeconds: 86_400 }],
});

const access = async () => tenantAccess(await stage.control.state());
const named = <Each extends { readonly name: string }>(all: readonly Each[], name: string) =>
  all.find((each) => each.name === name);

test("shows a token with its owner, expiry and rights, and on each object who holds it", async () => {
  const { principals, objects } = await access();
  const loader = named(principals, "loader");
  const { connections, collections } = await stage.control.state();
  const usernames = [loader?.username ?? ""];
  const write = async (operation: FaultOperation) => {
    await stage.control.addFaults({ match: {}, do: { before: [operation] } });
    await stage.send("GET /api/service/whoami");
  };
  await write({ addAdminUsers: { guid: connections[0]?.guid ?? "", usernames } });
  await write({ addViewerUsers: { guid: collections[0]?.guid ?? "", usernames } });

  const after = await access();
  expect(named(after.principals, "loader")).toEqual({
    ...loader,
    owner: "amira",
    createdAt: "2026-01-01T00:00:00.000Z",
    expiresAt: "2026-01-02T00:00:00.000Z",
    remarks: [],
    personas: ["Loaders"],
    connections: ["development"],
    edits: [],
    views: ["Finance queries"],
  });
  expect(named(objects, "Loaders")?.holdings).toEqual([
    { role: "linked", holders: ["loader"] },
    { role: "member", holders: ["amira", "group stewards"] },
  ]);
  expect(named(after.objects, "development")?.holdings[0]).toEqual({
    role: "admin",
    holders: ["loader", "role $admin"],
  });
  expect(named(after.objects, "Finance queries")?.holdings).toEqual([
    { role: "editor", holders: ["amira"] },
    { role: "viewer", holders: ["loader"] },
  ]);
});

test("an OAuth client never expires, and says its role", async () => {
  const { principals } = await access();
  expect(named(principals, "embedded tenant OAuth client")).toMatchObject({
    kind: "OAuth client",
    expiresAt: "never",
    remarks: ["$admin"],
  });
});
