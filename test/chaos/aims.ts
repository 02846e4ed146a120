// What another writer may aim at in a round: what its first graph declared, and can be taken away.
import type { Graph } from "./graph.js";
import { isClient } from "./principals.js";
import { declaredRights, type Known } from "./rights.js";
import type { Aims } from "./strike.js";

/** Nobody takes a persona from a client. */
const withoutFixedLinks = (graph: Graph): Graph => ({
  ...graph,
  tokens: graph.tokens.map((node) => (isClient(node) ? { ...node, personas: [] } : node)),
});

export const aimsOf = (before: Graph, known: Known): Aims => ({
  landmarks: known.landmarks,
  declared: [...declaredRights(withoutFixedLinks(before), known)],
  tokens: before.tokens
    .filter((node) => !isClient(node))
    .flatMap(({ name }) => known.tokens.get(name) ?? [])
    .map(({ id }) => id),
});
