// A provider whose objects live in Terraform's state alone: enough for real Terraform to drive the plugin server.
import type { ProviderServer } from "../../../src/framework/provider-server.js";
import { type ObjectValue, UNKNOWN, type Value } from "../../../src/framework/value.js";
import { Secret } from "../../../src/secret.js";

type Schema = ProviderServer["providerSchema"];

const provider: Schema = {
  typeName: "atlan",
  kind: "provider",
  noun: "provider",
  version: 0,
  description: "A provider without a tenant.",
  attributes: { greeting: { type: "string", mode: "optional", description: "Anything." } },
};

export const note: Schema = {
  typeName: "atlan_note",
  kind: "resource",
  noun: "note",
  version: 1,
  description: "A note.",
  timeouts: { create: "10m" },
  attributes: {
    text: { type: "string", mode: "required", description: "What it says." },
    slow_ms: { type: "number", mode: "optional", description: "How long create takes." },
    amount: { type: "number", mode: "optional", description: "Any number." },
    tags: { type: ["set", "string"], mode: "optional", description: "Any tags." },
    labels: { type: ["map", "string"], mode: "optional", description: "Any labels." },
    steps: {
      mode: "optional",
      nesting: "list",
      description: "Any steps.",
      attributes: {
        name: { type: "string", mode: "required", description: "Its name." },
        weight: { type: "number", mode: "optional", default: 1, description: "Its weight." },
      },
    },
    id: { type: "string", mode: "computed", description: "Its id." },
    secret: { type: "string", mode: "computed", sensitive: true, description: "Its secret." },
  },
};

const lookup: Schema = {
  typeName: "atlan_note",
  kind: "data_source",
  noun: "note",
  version: 0,
  description: "Looks a note up.",
  attributes: {
    id: { type: "string", mode: "required", description: "Its id." },
    text: { type: "string", mode: "computed", description: "What it says." },
  },
};

const NO_BYTES = new Uint8Array(0);
const fine = { diagnostics: [] };

const isTextNull = (config: ObjectValue) => config.text === "";

const defaultSteps = (steps: Value): Value =>
  Array.isArray(steps)
    ? steps.map((step: ObjectValue) => ({ ...step, weight: step.weight ?? 1 }))
    : steps;

/** Ends early when `stop` aborts. */
const pause = (ms: number, stop: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    stop.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

export function memoryProvider(): ProviderServer {
  const stop = new AbortController();
  return {
    providerSchema: provider,
    resourceSchemas: new Map([["atlan_note", note]]),
    dataSourceSchemas: new Map([["atlan_note", lookup]]),
    ephemeralResourceSchemas: new Map(),
    validateProviderConfig: async () => fine,
    configureProvider: async ({ config }) => {
      if (config.greeting === "crash") setTimeout(() => JSON.parse("secret-thing"), 0);
      console.log("this line must not reach standard output");
      return fine;
    },
    stopProvider: () => stop.abort(),
    validateResourceConfig: async ({ config }) => ({
      diagnostics: isTextNull(config)
        ? [
            {
              severity: "error",
              summary: "Blank text",
              detail: "Say something.",
              attribute: ["text"],
            },
          ]
        : [],
    }),
    upgradeResourceState: async ({ rawState }) => ({
      upgradedStateJson: rawState,
      diagnostics: [],
    }),
    readResource: async ({ currentState, private: kept }) => ({
      newState: currentState,
      private: kept,
      diagnostics: [],
    }),
    planResourceChange: async ({ priorState, proposedNewState, priorPrivate }) => ({
      plannedState:
        proposedNewState === null
          ? null
          : {
              ...proposedNewState,
              steps: defaultSteps(proposedNewState.steps ?? null),
              id: priorState?.id ?? UNKNOWN,
              secret: priorState?.secret ?? UNKNOWN,
            },
      requiresReplace: priorState === null ? [] : [["amount"]],
      plannedPrivate: priorPrivate,
      diagnostics: [],
    }),
    applyResourceChange: async ({ plannedState }) => {
      if (plannedState === null) return { newState: null, private: NO_BYTES, diagnostics: [] };
      const { slow_ms: slowMs, text } = plannedState;
      if (typeof slowMs === "number") await pause(slowMs, stop.signal);
      if (text === "throw") throw new Error('Cannot do "something secret"');
      return {
        newState: {
          ...plannedState,
          id: text === "bad id" ? 7 : "note-1",
          secret: new Secret("s3cret"),
        },
        private: Buffer.from('{"a":1}'),
        diagnostics: stop.signal.aborted
          ? [{ severity: "error", summary: "Stopped", detail: "Stopped while creating." }]
          : [],
      };
    },
    importResourceState: async ({ typeName, id }) => ({
      importedResources: [
        {
          typeName,
          state: {
            text: id,
            slow_ms: null,
            amount: null,
            tags: null,
            labels: null,
            steps: null,
            timeouts: null,
            id,
            secret: new Secret("imported"),
          },
          private: NO_BYTES,
        },
      ],
      diagnostics: [],
    }),
    moveResourceState: async () => ({
      targetState: null,
      targetPrivate: NO_BYTES,
      diagnostics: [],
    }),
    validateDataResourceConfig: async () => fine,
    readDataSource: async ({ config }) => ({
      state: { id: config.id ?? null, text: "found" },
      diagnostics: [],
    }),
    validateEphemeralResourceConfig: async () => fine,
    openEphemeralResource: async () => ({
      result: null,
      private: NO_BYTES,
      renewAtMs: null,
      diagnostics: [],
    }),
    renewEphemeralResource: async ({ private: kept }) => ({
      private: kept,
      renewAtMs: null,
      diagnostics: [],
    }),
    closeEphemeralResource: async () => fine,
    closeEphemeralResources: async () => {},
  };
}
