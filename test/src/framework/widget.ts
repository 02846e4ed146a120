// A small resource type for the framework's tests: widgets in a warehouse held in memory.
import { defineSchema } from "../../../lib/schema/index.js";
import { createProviderServer } from "../../../src/framework/create-provider-server.js";
import {
  type DataSourceDefinition,
  defineDataSource,
  defineResource,
  type ProviderDefinition,
  type ResourceDefinition,
} from "../../../src/framework/definition.js";
import { DiagnosticError } from "../../../src/framework/diagnostic.js";
import { silentLogger } from "../../../src/framework/logger.js";
import type { ProviderServer } from "../../../src/framework/provider-server.js";
import { type ObjectValue, UNKNOWN } from "../../../src/framework/value.js";
import type { StateOf } from "../../../src/framework/values-of.js";
import { Secret } from "../../../src/secret.js";
import { type VirtualClock, virtualClock } from "../../virtual-clock.js";
import { PRODUCT } from "../product.js";

export const widgetSchema = defineSchema({
  typeName: "test_widget",
  kind: "resource",
  noun: "widget",
  version: 2,
  description: "A widget.",
  timeouts: { create: "10m", read: "5m", update: "10m", delete: "5m" },
  attributes: {
    name: {
      type: "string",
      mode: "required",
      description: "The name.",
      rules: [{ rule: "not_blank" }],
    },
    note: { type: "string", mode: "optional", default: "", description: "A note." },
    tags: {
      type: ["set", "string"],
      mode: "optional",
      description: "The tags.",
      rules: [{ rule: "no_blank_element" }],
    },
    size: {
      type: "number",
      mode: "optional_computed",
      defaultAtCreate: 10,
      replace: "a widget's size is fixed",
      description: "The size.",
      rules: [
        { rule: "whole_number", min: 1, max: 100 },
        { rule: "discouraged", value: 99, because: "is 99, which rattles" },
      ],
      rulesAtCreate: [{ rule: "whole_number", min: 1, max: 90 }],
    },
    pin: {
      type: "string",
      mode: "optional",
      sensitive: true,
      replace: "a pin is engraved",
      description: "The pin.",
      rules: [{ rule: "not_blank" }],
    },
    quick: { type: "bool", mode: "optional", default: true, local: true, description: "Hurry." },
    id: { type: "string", mode: "computed", description: "The id." },
    secret: {
      type: "string",
      mode: "computed",
      sensitive: true,
      nullable: true,
      description: "The secret.",
    },
    worn: { type: "bool", mode: "computed", description: "Whether it is worn out." },
  },
});

export type WidgetAttributes = (typeof widgetSchema)["attributes"];
export type Widget = StateOf<WidgetAttributes>;

export interface Warehouse {
  readonly widgets: Map<string, Widget>;
  /** For how long limits have held its requests back. */
  heldBackMs: number;
}

export type WidgetHooks = ResourceDefinition<Warehouse, WidgetAttributes>;

export const widgetDefinition: WidgetHooks = {
  schema: widgetSchema,
  async create({ planned, client, keep }) {
    const id = `w${client.widgets.size + 1}`;
    const widget: Widget = { ...planned, id, secret: new Secret("s3cret"), worn: false };
    client.widgets.set(id, widget);
    keep(widget);
    return widget;
  },
  async read({ prior, client }) {
    return client.widgets.get(prior.id) ?? null;
  },
  async update({ planned, prior, client }) {
    const { id, secret, worn } = prior;
    const widget: Widget = { ...planned, size: planned.size, id, secret, worn };
    client.widgets.set(id, widget);
    return widget;
  },
  async delete({ prior, client }) {
    client.widgets.delete(prior.id);
  },
  async importState({ id, client }) {
    const widget = client.widgets.get(id);
    if (widget) return widget;
    throw new DiagnosticError({
      severity: "error",
      summary: "No such widget",
      detail: `No ${id}.`,
    });
  },
  plan({ prior, planned, replaceBecauseOf }) {
    if (planned && prior?.worn === true) replaceBecauseOf("worn");
  },
  upgradeState: { 1: ({ title, ...rest }) => ({ ...rest, name: title }) },
};

const dataWidgetSchema = defineSchema({
  typeName: "test_widget",
  kind: "data_source",
  noun: "widget",
  version: 0,
  description: "A lookup.",
  timeouts: { read: "5m" },
  exactlyOneOf: [["id", "name", "code"]],
  attributes: {
    id: { type: "string", mode: "optional_computed", description: "The id." },
    name: { type: "string", mode: "optional_computed", description: "The name." },
    code: { type: "string", mode: "optional_computed", nullable: true, description: "The code." },
    patience: { type: "number", mode: "optional", default: 0, description: "How long to look." },
  },
});

