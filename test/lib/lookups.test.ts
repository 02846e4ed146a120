// What lookups synthesise and refuse, and how what they give is reached; the guard test walks every attribute.
import { beforeEach, describe, expect, it } from "@jest/globals";
import { Fn, TerraformOutput, TerraformStack, Testing } from "cdktf";
import {
  AtlanConnectionAdmin,
  AtlanProvider,
  DataAtlanApiTokens,
  DataAtlanCollection,
  DataAtlanConnection,
  DataAtlanCurrentUser,
  DataAtlanPersona,
  DataAtlanPersonas,
  DataAtlanUser,
} from "../../lib";

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  new AtlanProvider(stack, "atlan");
});

const synth = () => JSON.parse(Testing.synth(stack, true));

const forms = [
  { form: "DataAtlanCollection.fromId", expected: { id: "x" } },
  { form: "DataAtlanCollection.fromQualifiedName", expected: { qualified_name: "x" } },
  { form: "DataAtlanCollection.fromName", expected: { name: "x" } },
  { form: "DataAtlanConnection.fromId", expected: { id: "x" } },
  { form: "DataAtlanConnection.fromQualifiedName", expected: { qualified_name: "x" } },
  { form: "DataAtlanPersona.fromName", expected: { name: "x" } },
  { form: "DataAtlanPersona.fromQualifiedName", expected: { qualified_name: "x" } },
  { form: "DataAtlanUser.fromUsername", expected: { username: "x" } },
  { form: "DataAtlanUser.fromEmail", expected: { email: "x" } },
];
const classes = { DataAtlanCollection, DataAtlanConnection, DataAtlanPersona, DataAtlanUser };

describe("what exists already comes from", () => {
  it.each(forms)("$form", ({ form, expected }) => {
    const [name = "", method = ""] = form.split(".");
    Reflect.get(Reflect.get(classes, name), method)(stack, "it", "x", { waitSeconds: 30 });
    expect(Object.values(synth().data)).toEqual([{ it: { ...expected, wait_seconds: 30 } }]);
  });

  it("DataAtlanConnection.fromName, which names the connector too", () => {
    const name = { name: "development", connectorName: "snowflake" };
    DataAtlanConnection.fromName(stack, "it", name);
    expect(synth().data.atlan_connection.it).toEqual({
      name: "development",
      connector_name: "snowflake",
    });
  });
});

it.each([
  [{ name: "development" }, "name is set and connectorName is not, expected both or neither"],
  [
    { id: "x", connectorName: "s" },
    "connectorName is set and name is not, expected both or neither",
  ],
  [{}, "none is set, expected exactly one of id, qualifiedName, name"],
])("refuses a connection by %j", (props, message) => {
  new DataAtlanConnection(stack, "it", props);
  expect(synth).toThrow(`[stack/it] Cannot look up connection: ${message}`);
});

it("grants to the token that the provider runs as", () => {
  const me = new DataAtlanCurrentUser(stack, "me");
  new AtlanConnectionAdmin(stack, "admin", {
    connection: { id: "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01" },
    principals: [me.username],
  });
  const { resource } = synth();
  expect(resource.atlan_connection_admin.admin.usernames).toEqual([
    `\${data.atlan_current_user.me.username}`,
  ]);
});

it("reads records, and the policies in them", () => {
  const { records } = new DataAtlanPersonas(stack, "personas");
  const first = records.get(0);
  const read = {
    name: first.name,
    users: first.users,
    assets: first.metadataPolicies.get(1).assets,
    policy: first.dataPolicies.get(0).connectionName,
    allow: first.glossaryPolicies.get(0).allow,
    created: first.createdAt,
    howMany: Fn.lengthOf(records),
  };
  for (const [id, value] of Object.entries(read)) new TerraformOutput(stack, id, { value });
  const record = "data.atlan_personas.personas.records[0]";
  const { output } = synth();
  expect(Object.keys(read).map((id) => output[id].value)).toEqual([
    `\${${record}.name}`,
    `\${${record}.users}`,
    `\${${record}.metadata_policies[1].assets}`,
    `\${${record}.data_policies[0].connection_name}`,
    `\${${record}.glossary_policies[0].allow}`,
    `\${${record}.created_at}`,
    `\${length(data.atlan_personas.personas.records)}`,
  ]);
});

it("reads the sets in a record as lists", () => {
  const { tokens } = new DataAtlanApiTokens(stack, "tokens", { filter: "{}" });
  new TerraformOutput(stack, "ids", { value: tokens.get(2).activeIds });
  expect(synth().output.ids.value).toBe(
    `\${tolist(data.atlan_api_tokens.tokens.tokens[2].active_ids)}`,
  );
});

it("checks a filter before the tenant does", () => {
  new DataAtlanApiTokens(stack, "tokens", { filter: "displayName=x" });
  expect(synth).toThrow("filter must be the JSON text of an object");
});
