// Mistakes in a definition stop the plugin from starting, all of them at once.
import { describe, expect, it } from "@jest/globals";
import { defineSchema } from "../../../lib/schema/index.js";
import { createProviderServer } from "../../../src/framework/create-provider-server.js";
import { defineResource } from "../../../src/framework/definition.js";
import { silentLogger } from "../../../src/framework/logger.js";
import { virtualClock } from "../../virtual-clock.js";
import { PRODUCT } from "../product.js";

const described = { description: "…" } as const;
const provider = defineSchema({
  typeName: "test",
  kind: "provider",
  noun: "provider",
  version: 0,
  ...described,
  attributes: {},
});

describe("createProviderServer", () => {
  it("lists everything that is wrong with its definition", () => {
    const schema = defineSchema({
      typeName: "test_thing",
      kind: "resource",
      noun: "thing",
      version: 1,
      ...described,
      timeouts: { create: "ten minutes", open: "1m" },
      attributes: {
        a: { type: "string", mode: "required", default: "x", ...described },
        b: { type: "number", mode: "optional", defaultAtCreate: 1, ...described },
        c: {
          type: "number",
          mode: "computed",
          replace: "it is fixed",
          sensitive: true,
          ...described,
        },
        d: {
          nesting: "single",
          mode: "optional",
          ...described,
          attributes: {
            e: { type: "string", mode: "optional", replace: "it is fixed", ...described },
            f: { type: "string", mode: "optional", writeOnly: true, ...described },
          },
        },
        g: { type: "string", mode: "optional", default: "x", writeOnly: true, ...described },
      },
    });
    const thing = defineResource({
      schema,
      create: async () => {
        throw new Error("unused");
      },
      read: async () => null,
      delete: async () => {},
    });
    const serve = () =>
      createProviderServer(
        {
          product: PRODUCT,
          schema: provider,
          resources: [thing, thing],
          dataSources: [],
          ephemeralResources: [],
          configure: async () => null,
        },
        { logger: silentLogger, clock: virtualClock() },
      );
    expect(serve).toThrow(/^Cannot serve test: /);
    for (const problem of [
      "test_thing: the timeout of create is no Go duration",
      "test_thing.a has a default, expected mode optional",
      "test_thing.b has a defaultAtCreate, expected mode optional_computed",
      "test_thing.c replaces, expected a mode that can be set",
      "test_thing.c is sensitive, expected a string",
      "test_thing: has a timeout of open, and no such operation",
      "test_thing.d.e has replace, expected on test_thing.d itself",
      "test_thing.d.f has writeOnly, expected on test_thing.d itself",
      "test_thing.g is write-only, expected required, or optional without a default, and no replace",
      "test_thing has no update, expected one for a, b, d, g",
      "test_thing has no upgradeState from version 0",
      "test_thing is defined twice",
    ]) {
      expect(serve).toThrow(problem);
    }
  });
});
