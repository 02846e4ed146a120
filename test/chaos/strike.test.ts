// Troubles that the tenant makes: aimed at what the round holds, and told apart by whether they struck.
import { describe, expect, it } from "@jest/globals";
import { COLLECTION, CONNECTION, good, PERSONA, stranger } from "./evidence-of.js";
import { landmarksOf } from "./landmarks.js";
import { right } from "./rights.js";
import { aimFaults, struckFaults } from "./strike.js";
import type { Trouble } from "./trouble.js";

const state = {
  ...good.initial,
  tokens: [...good.initial.tokens, { ...stranger, id: "o", displayName: "outsider" }],
};
const declared = [
  right("atlan_connection_admin", CONNECTION, "tomas"),
  right("atlan_collection_editor", COLLECTION, "tomas"),
  right("atlan_collection_viewer", COLLECTION, "tomas"),
  right("atlan_token_persona_binding", PERSONA, "o"),
];
const aims = { landmarks: landmarksOf(state), declared, tokens: ["t"] };
const strike = { request: "write asset", skip: 1 } as const;
const taking = (nth: number): Trouble => ({
  kind: "another writer",
  meddling: { takes: "declared right", nth, ...strike },
});
const hang: Trouble = { kind: "hang", ...strike, times: 2, effect: { hang: true } };

describe("aimFaults", () => {
  it.each([
    [0, { removeAdminUsers: { guid: CONNECTION, usernames: ["tomas"] } }],
    [1, { removeAdminUsers: { guid: COLLECTION, usernames: ["tomas"] } }],
    [2, { removeViewerUsers: { guid: COLLECTION, usernames: ["tomas"] } }],
    [7, { unlinkPersona: { tokenGuid: "o", personaQualifiedName: PERSONA } }],
  ])("takes the %sth declared right in the way of its kind", (nth, operation) => {
    const [aimed] = aimFaults([taking(nth)], aims);
    expect(aimed?.fault).toMatchObject({ skip: 1, do: { before: [operation] } });
  });

  it("tells what another writer gives", () => {
    const troubles: readonly Trouble[] = [
      {
        kind: "another writer",
        meddling: { adds: "passer-by", type: "collection", to: "Finance" },
      },
      { kind: "another writer", meddling: { links: "outsider", persona: "Loaders" } },
    ];
    expect(aimFaults(troubles, aims).flatMap(({ gives }) => gives)).toEqual([
      right("atlan_collection_editor", COLLECTION, "passer-by"),
      right("atlan_token_persona_binding", PERSONA, "o"),
    ]);
  });

  it("aims at nothing where there is nothing to hit, and leaves signals to others", () => {
    const deleting: Trouble = {
      kind: "another writer",
      meddling: { deletes: "declared token", nth: 0, ...strike },
    };
    const killing: Trouble = {
      kind: "both killed",
      moment: { request: "write asset", count: 1, afterMs: 0 },
    };
    const none = { ...aims, declared: [], tokens: [] };
    expect(aimFaults([taking(0), deleting, killing], none)).toEqual([]);
  });
});

describe("struckFaults", () => {
  const aimed = aimFaults([hang, taking(0)], aims);
  /** As the tenant lists them. */
  const faults = aimed.map(({ fault }) => ({ times: 1, skip: 0, ...fault }));

  it.each([
    ["none, while all are still to come", faults, []],
    ["one of which a time is used up", [{ ...faults[0], times: 1 }, faults[1]], [hang]],
    ["one that only skipped: not", [faults[0], { ...faults[1], skip: 0, times: 1 }], []],
    ["all that are gone", [], [hang, taking(0)]],
  ])("are %s", (_title, pending, struck) => {
    const found = struckFaults(aimed, pending as typeof faults);
    expect(found.map(({ trouble }) => trouble)).toEqual(struck);
  });
});
