// An OAuth client as a kind of principal: role and personas are fixed when it is made, and it never ends.
import { oauthClient } from "../../../lib/schema/index.js";
import {
  createOAuthClient,
  deleteOAuthClient,
  listOAuthClients,
  type OAuthClient,
  updateOAuthClient,
} from "../../client/index.js";
import { isUnknown, type PlannedChange, UNKNOWN } from "../../framework/index.js";
import { type Draft, forgetKind, type PrincipalKind } from "../principals/kind.js";
import { setChange, type ValueChange } from "../principals/value-change.js";
import { isSameRole } from "../roles/known-roles.js";
import {
  checkPlannedRole,
  nameOfPlanned,
  noteRoles,
  requirePlannedRole,
  tellPlannedRole,
} from "../roles/planned-role.js";
import { checkRotation } from "../rotation/check-settings.js";
import type { AttributesOf } from "../tenant-binding.js";
import { personasOf, roleState } from "./mapping.js";

export type OAuthClientAttributes = AttributesOf<typeof oauthClient>;

interface ClientDraft extends Draft {
  /** Its name, such as `$admin`. */
  readonly role: string;
}

const kind: PrincipalKind<OAuthClientAttributes, OAuthClient, ClientDraft> = {
  schema: oauthClient,
  words: {
    noun: oauthClient.noun,
    short: "client",
    prefix: "oauth-client",
    credential: "OAuth client",
    usesIt: "signs in as",
    own: "the OAuth client that the provider signs in as",
    deletion: "DELETE /api/service/oauth-clients/<client ID>",
    secret: "client_secret",
  },
  api: {
    list: listOAuthClients,
    create: async (http, { personas, ...draft }, options) => {
      const client = { ...draft, personaQualifiedNames: personas };
      const { body, ...reply } = await createOAuthClient(http, client, options);
      const { clientSecret, ...identity } = body;
      const record = { ...identity, role: draft.role, personaQualifiedNames: personas };
      return { ...reply, body: { record, secret: clientSecret } };
    },
    update: updateOAuthClient,
    delete: (http, { clientId }, options) => deleteOAuthClient(http, clientId, options),
    as: (client, clientId, clientSecret) => client.as({ clientId, clientSecret }),
  },
  fixed: ["role", "persona_qualified_names"],
  sameAsBefore: (change) => (roleChange(change) === "same" ? ["role"] : []),
  personasOf,
  personasAreFixed: true,
  draftOf: async ({ display_name, role, persona_qualified_names }, { roles }, signal) => ({
    displayName: display_name,
    personas: persona_qualified_names,
    role: (await roles.find(role, signal)).name,
  }),
  waitsUntilReady: () => true,

  validate: ({ rotation }, diagnostics) => checkRotation(oauthClient, { rotation }, diagnostics),
  // A replacement deletes first: a role that there is not has to be found before.
  checkPlan: ({ planned, prior, privateData, successorData, diagnostics }) => {
    if (planned === null || isUnknown(planned.role)) return;
    if (prior === null) tellPlannedRole(planned.role, successorData);
    else if (roleChange({ prior, planned, privateData }) === "changed") {
      checkPlannedRole(planned.role, privateData, diagnostics);
    }
  },
  checkSuccessor: (successorData, { roles }, signal) =>
    requirePlannedRole(successorData, roles, signal),
  noteForPlan: (privateData, { roles }, signal) => noteRoles(privateData, roles, signal),
  planSuccession: ({ set }) => {
    set("role_name", UNKNOWN);
    set("token_expiry_seconds", UNKNOWN);
  },
  rotatingChanges: (change) => ({
    role: roleChange(change),
    persona_qualified_names: setChange(
      change.prior.persona_qualified_names,
      change.planned.persona_qualified_names,
    ),
  }),
  planSecret: ({ set }, { plain, sealed }) => {
    set("client_secret", plain);
    set("sealed_client_secret", sealed);
  },

  usableSecret: ({ client_secret }) => client_secret,
  lacksSecret: ({ client_secret, sealed_client_secret }) =>
    client_secret === null && sealed_client_secret === null,
  isSecretPlanned: ({ client_secret, sealed_client_secret }) =>
    isUnknown(client_secret) || isUnknown(sealed_client_secret),
  secretState: ({ plain, sealed }) => ({ client_secret: plain, sealed_client_secret: sealed }),
  ownState: roleState,
  plannedState: ({ role }) => ({ role }),
  // The label that was declared stays as long as it is that of the same role.
  seenState: ({ role, role_name }, seen) => ({
    role: seen.role === null || seen.role === role_name ? role : seen.role,
  }),
  importedState: async ({ role }, { roles }, signal) => ({
    role: role === null ? "" : await roles.labelOf(role, signal),
  }),
};

/** Another spelling of the label, the name in place of the label or the label in place of the name is the same role. */
function roleChange({
  prior,
  planned: { role },
  privateData,
}: PlannedChange<OAuthClientAttributes>): ValueChange {
  if (isUnknown(role)) return "unknown";
  if (isSameRole(role, prior.role)) return "same";
  const before = prior.role_name ?? nameOfPlanned(prior.role, privateData);
  return nameOfPlanned(role, privateData) === before ? "same" : "changed";
}

export const oauthClientKind = forgetKind(kind);
