// Looks up one role, so that a stack that names one that is not there fails when it is planned.
import { dataRole } from "../../../lib/schema/index.js";
import type { Role } from "../../client/index.js";
import type { Clock } from "../../clock.js";
import { type DataSourceContext, defineDataSource } from "../../framework/index.js";
import { asWritten, findOne } from "../lookup/find-one.js";
import { reporting } from "../request-diagnostic.js";
import { type KnownRoles, roleLine, rolesThereAre } from "../roles/known-roles.js";

export interface RoleLookupSession {
  readonly roles: KnownRoles;
  readonly clock: Clock;
}

type Context = DataSourceContext<RoleLookupSession, (typeof dataRole)["attributes"]>;

const noun = { singular: "role", plural: "roles", tellApartBy: "its name", line: roleLine };

async function read({ client: { roles, clock }, config, signal }: Context) {
  const by = config.name === null ? "label" : "name";
  const value = String(config[by]);
  const found = await reporting({ summary: "Cannot look up role" }, signal, async () => {
    const known = await roles.all(signal);
    const lookup = {
      noun,
      having: `${by} ${JSON.stringify(value)}`,
      wanted: value,
      attribute: [by],
      look: async () => known,
      isWanted: (role: Role) => role[by] === value,
      candidates: async () => known,
      nameOf: (role: Role) => role[by],
      hint: () => rolesThereAre(known),
    };
    return findOne(lookup, { clock, signal, waitSeconds: null });
  });
  return asWritten(config, found);
}

export const roleDataSource = defineDataSource({ schema: dataRole, read });
