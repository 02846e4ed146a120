// A tenant with two of everything that grants are on, and who holds what right on which.
import type { Fault, TenantOptions, TenantSnapshot } from "../../../../src/tenant/index.js";
import type { ListedAsset } from "../../../tenant-control.js";
import { type AssetWorld, assetWorld } from "./asset-world.js";
import { type Applied, pluginRun } from "./plugin-run.js";

/** By the object's name: the first or the second. */
export type Place = "one" | "other";

export interface MovedKind {
  readonly type: string;
  readonly object: string;
  readonly grant: (place: Place, ...principals: readonly string[]) => GrantState;
  /** Two without any right, and one who holds it on the other object already. */
  readonly principals: readonly [string, string, string];
  readonly reads: Fault["match"];
  readonly writes: Fault["match"];
  readonly holdersIn: (state: TenantSnapshot, place: Place) => readonly string[];
}

export type GrantState = Readonly<Record<string, string | readonly string[]>>;

export interface MoveWorld extends AssetWorld {
  readonly kinds: Readonly<Record<"admin" | "viewer" | "binding", MovedKind>>;
  /** Who holds the right now. */
  readonly holders: (kind: MovedKind, place: Place) => Promise<readonly string[]>;
  /** A grant, made in a run before. */
  readonly granted: (
    kind: MovedKind,
    place: Place,
    ...principals: readonly string[]
  ) => Promise<Applied>;
  /** The work's result. @throws when one of them holds the right on neither object at some moment of it */
  readonly neverAbsent: <T>(
    kind: MovedKind,
    names: readonly string[],
    work: Promise<T>,
  ) => Promise<T>;
}

const seed: NonNullable<TenantOptions["seed"]> = {
  connections: ["development", "production"].map((name) => ({
    name,
    connectorName: "snowflake",
    adminUsers: name === "production" ? ["amira", "ingrid"] : ["amira"],
  })),
  collections: ["Finance", "Sales"].map((name) => ({
    name,
    createdBy: "amira",
    adminUsers: ["amira"],
    viewerUsers: name === "Sales" ? ["ingrid"] : [],
  })),
  tokens: [
    { displayName: "loader", personas: [] },
    { displayName: "exporter", personas: [] },
    { displayName: "reporter", personas: ["Stewards"] },
  ],
};

export async function moveWorld(): Promise<MoveWorld> {
  const world = await assetWorld({ seed });
  const { control } = world;
  const snapshot = await control.state();
  const { personas, tokens } = snapshot;
  const idOf = (name: string) => tokens.find((it) => it.displayName === name)?.id ?? "";
  const pick = <T>([one, other]: readonly T[], place: Place): T => {
    const picked = place === "one" ? one : other;
    if (picked === undefined) throw new Error("Cannot move: there is one object only");
    return picked;
  };
  const onAsset = (
    type: string,
    asset: "connection" | "collection",
    list: "adminUsers" | "viewerUsers",
  ): MovedKind => {
    const ofKind = (state: TenantSnapshot): readonly ListedAsset[] => state[`${asset}s`];
    const guids = ofKind(snapshot).map(({ guid }) => guid);
    return {
      type,
      object: `${asset}_id`,
      grant: (place, ...usernames) => ({ [`${asset}_id`]: pick(guids, place), usernames }),
      principals: ["tomas", "person-1", "ingrid"],
      reads: { method: "GET", path: "entity/guid" },
      writes: { method: "POST", path: "entity/bulk" },
      holdersIn: (state, place) => pick(ofKind(state), place)[list] ?? [],
    };
  };
  const qualifiedNames = personas.map(({ qualifiedName }) => qualifiedName);
  const binding: MovedKind = {
    type: "atlan_token_persona_binding",
    object: "persona_qualified_name",
    grant: (place, ...token_ids) => ({
      persona_qualified_name: pick(qualifiedNames, place),
      token_ids,
    }),
    principals: [idOf("loader"), idOf("exporter"), idOf("reporter")],
    reads: { method: "GET", path: "apikeys" },
    writes: { method: "POST", path: "apikeys/.+" },
    holdersIn: (state, place) => {
      const persona = pick(qualifiedNames, place);
      return state.tokens
        .filter((it) => it.personaQualifiedNames.includes(persona))
        .map(({ id }) => id);
    },
  };
  const kinds = {
    admin: onAsset("atlan_connection_admin", "connection", "adminUsers"),
    viewer: onAsset("atlan_collection_viewer", "collection", "viewerUsers"),
    binding,
  };
  return {
    ...world,
    kinds,
    holders: async ({ holdersIn }, place) => holdersIn(await control.state(), place),
    granted: async ({ type, grant }, place, ...principals) => {
      const earlier = await pluginRun(world.tenant);
      const created = await earlier.create(type, grant(place, ...principals));
      if (created.errors.length > 0) throw new Error(JSON.stringify(created.errors));
      await control.clearRequests();
      return created;
    },
    neverAbsent: async ({ holdersIn }, names, work) => {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      while (!isDone) {
        const state = await control.state();
        const held = [...holdersIn(state, "one"), ...holdersIn(state, "other")];
        const absent = names.filter((name) => !held.includes(name));
        if (absent.length > 0) throw new Error(`Held nowhere at one moment: ${absent.join(", ")}`);
      }
      return await done;
    },
  };
}
