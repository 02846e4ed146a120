// What is kept of an embedded tenant, and what is said when another one answers in its place.
import { describe, expect, it } from "@jest/globals";
import {
  type AnyResource,
  DiagnosticError,
  type ObjectValue,
  silentLogger,
} from "../../../src/framework/index.js";
import { boundToEmbeddedTenant } from "../../../src/resources/embedded-tenant.js";

interface Client {
  readonly client: { embeddedTenant(): string | null };
  readonly tenant: { readonly origin: string };
}

const ORIGIN = "http://127.0.0.1:8484";
const unproven = new DiagnosticError({ severity: "error", summary: "Cannot tell", detail: "" });

/** What a read of the type gives: an object, null, or an error. */
const typeOf = (read: (prior: ObjectValue) => ObjectValue | null) => {
  const definition: AnyResource<Client> = {
    schema: {
      typeName: "atlan_thing",
      kind: "resource",
      noun: "thing",
      version: 0,
      description: "",
      attributes: {},
    },
    create: async () => ({ id: "new" }),
    read: async ({ prior, diagnostics }) => {
      diagnostics.add({ severity: "warning", summary: "It is gone", detail: "" });
      return read(prior);
    },
    delete: async () => {},
    importState: async () => ({ id: "imported" }),
  };
  return boundToEmbeddedTenant(definition);
};

function contextOf(answering: string | null, noted?: string) {
  const notes = new Map<string, unknown>(noted === undefined ? [] : [["embedded_tenant", noted]]);
  const said: string[] = [];
  const context = {
    client: { client: { embeddedTenant: () => answering }, tenant: { origin: ORIGIN } },
    signal: new AbortController().signal,
    deadlineMs: 0,
    diagnostics: { add: ({ summary }: { readonly summary: string }) => said.push(summary) },
    log: silentLogger,
    privateData: {
      get: (key: string) => notes.get(key),
      set: (key: string, value: unknown) => void notes.set(key, value),
    },
    writeOnly: {},
    keep: () => {},
  };
  return { context, notes, said };
}

const prior = { id: "5b0c" };
const throwing = (error: unknown) => () => {
  throw error;
};

describe("an object made in an embedded tenant", () => {
  it("notes which one, on create and import", async () => {
    const { context, notes } = contextOf("a");
    await typeOf(() => null).create({ ...context, planned: {} });
    expect(notes.get("embedded_tenant")).toBe("a");
    const imported = contextOf("b");
    await typeOf(() => null).importState?.({ ...imported.context, id: "x" });
    expect(imported.notes.get("embedded_tenant")).toBe("b");
  });

  it.each([
    ["is gone", () => null],
    ["is left as it was", (held: ObjectValue) => held],
    ["is not seen, which proves nothing", throwing(unproven)],
  ])("and that %s in another one, is said to be gone with the first", async (_what, read) => {
    const { context, said } = contextOf("b", "a");
    const reading = typeOf(read).read({ ...context, prior });
    await expect(reading).rejects.toMatchObject({
      diagnostics: [
        {
          severity: "error",
          summary: "The embedded tenant was started anew",
          detail: expect.stringContaining('terraform state rm "$(terraform state list -id=5b0c)"'),
        },
      ],
    });
    expect(said).toEqual([]);
  });

  it("is read as ever at an address other than the state's: that one may serve the first still", async () => {
    const { context, said } = contextOf("b", "a");
    const elsewhere = { ...prior, tenant: "http://127.0.0.1:9000" };
    expect(await typeOf(() => null).read({ ...context, prior: elsewhere })).toBeNull();
    expect(said).toEqual(["It is gone"]);
  });

  it.each([
    ["the same one answers", "a", "a"],
    ["a tenant answers that is none", null, "a"],
    ["nothing was noted", "b", undefined],
  ])("is read as ever where %s", async (_what, answering, noted) => {
    const { context, said } = contextOf(answering, noted);
    expect(await typeOf(() => null).read({ ...context, prior })).toBeNull();
    expect(said).toEqual(["It is gone"]);
  });

  it("is read as ever where another one holds it: that one has kept what the first knew", async () => {
    const { context } = contextOf("b", "a");
    expect(await typeOf(() => ({ id: "5b0c", seen: true })).read({ ...context, prior })).toEqual({
      id: "5b0c",
      seen: true,
    });
  });

  it.each([
    ["the same one cannot be read", "a", unproven],
    ["another one meets a mistake of ours", "b", new TypeError("ours")],
  ])("fails as ever, with what was said before, where %s", async (_what, answering, error) => {
    const { context, said } = contextOf(answering, "a");
    await expect(typeOf(throwing(error)).read({ ...context, prior })).rejects.toBe(error);
    expect(said).toEqual(["It is gone"]);
  });
});

it("an object of a tenant that is none notes nothing", async () => {
  const { context, notes } = contextOf(null);
  await typeOf(() => null).create({ ...context, planned: {} });
  expect(notes.size).toBe(0);
});
