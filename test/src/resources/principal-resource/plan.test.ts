import { describe, expect, it } from "@jest/globals";
import {
  type PlanContext,
  type PlanOf,
  type PrivateData,
  silentLogger,
  UNKNOWN,
} from "../../../../src/framework/index.js";
import { apiTokenKind } from "../../../../src/resources/api-token/kind.js";
import type {
  ApiTokenAttributes,
  TokenState,
} from "../../../../src/resources/api-token/mapping.js";
import { planPrincipal } from "../../../../src/resources/principal-resource/plan.js";
import type { PrincipalAttributes } from "../../../../src/resources/principals/kind.js";
import { LINKS_SEEN, OWN } from "../../../../src/resources/rotation/notes.js";

const prior: TokenState = {
  id: "5b0c3f0e-7a41-4f1f-9a55-2f6b8f0d1c01",
  client_id: "apikey-0c9d2b7e-3e54-4c0a-8d0e-6a1f5f3c2b77",
  username: "service-account-apikey-0c9d2b7e-3e54-4c0a-8d0e-6a1f5f3c2b77",
  display_name: "loader",
  description: "",
  persona_qualified_names: null,
  validity_seconds: 3600,
  wait_until_ready: true,
  replace_when_expired: true,
  rotation: null,
  retired_elsewhere: false,
  ready_for_rotation: false,
  rotate_at: null,
  retirement_due: false,
  retiring: [],
  created_at: "2026-03-01T10:00:00Z",
  created_by: "amira",
  expires_at: "2026-03-01T11:00:00Z",
  expired: false,
  active_ids: [],
  active_usernames: [],
  seal_to: null,
  access_token: null,
  sealed_access_token: null,
};
const expired: TokenState = { ...prior, expired: true };

const notesOf = (...keys: readonly string[]): PrivateData => ({
  get: (key) => (keys.includes(key) ? true : undefined),
  set: () => {},
});

interface Case {
  readonly action: PlanContext<ApiTokenAttributes>["action"];
  readonly prior?: TokenState | null;
  readonly planned?: Partial<PlanOf<ApiTokenAttributes>>;
  readonly notes?: readonly string[];
  readonly replacedNotes?: readonly string[];
  /** The plan of the replaced one has said it already. */
  readonly isReported?: boolean;
  /** The token was not read, so the framework replaces nothing. */
  readonly isUnread?: boolean;
}

function planOf({
  action,
  prior: before = prior,
  planned,
  notes = [],
  replacedNotes,
  isReported,
  isUnread = false,
}: Case) {
  const said: string[] = [];
  const details: string[] = [];
  const replacing: string[] = [];
  const context: PlanContext<PrincipalAttributes> = {
    action,
    config: null,
    prior: before,
    planned: action === "delete" ? null : { ...(before ?? prior), ...planned },
    privateData: notesOf(...notes),
    successorData: notesOf(),
    replaced: replacedNotes
      ? { privateData: notesOf(...replacedNotes), isReported: isReported === true }
      : null,
    diagnostics: {
      add({ severity, summary, detail }) {
        said.push(`${severity}: ${summary}`);
        details.push(detail);
      },
    },
    log: silentLogger,
    set: () => {},
    replaceBecauseOf(attribute) {
      if (!isUnread) replacing.push(attribute);
      return !isUnread;
    },
    succeed: () => {},
    appliedData: notesOf(),
  };
  planPrincipal(apiTokenKind, context);
  return { said, replacing, details };
}

const HAS_EXPIRED = "warning: API tokens have expired";
const LOSES_LINKS = `warning: API token ${prior.id} loses links made elsewhere`;

describe("the plan of a token", () => {
  it.each<[string, Case, readonly string[], readonly string[]]>([
    ["that is new", { action: "create", prior: null }, [], []],
    ["that lives", { action: "update" }, [], []],
    [
      "that has expired replaces it",
      { action: "update", prior: expired },
      [HAS_EXPIRED],
      ["expired"],
    ],
    [
      "that has expired only warns, if told so",
      { action: "update", prior: expired, planned: { replace_when_expired: false } },
      [HAS_EXPIRED],
      [],
    ],
    [
      "that has expired only warns while it is not known whether to replace it",
      { action: "update", prior: expired, planned: { replace_when_expired: UNKNOWN } },
      [HAS_EXPIRED],
      [],
    ],
    ["that has expired deletes it without a word", { action: "delete", prior: expired }, [], []],
    [
      "that has expired and has links says that they are lost",
      { action: "update", prior: expired, notes: [LINKS_SEEN] },
      [HAS_EXPIRED, LOSES_LINKS],
      ["expired"],
    ],
    [
      "that has expired, but cannot be replaced unread, says nothing of what a replacement would do",
      { action: "update", prior: expired, notes: [LINKS_SEEN, OWN], isUnread: true },
      [HAS_EXPIRED],
      [],
    ],
    [
      "that is replaced and has links says that they are lost",
      { action: "replace", notes: [LINKS_SEEN] },
      [LOSES_LINKS],
      [],
    ],
    ["that is replaced and has none says nothing of links", { action: "replace" }, [], []],
    [
      "that manages its links says nothing of them",
      { action: "replace", prior: { ...prior, persona_qualified_names: [] }, notes: [LINKS_SEEN] },
      [],
      [],
    ],
    ["that is deleted says nothing of links", { action: "delete", notes: [LINKS_SEEN] }, [], []],
    [
      "that the plugin runs as refuses its deletion",
      { action: "delete", notes: [OWN] },
      ["error: Refused to delete the token in use"],
      [],
    ],
    [
      "that the plugin runs as refuses its replacement",
      { action: "replace", notes: [OWN] },
      ["error: Refused to replace the token in use"],
      [],
    ],
    [
      "that the plugin runs as refuses its replacement when it has expired",
      { action: "update", prior: expired, notes: [OWN] },
      [HAS_EXPIRED, "error: Refused to replace the token in use"],
      ["expired"],
    ],
    ["that the plugin runs as lets it be changed", { action: "update", notes: [OWN] }, [], []],
    [
      "that takes another one's place, of which only the notes are known",
      { action: "create", prior: null, replacedNotes: [OWN, LINKS_SEEN] },
      [
        "error: Refused to replace the token in use",
        "warning: API token loses links made elsewhere",
      ],
      [],
    ],
    [
      "that takes another one's place, of which everything is said already",
      { action: "create", prior: null, replacedNotes: [OWN, LINKS_SEEN], isReported: true },
      [],
      [],
    ],
    [
      "that takes another one's place, like any other",
      { action: "create", prior: null, replacedNotes: [] },
      [],
      [],
    ],
  ])("%s", (_name, plan, said, replacing) => {
    expect(planOf(plan)).toMatchObject({ said, replacing });
  });

  it.each<[string, Omit<Case, "action">, RegExp]>([
    ["it is replaced", {}, /, so it is replaced with a new one/],
    ["it is kept", { planned: { replace_when_expired: false } }, /because replace_.* is false\.$/],
    [
      "that is not known",
      { planned: { replace_when_expired: UNKNOWN } },
      /because replace_when_expired is not known before apply\.$/,
    ],
    [
      "this run cannot replace it",
      { isUnread: true },
      /and no longer works\. It stays for now, because this run cannot replace it\./,
    ],
  ])("that has expired says what follows: %s", (_what, plan, says) => {
    const { details } = planOf({ action: "update", prior: expired, ...plan });
    expect(details).toEqual([expect.stringMatching(says)]);
  });
});
