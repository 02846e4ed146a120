// API tokens, as the suite tries them.
import { anotherWriter } from "../another-writer.js";
import type { Arguments, OtherWriter, Subject } from "../subject.js";
import { people } from "../world.js";
import { NAME, OWN_SETTINGS, principal } from "./principal.js";

const FIVE_YEARS_SECONDS = 157_680_000;
const given: Arguments = { display_name: NAME, description: "Loads" };

export const apiToken: Subject = {
  type: "atlan_api_token",

  ...principal({
    noun: "API token",
    given,
    description: "Loads more",
    all: "^/api/service/apikeys$",
    finish: { method: "POST", path: "^/api/service/apikeys/.+" },
  }),
  changed: ({ persona }) => ({
    display_name: "other robot",
    description: "Loads more",
    persona_qualified_names: [persona("Loaders").qualifiedName],
    validity_seconds: 7200,
    wait_until_ready: false,
    replace_when_expired: false,
    rotation: { rotate_every_seconds: 3600, overlap_seconds: 60 },
    retired_elsewhere: true,
  }),
  replacing: ["validity_seconds"],
  invalid: [
    { attribute: "display_name", value: " ", says: /must not be blank/ },
    { attribute: "validity_seconds", value: 0, says: /must be a whole number from 1 to/ },
    { attribute: "persona_qualified_names", value: [""], says: /blank/ },
  ],

  held: ({ tokens }) =>
    tokens.map(({ displayName, description, personaQualifiedNames, validitySeconds }) =>
      line(displayName, description, personaQualifiedNames, validitySeconds),
    ),
  meant: (attributes) => [
    line(
      attributes.display_name,
      attributes.description ?? "",
      attributes.persona_qualified_names ?? [],
      attributes.validity_seconds ?? FIVE_YEARS_SECONDS,
    ),
  ],

  drifts: [
    { attribute: "display_name", by: writing({ displayName: "by hand" }) },
    { attribute: "description", by: writing({ description: "by hand" }) },
    {
      attribute: "persona_qualified_names",
      given: ({ persona }) => ({
        persona_qualified_names: [persona("Loaders").qualifiedName],
      }),
      by: async (stage, { persona }) => {
        const [token] = await stage.control.tokensNamed(NAME);
        const tokenGuid = token?.id ?? "";
        const linked = persona("Readers").qualifiedName;
        const unlinked = persona("Loaders").qualifiedName;
        await anotherWriter(
          stage,
          { linkPersona: { tokenGuid, personaQualifiedName: linked } },
          { unlinkPersona: { tokenGuid, personaQualifiedName: unlinked } },
        );
      },
    },
  ],
  fixed: {
    validity_seconds: "Atlan fixes it when the token is created",
    wait_until_ready: "it is a setting of this resource only",
    replace_when_expired: "it is a setting of this resource only",
    ...OWN_SETTINGS,
  },

  vanish: async (stage) => {
    for (const { id } of await stage.control.tokensNamed(NAME)) {
      await anotherWriter(stage, { deleteToken: { guid: id } });
    }
  },

  fifty: () => people.map((person) => ({ display_name: `robot of ${person}` })),
};

const line = (name: unknown, description: unknown, personas: unknown, seconds: unknown): string =>
  JSON.stringify([name, description, [personas].flat().sort(), seconds]);

/** As a person would by hand, over the API. */
function writing(change: { readonly displayName?: string; readonly description?: string }) {
  return async ({ control }: Parameters<OtherWriter>[0]): Promise<void> => {
    const [token] = await control.tokensNamed(NAME);
    if (token === undefined) throw new Error(`Cannot change ${NAME}: there is none`);
    const { id, displayName, description, personaQualifiedNames } = token;
    const body = { displayName, description, personas: [], personaQualifiedNames, ...change };
    await control.api("POST", `/api/service/apikeys/${id}`, body);
  };
}
