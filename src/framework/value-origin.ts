// Where a known value of a configuration may come from, which decides the rules that it has to follow. The engine does not say.
import type { Rule } from "../../lib/schema/core/index.js";
import type { ServedProvider } from "./served-provider.js";
import { isList, type Value } from "./value.js";

/**
 * - `configuration`: it is written there. Values of other objects are still unknown (`terraform validate`, and the first
 *   part of every plan).
 * - `tenant`: it is written there, or another object has it.
 * - `mock`: it is written there, or the engine made it up: `mock_provider` of `terraform test` gives whatever is not
 *   configured a value that no tenant gives, and plans and applies with it, without asking the provider.
 */
export type ValueOrigin = "configuration" | "tenant" | "mock";

/** Only a provider that is mocked is asked for validation of known values of others without having been configured. */
export function valueOriginOf<Client>({ client, isTestRun }: ServedProvider<Client>): ValueOrigin {
  if (client.isConfigured) return "tenant";
  return isTestRun() ? "mock" : "configuration";
}

/** Whether a value of that origin has to follow the rule. What comes from a tenant, or from a person, does. */
export function isHeldToRule(rule: Rule, value: Value, origin: ValueOrigin): boolean {
  if (rule.rule === "not_empty_literal") return origin === "configuration";
  return origin !== "mock" || !(REFUSES_TEXTS.has(rule.rule) || isMadeUp(value));
}

/** Made-up texts are letters and digits, which only these refuse. */
const REFUSES_TEXTS: ReadonlySet<Rule["rule"]> = new Set(["matches", "satisfies"]);

/** What engines give a number and a collection. */
const isMadeUp = (value: Value): boolean => value === 0 || (isList(value) && value.length === 0);
