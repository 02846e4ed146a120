// Bindings of tokens to a persona, as the suite tries them.
import type { Fault, FaultOperation } from "../../../../src/tenant/index.js";
import { anotherWriter } from "../another-writer.js";
import type { Arguments, Subject } from "../subject.js";
import { people, type World } from "../world.js";

const NOTHING = "00000000-0000-4000-8000-000000000000";
const binding = (
  { persona, token }: World,
  name: string,
  ...tokens: readonly string[]
): Arguments => ({
  persona_qualified_name: persona(name).qualifiedName,
  token_ids: tokens.map((displayName) => token(displayName).id),
});

const unlinking = (
  { persona, token }: World,
  ...tokens: readonly string[]
): readonly FaultOperation[] =>
  tokens.map((displayName) => ({
    unlinkPersona: {
      tokenGuid: token(displayName).id,
      personaQualifiedName: persona("Loaders").qualifiedName,
    },
  }));

/** How often a write that does not hold is made, by the provider's default of `max_retries`. */
const WRITES = 6;

/**
 * Another writer who takes the link away each time, and links the token to somebody else's persona for a while: a list
 * that merely went back to what it was might only be late.
 */
const alwaysUnlinking = (world: World, name: string): readonly Fault[] => {
  const tokenGuid = world.token(name).id;
  const others = people.slice(0, WRITES - 1).map((other) => ({
    tokenGuid,
    personaQualifiedName: world.persona(other).qualifiedName,
  }));
  return Array.from({ length: WRITES }, (_, index) => ({
    match: { method: "POST", path: `^/api/service/apikeys/${tokenGuid}$` },
    do: {
      after: [
        ...unlinking(world, name),
        ...others.map((link, of) =>
          of === index ? { linkPersona: link } : { unlinkPersona: link },
        ),
      ],
    },
  }));
};

export const tokenPersonaBinding: Subject = {
  type: "atlan_token_persona_binding",
  grantingMethod: "bindPersona",

  given: (world) => binding(world, "Loaders", "loader"),
  changed: (world) => binding(world, "Readers", "exporter", "loader"),
  replacing: [],
  invalid: [
    { attribute: "persona_qualified_name", value: " ", says: /must not be blank/ },
    { attribute: "token_ids", value: [], says: /must have at least one element, got none/ },
  ],

  held: ({ tokens }) =>
    tokens.flatMap(({ id, personaQualifiedNames }) =>
      personaQualifiedNames.map((persona) => `${persona} ${id}`),
    ),
  meant: ({ persona_qualified_name: persona, token_ids: tokens }) =>
    [tokens].flat().map((id) => `${persona} ${id}`),

  drifts: [
    {
      attribute: "token_ids",
      given: (world) => binding(world, "Loaders", "loader", "exporter"),
      by: (stage, world) => anotherWriter(stage, ...unlinking(world, "exporter")),
    },
  ],
  fixed: { persona_qualified_name: "it is what the binding is on" },

  vanish: (stage, world) => anotherWriter(stage, ...unlinking(world, "loader", "exporter")),
  withoutItsThing: {
    faults: ({ persona }) => [
      {
        match: { method: "POST", path: "^/api/service/apikeys/.+" },
        times: 99,
        do: {
          status: 400,
          body: { code: 1000, message: `persona not found: ${persona("Loaders").qualifiedName}` },
        },
      },
    ],
    says: /Cannot create persona binding.*persona_qualified_name.*400.*persona not found/,
  },

  importId: ({ persona_qualified_name: persona, token_ids: tokens }) => `${persona},${tokens}`,
  importsOfNothing: ({ persona, token }) => [
    [`${persona("Loaders").qualifiedName},${NOTHING}`, /these API tokens are not linked to it/],
    [
      `${persona("Loaders").qualifiedName},${token("exporter").id}`,
      /these API tokens are not linked to it/,
    ],
    [persona("Loaders").qualifiedName, /Import id not understood/],
  ],

  reads: { method: "GET", path: "^/api/service/apikeys$" },
  writes: { method: "POST", path: "^/api/service/apikeys/.+" },
  rewrites: { path: "^/api/service/apikeys/.+" },

  failingCreate: (world) => ({
    given: binding(world, "Loaders", "reporter", "exporter", "loader"),
    faults: alwaysUnlinking(world, "loader"),
    says: /A persona binding was written, but not kept/,
    kept: binding(world, "Loaders", "exporter"),
  }),
  failingUpdate: (world) => ({
    given: binding(world, "Loaders", "exporter", "newcomer"),
    faults: alwaysUnlinking(world, "newcomer"),
    says: /A persona binding was written, but not kept/,
    kept: binding(world, "Loaders", "exporter"),
  }),

  fifty: (world) => people.map((name) => binding(world, name, "loader")),
};
