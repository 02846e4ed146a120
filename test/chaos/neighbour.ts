// Another stack with a state of its own that gives rights on the same objects at the same time: both sets must hold.
import { GRANT_TYPES, type GrantNode, type Graph, type Principal } from "./graph.js";
import { PERSONAS } from "./world.js";

const isOutsider = (principal: Principal): boolean =>
  "stranger" in principal && principal.stranger === "outsider";

/** A persona that nobody else links the outsider to. */
function freePersona(grants: readonly GrantNode[]): string | undefined {
  const taken = grants
    .filter(({ type, principals }) => {
      return type === "atlan_token_persona_binding" && principals.some(isOutsider);
    })
    .map(({ object }) => object);
  return PERSONAS.find((name) => name !== "Readers" && !taken.includes(name));
}

/** On every asset that these grants name, a right of a passer-by's; and a persona for the token that they may bind, too. */
export function neighbourOf(...graphs: readonly Graph[]): Graph {
  const grants = graphs.flatMap((graph) => graph.grants);
  const onAssets = new Map(
    grants
      .filter(({ type }) => GRANT_TYPES[type].principalsAttribute === "usernames")
      .map(({ type, object }) => [`${type} ${object}`, { type, object }]),
  );
  const ofAssets = [...onAssets.values()].map(({ type, object }) => ({
    type,
    object,
    principals: [{ person: "passer-by" }],
  }));
  const persona = freePersona(grants);
  const binding: Omit<GrantNode, "name">[] =
    persona === undefined
      ? []
      : [
          {
            type: "atlan_token_persona_binding",
            object: persona,
            principals: [{ stranger: "outsider" }],
          },
        ];
  const all = [...ofAssets, ...binding];
  return { tokens: [], grants: all.map((grant, n) => ({ ...grant, name: `n${n + 1}` })) };
}
