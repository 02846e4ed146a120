// What happens to machines: the tenant decides parts of what is configured, and a changed map rebuilds one in place.
import {
  defineResource,
  isUnknown,
  type ObjectValue,
  type PlannedOf,
  type StateOf,
  UNKNOWN,
  type Unknown,
  type WriteOnlyOf,
} from "../../../src/framework/index.js";
import { machine } from "../../lib/workshop/schema.js";
import type { Journal } from "./journal.js";

type Attributes = (typeof machine)["attributes"];
type Machine = StateOf<Attributes>;
type Planned = PlannedOf<Attributes>;

interface Built {
  readonly id: string;
  readonly planned: Planned;
  readonly writeOnly: WriteOnlyOf<Attributes>;
  readonly prior: Machine | null;
}

const knownOr = <T>(value: T | Unknown, otherwise: T): T => (isUnknown(value) ? otherwise : value);

/** Whatever the plan knows stays as planned. */
const machineOf = ({ id, planned, writeOnly, prior }: Built): Machine => ({
  ...planned,
  id,
  maintenance: planned.maintenance && {
    ...planned.maintenance,
    plan_id: knownOr(planned.maintenance.plan_id, `plan of ${id}`),
  },
  spare_parts:
    planned.spare_parts?.map((part, index) => ({
      ...part,
      serial: knownOr(part.serial, `${id}-${index}`),
    })) ?? null,
  pin: null,
  pin_length: knownOr(planned.pin_length, writeOnly.pin?.reveal().length ?? null),
  replaced: knownOr(planned.replaced, []).map((old) => ({
    id: knownOr(old.id, prior?.id ?? ""),
    scrapped: knownOr(old.scrapped, false),
  })),
});

const isChanged = (before: ObjectValue | null, now: unknown): boolean =>
  before !== null &&
  now !== null &&
  !isUnknown(now) &&
  JSON.stringify(before) !== JSON.stringify(now);

export const machineResource = defineResource<Journal, Attributes>({
  schema: machine,
  plan({ prior, config, planned, set }) {
    if (!prior || !config || !planned) return;
    if (isChanged(prior.rebuild_when_changed, config.rebuild_when_changed)) {
      set("id", UNKNOWN);
      set("replaced", [...prior.replaced, { id: prior.id, scrapped: UNKNOWN }]);
    }
    if (prior.pin_version !== planned.pin_version) set("pin_length", UNKNOWN);
  },
  async create({ planned, writeOnly, client, signal, keep }) {
    const made = client.write("made a machine");
    const machineMade = machineOf({ id: `m${made}`, planned, writeOnly, prior: null });
    keep(machineMade);
    if (planned.name === "patient") {
      await client.until((journal) => journal.count("renewed the pass") >= 2, signal);
    }
    if (planned.name === "endless") await client.until(() => false, signal);
    if (planned.name === "broken") throw new Error("It does not start");
    return machineMade;
  },
  read: async ({ prior }) => prior,
  async update({ planned, prior, writeOnly, client }) {
    const isRebuilt = isUnknown(planned.id);
    const id = isRebuilt ? `m${client.write("made a machine")}` : prior.id;
    return machineOf({ id, planned, writeOnly, prior });
  },
  async delete({ client }) {
    client.write("scrapped a machine");
  },
});
