import { describe, expect, it } from "@jest/globals";
import type { Attributes } from "../../../lib/schema/index.js";
import {
  type AnyResource,
  type Diagnostic,
  type ObjectValue,
  silentLogger,
  UNKNOWN,
} from "../../../src/framework/index.js";
import {
  boundToTenant,
  originOf,
  type TenantIdentity,
} from "../../../src/resources/tenant-binding.js";
import { UnprovenAbsenceError } from "../../../src/resources/unproven-absence.js";

const HERE = "https://here.atlan.com";
const THERE = "https://there.atlan.com";
const attributes = {
  names: { type: ["set", "string"], mode: "required", description: "" },
  tenant: { type: "string", mode: "computed", nullable: true, description: "" },
} as const satisfies Attributes;

interface Client {
  readonly tenant: TenantIdentity;
}

const gone: Diagnostic = { severity: "warning", summary: "It is gone", detail: "" };

/** A type whose tenant holds `held`; undefined: it hides it, null: it has none of it, an error: reading it fails. */
function typeOf(held: ObjectValue | Error | null | undefined) {
  const calls: string[] = [];
  const definition: AnyResource<Client> = {
    schema: {
      typeName: "atlan_thing",
      kind: "resource",
      noun: "thing",
      version: 0,
      description: "",
      attributes,
    },
    create: async ({ planned, keep }) => {
      keep({ names: ["kept"] });
      return planned;
    },
    read: async ({ prior, diagnostics }) => {
      calls.push("read");
      if (held instanceof Error) throw held;
      if (held === null) diagnostics.add(gone);
      return held === undefined ? prior : held;
    },
    update: async ({ planned, keep }) => {
      calls.push("update");
      keep({ names: ["kept"] });
      return planned;
    },
    delete: async () => void calls.push("delete"),
    importState: async () => ({ names: ["a"] }),
  };
  return { type: boundToTenant(definition), calls };
}

function contextOf(acceptedOrigins: readonly string[] = []) {
  const said: string[] = [];
  const kept: ObjectValue[] = [];
  const context = {
    client: { tenant: { origin: HERE, acceptedOrigins } },
    signal: new AbortController().signal,
    deadlineMs: 0,
    diagnostics: { add: ({ summary }: Diagnostic) => said.push(summary) },
    log: silentLogger,
    privateData: { get: () => undefined, set: () => {} },
    successorData: { get: () => undefined },
    writeOnly: {},
    keep: (state: ObjectValue) => void kept.push(state),
  };
  return { context, said, kept };
}

const of = (tenant: string | null): ObjectValue => ({ names: ["a"], tenant });

describe("the origin of a tenant's address", () => {
  it.each([
    ["https://Tenant.Atlan.com", "https://tenant.atlan.com"],
    ["https://tenant.atlan.com.", "https://tenant.atlan.com"],
    ["https://tenant.atlan.com:443/", "https://tenant.atlan.com"],
    ["https://tenant.atlan.com:8443", "https://tenant.atlan.com:8443"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["http://[::1]:4000", "http://[::1]:4000"],
    ["http://127.0.0.1:80", "http://127.0.0.1"],
  ])("of %s is %s", (address, origin) => {
    expect(originOf(new URL(address))).toBe(origin);
  });
});

describe("an object bound to its tenant", () => {
  it("takes the origin when it is made or imported, also where that fails half-way", async () => {
    const { type } = typeOf(null);
    const { context, kept } = contextOf();
    const planned = { names: ["a"], tenant: UNKNOWN };
    expect(await type.create({ ...context, planned })).toEqual(of(HERE));
    expect(kept).toEqual([{ names: ["kept"], tenant: HERE }]);
    expect(await type.importState?.({ ...context, id: "a" })).toEqual(of(HERE));
  });

  it("is read, changed and deleted under its own origin", async () => {
    const { type, calls } = typeOf({ names: ["b"] });
    const { context, kept } = contextOf();
    const prior = of(HERE);
    expect(await type.read({ ...context, prior })).toEqual({ names: ["b"], tenant: HERE });
    expect(await type.update?.({ ...context, prior, planned: prior })).toEqual(prior);
    expect(kept).toEqual([{ names: ["kept"], tenant: HERE }]);
    await type.delete({ ...context, prior });
    expect(calls).toEqual(["read", "update", "delete"]);
  });

  it("is neither read, changed nor deleted under another", async () => {
    const { type, calls } = typeOf(null);
    const { context } = contextOf();
    const prior = of(THERE);
    const refusal = {
      diagnostics: [
        { detail: expect.stringMatching(`belongs to ${THERE}, but base_url is ${HERE}`) },
      ],
    };
    await expect(async () => type.read({ ...context, prior })).rejects.toMatchObject(refusal);
    await expect(type.update?.({ ...context, prior, planned: prior })).rejects.toMatchObject(
      refusal,
    );
    await expect(type.delete({ ...context, prior })).rejects.toMatchObject(refusal);
    expect(calls).toEqual([]);
  });

  it("moves to an origin that accepts its own, once it is seen there", async () => {
    const { type } = typeOf({ names: ["b", "a"] });
    const { context } = contextOf([THERE]);
    expect(await type.read({ ...context, prior: of(THERE) })).toEqual({
      names: ["b", "a"],
      tenant: HERE,
    });
  });

  it.each([
    ["is not there", null],
    ["is hidden", undefined],
    ["is there in part", { names: [] }],
    ["is neither seen nor proven gone", new UnprovenAbsenceError(gone)],
  ])("does not move, and is not dropped, when it %s", async (_name, held) => {
    const { type } = typeOf(held);
    const { context, said } = contextOf([THERE]);
    await expect(type.read({ ...context, prior: of(THERE) })).rejects.toMatchObject({
      diagnostics: [{ summary: "Refused: thing not seen in this tenant" }],
    });
    expect(said).toEqual([]);
  });

  it("does not move, and says why, when it cannot be read", async () => {
    const { type } = typeOf(new Error("no connection"));
    const { context } = contextOf([THERE]);
    await expect(type.read({ ...context, prior: of(THERE) })).rejects.toThrow("no connection");
  });

  it("is not changed or deleted by an accepted origin that has not read it", async () => {
    const { type, calls } = typeOf(of(null));
    const { context } = contextOf([THERE]);
    const prior = of(THERE);
    const refusal = { diagnostics: [{ detail: expect.stringContaining("-refresh=false") }] };
    await expect(type.update?.({ ...context, prior, planned: prior })).rejects.toMatchObject(
      refusal,
    );
    await expect(type.delete({ ...context, prior })).rejects.toMatchObject(refusal);
    expect(calls).toEqual([]);
  });

  it("of an older version takes the origin when it is seen, and not before", async () => {
    const seen = typeOf({ names: ["a"] }).type;
    const hidden = typeOf(undefined).type;
    const { context } = contextOf();
    const prior = of(null);
    expect(await seen.read({ ...context, prior })).toEqual(of(HERE));
    expect(await hidden.read({ ...context, prior })).toEqual(prior);
    expect(await seen.update?.({ ...context, prior, planned: prior })).toEqual(prior);
    expect(await typeOf(null).type.read({ ...context, prior })).toBeNull();
  });
});
