// How a principal with a one-time secret is rotated: the settings, and what is known of the next rotation and of those that retire.
import type { Attributes } from "./core";
import { NEVER_EXPIRES } from "./lifetime";

/** One day. */
export const DEFAULT_OVERLAP_SECONDS = 86_400;

const seconds = (min: number) => [{ rule: "whole_number", min, max: NEVER_EXPIRES }] as const;

/**
 * What a stack says of any principal: when to rotate, and what happens to the one that is succeeded.
 *
 * @param noun `token`
 */
const settingsOf = (noun: string) =>
  ({
    rotate_every_seconds: {
      type: "number",
      mode: "optional",
      description: `The secret is rotated when it is older than this, by the tenant's clock. For a ${noun} older than this when \`rotation\` is added, it counts from then.`,
      rules: seconds(1),
    },
    rotate_when_changed: {
      type: ["map", "string"],
      mode: "optional",
      description:
        "The secret is rotated when a value changes, where the map was set before and is set now. Its values are best known when planning.",
    },
    revoke_when_changed: {
      type: ["map", "string"],
      mode: "optional",
      description: `The same for a secret that has leaked: the ${noun} is deleted first, and then its successor is made. Whoever uses the old secret is refused until they have the new one.`,
    },
    overlap_seconds: {
      type: "number",
      mode: "optional",
      default: DEFAULT_OVERLAP_SECONDS,
      description:
        "How long the predecessor goes on working at least. It retires in the first apply after that. Also for one that retires already: raise it to keep that one longer; `0` retires it in the next apply.",
      rules: [
        ...seconds(0),
        {
          rule: "discouraged",
          value: 0,
          because:
            "is 0: from the first apply after a rotation the old secret is refused, also where whoever uses it does not have the new one",
        },
      ],
    },
    carry_asset_grants: {
      type: "bool",
      mode: "optional",
      default: true,
      description:
        "Whether the successor is given the predecessor's rights on connections and collections before it takes over. `false`: only its personas.",
    },
  }) as const satisfies Attributes;

/** Of an API token, which ends at a time of its own. */
export const rotationSettings = {
  ...settingsOf("token"),
  rotate_before_expiry_seconds: {
    type: "number",
    mode: "optional",
    description:
      "The secret is rotated when less than this is left of its life. Shorter than the lifetime.",
    rules: seconds(1),
  },
} as const satisfies Attributes;

/** Of an OAuth client, which has no end of its own. */
export const clientRotationSettings = settingsOf("client");

/** A principal that was succeeded and still works. */
export const retiringPrincipal = {
  id: { type: "string", mode: "computed", description: "Its GUID." },
  client_id: { type: "string", mode: "computed", description: "Its client ID." },
  username: { type: "string", mode: "computed", description: "Its username." },
  rotated_at: {
    type: "string",
    mode: "computed",
    nullable: true,
    description:
      "When its successor took over, RFC 3339 in UTC; null when the tenant did not say its time.",
  },
  retire_at: {
    type: "string",
    mode: "computed",
    nullable: true,
    description:
      "When its overlap ends, RFC 3339 in UTC; null while the tenant's time is not known.",
  },
  due: {
    type: "bool",
    mode: "computed",
    description: "Whether its overlap had ended, by the tenant's clock, when it was last read.",
  },
} as const satisfies Attributes;

/** What a successor has of its own, beside its secret: not known on the day of a rotation, before apply. */
export const ownOfSuccessor = [
  "id",
  "client_id",
  "username",
  "created_at",
  "created_by",
  "expires_at",
  "expired",
  "active_ids",
  "active_usernames",
] as const;

/** For every resource whose secret can be rotated. None of it is the tenant's. */
const rotationOf = <A extends Attributes>(settings: A) =>
  ({
    rotation: {
      nesting: "single",
      mode: "optional",
      local: true,
      attributes: settings,
      description:
        "Rotates the secret with an update in place: a successor takes over `id`, `client_id`, `username` and the secret, with the rights of its predecessor, which goes on working for a while. At least one trigger must be set. Adding `rotation` rotates nothing by itself.",
    },
    retired_elsewhere: {
      type: "bool",
      mode: "optional",
      default: false,
      local: true,
      description:
        "Whether something else deletes predecessors that are due, such as `atlan_token_retirement` after the new secret has been delivered.",
    },
    ready_for_rotation: {
      type: "bool",
      mode: "computed",
      local: true,
      description:
        "Whether a trigger of `rotation` had been reached when last read: the next apply then rotates. A change of the settings counts from the next read on.",
    },
    rotate_at: {
      type: "string",
      mode: "computed",
      nullable: true,
      local: true,
      description:
        "When the first of the triggers that depend on time will be reached, RFC 3339 in UTC; null without one.",
    },
    retirement_due: {
      type: "bool",
      mode: "computed",
      local: true,
      description: "Whether one of `retiring` is due.",
    },
    retiring: {
      nesting: "list",
      mode: "computed",
      local: true,
      attributes: retiringPrincipal,
      description:
        "The predecessors that still work, oldest first. They stay when `rotation` is removed.",
    },
  }) as const satisfies Attributes;

export const rotation = rotationOf(rotationSettings);
export const clientRotation = rotationOf(clientRotationSettings);
