// Draws how unkind a tenant is for a whole round, and how the provider is set up: lawful, and to be coped with.
import type { TenantSettings } from "../../src/tenant/index.js";
import type { Random } from "./random.js";

export interface Profile {
  readonly settings: Partial<TenantSettings>;
  /** Arguments of the provider block. */
  readonly provider: Readonly<Record<string, number>>;
  /** The API key is an admin of every asset, and there is no person's bearer; otherwise a person's bearer writes. */
  readonly keyIsAdmin: boolean;
  /** Every run makes a token for itself, and asks as it who it is. */
  readonly hasRunToken: boolean;
  readonly parallelism: number;
  /** Over HTTP, where Terraform saves at the end or after 20 s only; a killed run forgets all that it did. */
  readonly hasRemoteState: boolean;
}

type Setting = keyof TenantSettings;

/** How often each setting is unkind, and how. */
const UNKIND: Readonly<
  Partial<Record<Setting, readonly [probability: number, values: readonly unknown[]]>>
> = {
  latencyMs: [0.6, [5, 20, 60]],
  tokenActivationMs: [0.3, [500, 1_500]],
  freshTokenAnswersEmptyMs: [0.25, [500, 1_500]],
  grantActivationMs: [0.3, [500, 2_000]],
  searchLagMs: [0.3, [500, 2_000]],
  maxPageSize: [0.3, [2, 5]],
  listLagMs: [0.35, [500, 1_500, 4_000, 10_000]],
  totalCountsAll: [0.3, [true]],
  trimNames: [0.3, [true]],
  strictContentType: [0.3, [true]],
  tokenReads: [0.3, ["granted"]],
};

export function drawProfile(random: Random): Profile {
  const settings = Object.entries(UNKIND).flatMap(([name, [probability, values]]) => {
    const value = random.pick(values);
    return random.chance(probability) ? [[name, value] as const] : [];
  });
  return {
    settings: Object.fromEntries(settings) as Partial<TenantSettings>,
    provider: {
      request_timeout_seconds: random.pick([2, 4]),
      max_retries: random.pick([0, 2, 5, 5]),
      max_concurrent_requests: random.pick([1, 2, 8, 8]),
    },
    keyIsAdmin: random.chance(0.4),
    parallelism: random.pick([1, 3, 10, 10, 20]),
    hasRemoteState: random.chance(0.35),
    hasRunToken: random.chance(0.3),
  };
}
