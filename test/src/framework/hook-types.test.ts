// What a hook's author gets from a schema, checked by the compiler; the assertions at run time are a formality.
import { describe, expect, it } from "@jest/globals";
import type { Attributes } from "../../../lib/schema/index.js";
import { defineSchema } from "../../../lib/schema/index.js";
import {
  type ConfigOf,
  defineDataSource,
  defineResource,
  type KnownConfigOf,
  type ObjectValue,
  type PlannedOf,
  type PlanOf,
  type PlanValueOf,
  type Secret,
  type StateOf,
  type Unknown,
  type Value,
  type WriteOnlyOf,
} from "../../../src/framework/index.js";

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(answer: Same<A, B>): void => expect(answer).toBe(true);

const schema = defineSchema({
  typeName: "test_thing",
  kind: "resource",
  noun: "thing",
  version: 0,
  description: "A thing.",
  attributes: {
    name: { type: "string", mode: "required", description: "…" },
    note: { type: "string", mode: "optional", default: "", description: "…" },
    tags: { type: ["set", "string"], mode: "optional", description: "…" },
    size: { type: "number", mode: "optional_computed", defaultAtCreate: 1, description: "…" },
    seen: { type: "bool", mode: "computed", description: "…" },
    ended: { type: "string", mode: "computed", nullable: true, description: "…" },
    key: { type: "string", mode: "computed", sensitive: true, nullable: true, description: "…" },
    parts: {
      nesting: "list",
      mode: "computed",
      description: "…",
      attributes: { label: { type: "string", mode: "computed", description: "…" } },
    },
  },
});
type A = (typeof schema)["attributes"];

const nested = defineSchema({
  typeName: "test_nested",
  kind: "resource",
  noun: "thing",
  version: 0,
  description: "A thing with things in it.",
  attributes: {
    care: {
      nesting: "single",
      mode: "optional",
      description: "…",
      attributes: {
        days: { type: "number", mode: "optional", default: 30, description: "…" },
        note: { type: "string", mode: "optional", description: "…" },
        plan: { type: "string", mode: "computed", description: "…" },
      },
    },
    parts: {
      nesting: "list",
      mode: "required",
      description: "…",
      attributes: {
        name: { type: "string", mode: "required", description: "…" },
        shelf: {
          type: "string",
          mode: "optional_computed",
          defaultAtCreate: "A",
          description: "…",
        },
      },
    },
    pin: {
      type: "string",
      mode: "required",
      sensitive: true,
      writeOnly: true,
      description: "…",
    },
    hint: { type: "string", mode: "optional", writeOnly: true, description: "…" },
  },
});
type N = (typeof nested)["attributes"];

describe("types derived from a schema", () => {
  it("stored: null only where the schema allows it", () => {
    type Expected = {
      readonly name: string;
      readonly note: string;
      readonly tags: readonly string[] | null;
      readonly size: number;
      readonly seen: boolean;
      readonly ended: string | null;
      readonly key: Secret | null;
      readonly parts: readonly { readonly label: string }[];
    };
    same<{ [K in keyof A]: StateOf<A>[K] }, { [K in keyof A]: Expected[K] }>(true);
  });

  it("configured: elements of a known set may be unknown", () => {
    same<ConfigOf<A>["tags"], readonly (string | Unknown)[] | null | Unknown>(true);
    same<ConfigOf<A>["name"], string | Unknown>(true);
  });

  it("planned: the configured half is known at apply, the tenant's may not be", () => {
    same<PlannedOf<A>["tags"], readonly string[] | null>(true);
    same<PlannedOf<A>["size"], number>(true);
    same<PlannedOf<A>["seen"], boolean | Unknown>(true);
    same<PlanOf<A>["name"], string | Unknown>(true);
    same<PlanValueOf<A, "ended">, string | null | Unknown>(true);
  });

  it("looked up: what is left out is null, and what is defaulted is not", () => {
    same<KnownConfigOf<A>["note"], string>(true);
    same<KnownConfigOf<A>["size"], number | null>(true);
    same<KnownConfigOf<A>["seen"], null>(true);
  });

  it("an object inside an object is at the same stage", () => {
    type Care<Days, Note, Plan> = {
      readonly days: Days;
      readonly note: Note;
      readonly plan: Plan;
    };
    type Part<Name, Shelf> = { readonly name: Name; readonly shelf: Shelf };
    type Written<T> = T | null | Unknown;
    same<StateOf<N>["care"], Care<number, string | null, string> | null>(true);
    same<StateOf<N>["parts"], readonly Part<string, string>[]>(true);
    same<ConfigOf<N>["care"], Written<Care<Written<number>, Written<string>, Written<string>>>>(
      true,
    );
    same<KnownConfigOf<N>["care"], Care<number, string | null, null> | null>(true);
    same<PlannedOf<N>["care"], Care<number, string | null, string | Unknown> | null>(true);
    same<PlannedOf<N>["parts"], readonly Part<string, string>[]>(true);
    same<
      PlanValueOf<N, "parts">,
      readonly (Part<string | Unknown, string | Unknown> | Unknown)[] | Unknown
    >(true);
  });

  it("write-only: null everywhere but in the configuration", () => {
    same<StateOf<N>["pin"], null>(true);
    same<PlannedOf<N>["pin"], null>(true);
    same<PlanValueOf<N, "pin">, null>(true);
    same<ConfigOf<N>["pin"], Secret | Unknown>(true);
    same<WriteOnlyOf<N>, { readonly pin: Secret; readonly hint: string | null }>(true);
  });

  it("forgotten attributes have forgotten values", () => {
    same<StateOf<Attributes>, ObjectValue>(true);
    same<PlanValueOf<Attributes, string>, Value>(true);
  });
});

describe("hooks", () => {
  it("give and take derived types without a cast", () => {
    const definition = defineResource<{ at(): number }, A>({
      schema,
      create: async ({ planned, client }) => ({
        ...planned,
        size: planned.size + client.at(),
        seen: true,
        ended: null,
        key: null,
        parts: [{ label: planned.name }],
      }),
      read: async ({ prior }) => ({ ...prior, note: prior.note.trim() }),
      update: async ({ planned, prior }) => ({ ...prior, name: planned.name }),
      delete: async ({ prior }) => void prior.name.length,
      plan: ({ set, prior }) => set("seen", prior?.seen ?? false),
    });
    expect(definition.schema.typeName).toBe("test_thing");
  });

  it("cannot give what the schema does not allow", () => {
    const definition = defineResource<null, A>({
      schema,
      // @ts-expect-error `name` is required, so it is never null.
      read: async ({ prior }) => ({ ...prior, name: null }),
      // @ts-expect-error `seen` is a bool.
      plan: ({ set }) => set("seen", "yes"),
      // @ts-expect-error the state has every attribute.
      create: async ({ planned }) => ({ name: planned.name }),
      delete: async () => {},
    });
    expect(definition.update).toBeUndefined();
  });

  it("infer everything from the schema", () => {
    const dataSource = defineDataSource({
      schema,
      read: async ({ config }) => ({
        ...config,
        size: config.size ?? 1,
        seen: true,
        ended: null,
        key: null,
        parts: [],
      }),
    });
    expect(dataSource.schema.noun).toBe("thing");
  });
});
