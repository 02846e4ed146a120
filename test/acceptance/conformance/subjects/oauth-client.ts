// OAuth clients, as the suite tries them.
import { anotherWriter } from "../another-writer.js";
import type { Arguments, OtherWriter, Subject } from "../subject.js";
import { people } from "../world.js";
import { NAME, OWN_SETTINGS, principal } from "./principal.js";

const given: Arguments = { display_name: NAME, description: "Syncs", role: "Member" };

const NAMES: Readonly<Record<string, string>> = { Member: "$member", Guest: "$guest" };

export const oauthClient: Subject = {
  type: "atlan_oauth_client",

  ...principal({
    noun: "OAuth client",
    given,
    description: "Syncs more",
    all: "^/api/service/oauth-clients$",
    finish: { method: "PUT", path: "^/api/service/oauth-clients/oauth-client-.+" },
  }),
  changed: ({ persona }) => ({
    display_name: "other robot",
    description: "Syncs more",
    role: "Guest",
    persona_qualified_names: [persona("Loaders").qualifiedName],
    rotation: { rotate_every_seconds: 3600, overlap_seconds: 60 },
    retired_elsewhere: true,
  }),
  replacing: ["role", "persona_qualified_names"],
  invalid: [
    { attribute: "display_name", value: " ", says: /must not be blank/ },
    { attribute: "role", value: "", says: /must not be blank/ },
    { attribute: "persona_qualified_names", value: [""], says: /blank/ },
  ],

  held: ({ oauthClients }) =>
    oauthClients.map(({ displayName, description, role, personaQualifiedNames }) =>
      line(displayName, description, role, personaQualifiedNames),
    ),
  meant: (attributes) => [
    line(
      attributes.display_name,
      attributes.description ?? "",
      NAMES[String(attributes.role)],
      attributes.persona_qualified_names ?? [],
    ),
  ],

  drifts: [
    { attribute: "display_name", by: writing({ displayName: "by hand" }) },
    { attribute: "description", by: writing({ description: "by hand" }) },
  ],
  fixed: {
    role: "Atlan fixes it when the client is created",
    persona_qualified_names: "Atlan fixes them when the client is created",
    ...OWN_SETTINGS,
  },

  vanish: async (stage) => {
    for (const { id } of await named(stage)) {
      await anotherWriter(stage, { deleteOAuthClient: { guid: id } });
    }
  },

  fifty: () => people.map((person) => ({ display_name: `robot of ${person}`, role: "Member" })),
};

const line = (name: unknown, description: unknown, role: unknown, personas: unknown): string =>
  JSON.stringify([name, description, role, [personas].flat().sort()]);

const named = async ({ control }: Parameters<OtherWriter>[0]) =>
  (await control.state()).oauthClients.filter(({ displayName }) => displayName === NAME);

/** As a person would by hand, over the API. */
function writing(change: { readonly displayName?: string; readonly description?: string }) {
  return async (stage: Parameters<OtherWriter>[0]): Promise<void> => {
    const [client] = await named(stage);
    if (client === undefined) throw new Error(`Cannot change ${NAME}: there is none`);
    await stage.control.api("PUT", `/api/service/oauth-clients/${client.clientId}`, change);
  };
}