type DataWidgetHooks = DataSourceDefinition<Warehouse, (typeof dataWidgetSchema)["attributes"]>;

const dataWidgetDefinition: DataWidgetHooks = {
  schema: dataWidgetSchema,
  async read({ config, client }) {
    for (const [id, { name }] of client.widgets) {
      if (id === config.id || name === config.name) return { ...config, id, name };
    }
    throw new DiagnosticError({ severity: "error", summary: "No widget", detail: "None found." });
  },
};

const providerSchema = defineSchema({
  typeName: "test",
  kind: "provider",
  noun: "provider",
  version: 0,
  description: "A test provider.",
  attributes: {
    region: {
      type: "string",
      mode: "optional",
      description: "The region.",
      rules: [{ rule: "one_of", values: ["north", "south"] }],
    },
  },
});

type ProviderAttributes = (typeof providerSchema)["attributes"];

type Configure = ProviderDefinition<Warehouse, ProviderAttributes>["configure"];

interface Served {
  readonly server: ProviderServer;
  readonly warehouse: Warehouse;
  /** The server's clock: it stands still until a test moves it. */
  readonly clock: VirtualClock;
}

interface Others {
  readonly configure?: Configure;
  /** Replace those of the data source. */
  readonly lookup?: Partial<DataWidgetHooks>;
  readonly isTestRun?: () => boolean;
}

/** A server over an empty warehouse; `hooks` replace those of {@link widgetDefinition}. */
export function serveWidgets(
  hooks: Partial<WidgetHooks> = {},
  { configure, lookup, isTestRun = () => false }: Others = {},
): Served {
  const warehouse: Warehouse = { widgets: new Map(), heldBackMs: 0 };
  const clock = virtualClock();
  const definition: ProviderDefinition<Warehouse, ProviderAttributes> = {
    product: PRODUCT,
    schema: providerSchema,
    resources: [defineResource({ ...widgetDefinition, ...hooks })],
    dataSources: [defineDataSource({ ...dataWidgetDefinition, ...lookup })],
    ephemeralResources: [],
    heldBackMs: ({ heldBackMs }) => heldBackMs,
    configure: configure ?? (async ({ region }) => (region === UNKNOWN ? null : warehouse)),
  };
  const server = createProviderServer(definition, { logger: silentLogger, clock, isTestRun });
  return { server, warehouse, clock };
}

/** The same, after ConfigureProvider. */
export async function configuredWidgets(hooks: Partial<WidgetHooks> = {}) {
  const served = serveWidgets(hooks);
  await served.server.configureProvider({ terraformVersion: "1.11.4", config: { region: null } });
  return served;
}

/** The same, as Terraform plans: a widget has been read. */
export async function planningWidgets(hooks: Partial<WidgetHooks> = {}) {
  const served = await configuredWidgets(hooks);
  const request = { typeName: "test_widget", currentState: stateOf(), private: NO_BYTES };
  await served.server.readResource(request);
  return served;
}

export const NO_BYTES = new Uint8Array();

/** A configuration with everything left out but the name. */
export const configOf = (attributes: ObjectValue = {}): ObjectValue => ({
  name: "anvil",
  note: null,
  tags: null,
  size: null,
  pin: null,
  quick: null,
  id: null,
  secret: null,
  worn: null,
  timeouts: null,
  ...attributes,
});

/** A widget as hooks make it. */
export const anvil: Widget = {
  name: "anvil",
  note: "",
  tags: null,
  size: 10,
  pin: null,
  quick: true,
  id: "w1",
  secret: new Secret("s3cret"),
  worn: false,
};

/** The same as Terraform has it in state. */
export const stateOf = (attributes: ObjectValue = {}): ObjectValue => ({
  ...anvil,
  timeouts: null,
  ...attributes,
});

/** Terraform's own merge: what is configured, else, where a provider may decide, what was before. */
export function proposedOf(prior: ObjectValue | null, config: ObjectValue): ObjectValue {
  const computed = ["note", "size", "quick", "id", "secret", "worn"];
  const entries = Object.entries(config).map(([name, value]) => {
    const before = computed.includes(name) ? (prior?.[name] ?? null) : null;
    return [name, value ?? before];
  });
  return Object.fromEntries(entries);
}

export function planRequest(prior: ObjectValue | null, config: ObjectValue) {
  return {
    typeName: "test_widget",
    priorState: prior,
    proposedNewState: proposedOf(prior, config),
    config,
    priorPrivate: NO_BYTES,
  };
}
