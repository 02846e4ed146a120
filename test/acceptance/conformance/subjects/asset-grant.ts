// What the suite has to know of a right on a connection or collection: which list of which asset names its holders.
import type { Fault, FaultOperation } from "../../../../src/tenant/index.js";
import type { ListedAsset } from "../../../tenant-control.js";
import { anotherWriter } from "../another-writer.js";
import type { Arguments, Subject } from "../subject.js";
import { people, type World } from "../world.js";

interface AssetGrant {
  readonly type: string;
  readonly grantingMethod: string;
  readonly asset: "connection" | "collection";
  readonly list: "adminUsers" | "viewerUsers";
  /** By name. */
  readonly things: readonly [one: string, other: string];
}

const NOTHING = "00000000-0000-4000-8000-000000000000";
const WRITES = { method: "POST", path: "^/api/meta/entity/bulk$" };

/** What the metastore says of a GUID that it does not know. */
const unknownGuid = (guid: string): Fault => ({
  match: { method: "GET", path: `^/api/meta/entity/guid/${guid}$` },
  times: 99,
  do: {
    status: 404,
    body: {
      errorCode: "ATLAS-404-00-005",
      errorMessage: `Given instance guid ${guid} is invalid/not found`,
    },
  },
});

export function assetGrant({ asset, list, things, ...names }: AssetGrant): Subject {
  const [one, other] = things;
  const guid = (world: World, name = one) => world[asset](name).guid;
  const grant = (thing: string, ...usernames: readonly string[]): Arguments => ({
    [`${asset}_id`]: thing,
    usernames,
  });
  const taking = (thing: string, ...usernames: readonly string[]): FaultOperation =>
    list === "adminUsers"
      ? { removeAdminUsers: { guid: thing, usernames } }
      : { removeViewerUsers: { guid: thing, usernames } };
  const alwaysTaking = (thing: string, username: string): Fault => ({
    match: WRITES,
    times: 99,
    do: { after: [taking(thing, username)] },
  });
  return {
    ...names,

    given: (world) => grant(guid(world), "tomas"),
    changed: (world) => grant(guid(world, other), "ingrid", "tomas"),
    replacing: [],
    invalid: [
      { attribute: `${asset}_id`, value: one, says: new RegExp(`must be the GUID of a ${asset}`) },
      { attribute: "usernames", value: [], says: /must have at least one element, got none/ },
    ],

    held: (state) =>
      state[`${asset}s`].flatMap((it: ListedAsset) =>
        (it[list] ?? []).map((name) => `${it.guid} ${name}`),
      ),
    meant: (attributes) =>
      [attributes.usernames].flat().map((name) => `${attributes[`${asset}_id`]} ${name}`),

    drifts: [
      {
        attribute: "usernames",
        given: (world) => grant(guid(world), "tomas", "ingrid"),
        by: (stage, world) => anotherWriter(stage, taking(guid(world), "ingrid")),
      },
    ],
    fixed: { [`${asset}_id`]: "it is what the right is on" },

    vanish: (stage, world) => anotherWriter(stage, taking(guid(world), "tomas", "ingrid")),
    withoutItsThing: {
      faults: (world) => [unknownGuid(guid(world))],
      says: /Asset does not exist|Cannot create .*no asset with the GUID/,
    },

    importId: (attributes) => `${attributes[`${asset}_id`]},${attributes.usernames}`,
    importsOfNothing: (world) => [
      [`${guid(world)},nobody`, /these users are not \w+: nobody/],
      [`${NOTHING},tomas`, /these users are not|does not exist/],
      [guid(world), /Import id not understood/],
    ],

    reads: { method: "GET", path: "^/api/meta/entity/guid/" },
    writes: WRITES,
    rewrites: WRITES,

    failingCreate: (world) => ({
      given: grant(guid(world), "noor", "ingrid", "tomas"),
      faults: [alwaysTaking(guid(world), "tomas")],
      says: /A (connection|collection) \w+ was written, but not kept/,
      kept: grant(guid(world), "ingrid"),
    }),
    failingUpdate: (world) => ({
      given: grant(guid(world), "ingrid", "person-1"),
      faults: [alwaysTaking(guid(world), "person-1")],
      says: /A (connection|collection) \w+ was written, but not kept/,
      kept: grant(guid(world), "ingrid"),
    }),

    fifty: (world) => people.map((name) => grant(guid(world), name)),
  };
}
