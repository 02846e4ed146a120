// What the bench measures, and the most that each figure may be. One without a target is told for orientation.

export type Unit = "×" | "requests" | "writes" | "MB" | "KB" | "failures";

export interface Target {
  readonly what: string;
  readonly unit: Unit;
  readonly most?: number;
}

const PLAN = "no-op plan of 1,000 tokens";
const LIMITED = "1,000 tokens planned, 50 created, at most 400 requests a minute";

export const TARGETS = {
  wallToPeer: { what: `${PLAN}, wall ÷ peer`, unit: "×", most: 0.35 },
  pluginToPeersPlugin: { what: `${PLAN}, plugin ÷ peer's plugin`, unit: "×", most: 0.25 },
  pluginToEngine: { what: `${PLAN}, plugin ÷ engine itself`, unit: "×", most: 0.5 },
  wallToNull: { what: `${PLAN}, wall ÷ 1,000 null_resource`, unit: "×" },
  wallToTerraformData: { what: `${PLAN}, wall ÷ 1,000 terraform_data`, unit: "×" },
  engineToNulls: { what: `${PLAN}, engine itself ÷ the same for null_resource`, unit: "×" },
  memory: { what: `${PLAN}, resident memory of the plugin`, unit: "MB", most: 80 },
  listRequestsOfAll: { what: `${PLAN}, list requests beyond the pages`, unit: "requests", most: 2 },
  listRequestsOfFew: {
    what: "no-op plan of 20 tokens in 5,000, list requests ÷ min(pages, tokens)",
    unit: "×",
    most: 2,
  },
  creation: { what: "50 tokens created", unit: "requests", most: 320 },
  limitedRefusals: { what: `${LIMITED}: refused with 429`, unit: "requests", most: 0 },
  limitedFailures: { what: `${LIMITED}: failed runs`, unit: "failures", most: 0 },
  bindingsAt60: { what: "50 bindings of one token, -parallelism=60", unit: "writes", most: 2 },
  bindingsAt10: { what: "50 bindings of one token, -parallelism=10", unit: "writes", most: 6 },
  adminsAt60: { what: "50 admins of one connection, -parallelism=60", unit: "writes", most: 2 },
  adminsAt10: { what: "50 admins of one connection, -parallelism=10", unit: "writes", most: 6 },
  grantRequests: {
    what: "no-op plan of 200 tokens, 1,000 grants, beyond the fewest",
    unit: "requests",
  },
  grantPlugin: {
    what: "no-op plan of 200 tokens, 1,000 grants, plugin ÷ engine itself",
    unit: "×",
  },
  synth: { what: "synth of 1,000 constructs ÷ provider-null's Resource", unit: "×", most: 1.2 },
  zip: { what: "the plugin's zip", unit: "KB", most: 400 },
  scripts: { what: "all scripts in it", unit: "KB", most: 1000 },
} as const satisfies Readonly<Record<string, Target>>;

export const handshakeTarget = (nodeMajor: number): Target => ({
  what: `launch to handshake ÷ node -e 0, Node ${nodeMajor}`,
  unit: "×",
  most: 1.4,
});
