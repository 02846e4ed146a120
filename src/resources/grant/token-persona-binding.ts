// A persona binding: a persona in the list of each API token.
import { tokenPersonaBinding } from "../../../lib/schema/index.js";
import type { AttributesOf } from "../tenant-binding.js";
import { grantResource } from "./resource.js";
import { tokenKeeper } from "./token-keeper.js";

export const tokenPersonaBindingResource = grantResource<AttributesOf<typeof tokenPersonaBinding>>({
  schema: tokenPersonaBinding,
  keeper: tokenKeeper(tokenPersonaBinding.typeName),
  attributes: { thing: "persona_qualified_name", principals: "token_ids" },
  giving: (tokens, persona) => `linking the token ${tokens} to the persona ${persona}`,
  taking: (tokens, persona) => `unlinking the token ${tokens} from the persona ${persona}`,
  importForm: "<persona qualified name>,<token GUID>[,<token GUID>…]",
  grantOf: ({ persona_qualified_name, token_ids }) => ({
    thing: persona_qualified_name,
    principals: token_ids,
  }),
  stateOf: ({ thing, principals }) => ({
    persona_qualified_name: thing,
    token_ids: principals,
  }),
});
